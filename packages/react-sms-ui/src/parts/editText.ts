/**
 * Changes the text of a text box as typing does: the browser's undo reverts it, and the box has the focus. Replaces
 * only the difference, in one step of the undo history. Fires `input` as typing does, so that React calls `onChange`.
 *
 * @returns false where the browser does not support it; the caller then sets the text
 */
export function editText(box: HTMLTextAreaElement | HTMLInputElement, next: string): boolean {
  const before = box.value;
  const { start, beforeEnd, nextEnd } = difference(before, next);
  return replaceRange(box, start, beforeEnd, next.slice(start, nextEnd));
}

/** Replaces the selection, or inserts at the caret, as {@link editText} does. The caret is placed after the new text. */
export function insertText(box: HTMLTextAreaElement | HTMLInputElement, inserted: string): boolean {
  return replaceRange(
    box,
    box.selectionStart ?? box.value.length,
    box.selectionEnd ?? box.value.length,
    inserted,
  );
}

function replaceRange(
  box: HTMLTextAreaElement | HTMLInputElement,
  start: number,
  end: number,
  inserted: string,
): boolean {
  box.focus();
  box.setSelectionRange(start, end);
  if (start === end && inserted === '') return true;
  // Deprecated, but the only way in every browser to add to the undo history of a text box.
  const { ownerDocument } = box;
  if (!('execCommand' in ownerDocument)) return false;
  return inserted === ''
    ? ownerDocument.execCommand('delete')
    : ownerDocument.execCommand('insertText', false, inserted);
}

/** Returns the part in which two texts differ. It never starts or ends within a surrogate pair. */
function difference(before: string, next: string): { start: number; beforeEnd: number; nextEnd: number } {
  const shorter = Math.min(before.length, next.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === next.charCodeAt(start)) start += 1;
  if (isInsidePair(before, start) || isInsidePair(next, start)) start -= 1;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === next.charCodeAt(next.length - 1 - same)
  ) {
    same += 1;
  }
  if (isInsidePair(before, before.length - same) || isInsidePair(next, next.length - same)) same -= 1;
  return { start, beforeEnd: before.length - same, nextEnd: next.length - same };
}

function isInsidePair(text: string, index: number): boolean {
  const before = text.charCodeAt(index - 1);
  const after = text.charCodeAt(index);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
