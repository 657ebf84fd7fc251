'use client';
import { useEffect, useRef, type RefObject } from 'react';
import { editText } from './editText.js';

/** A text and the position of the caret in it. */
export interface TextEdit {
  text: string;
  caret: number;
}

export interface TextEditRules {
  /**
   * Returns the text in the field's notation, with the caret after the same character. `before` is the text before the
   * edit; undefined where the browser has changed the text already.
   */
  format: (edit: TextEdit, before: string | undefined) => TextEdit;
  /** Returns the text that replaces all of the field when this is pasted; undefined inserts it at the caret. */
  replaceBy: (pasted: string) => string | undefined;
  /** Called with a text that was entered before React was ready, on a page rendered by a server. */
  onFound: (text: string) => void;
  /** Characters that belong to the notation. Deleting next to one deletes the character behind it. */
  isSeparator: (character: string) => boolean;
}

/**
 * Formats an input while it is edited. Each edit is one step in the browser's undo history, and the caret stays where the
 * person types: edits are formatted before the browser applies them, and the difference is inserted as typing inserts it.
 * Compositions of an input method, autofill, dropped text and deleted words are formatted after the browser applied them.
 * Undo and redo are not formatted, because their texts were.
 */
export function useTextEdits(target: RefObject<HTMLInputElement | null>, rules: TextEditRules): void {
  const latest = useRef(rules);
  useEffect(() => {
    latest.current = rules;
  });
  useEffect(() => {
    const input = target.current;
    if (input === null) return undefined;
    let isWriting = false;
    const write = ({ text, caret }: TextEdit): void => {
      if (text !== input.value) {
        isWriting = true;
        if (!editText(input, text)) setText(input, text);
        isWriting = false;
      }
      input.setSelectionRange(caret, caret);
    };
    const replace = (start: number, end: number, inserted: string): void => {
      const before = input.value;
      const text = before.slice(0, start) + inserted + before.slice(end);
      write(latest.current.format({ text, caret: start + inserted.length }, before));
    };
    const found = { text: input.value, caret: input.value.length };
    // React sets the attribute and keeps what was entered until the next render.
    if (input.value !== input.defaultValue)
      latest.current.onFound(latest.current.format(found, undefined).text);

    const isFixed = (): boolean => input.readOnly || input.disabled;

    const beforeInput = (event: InputEvent): void => {
      if (isWriting || event.isComposing || !event.cancelable || isFixed()) return;
      const range = rangeOf(event, input, latest.current.isSeparator);
      if (range === undefined) return;
      event.preventDefault();
      replace(range.start, range.end, range.inserted);
    };
    const paste = (event: ClipboardEvent): void => {
      const pasted = event.clipboardData?.getData('text/plain') ?? '';
      if (pasted === '' || isFixed()) return;
      event.preventDefault();
      const all = latest.current.replaceBy(pasted);
      if (all === undefined) replace(input.selectionStart ?? 0, input.selectionEnd ?? 0, pasted);
      else write({ text: all, caret: all.length });
    };
    const formatPresent = (): void => {
      const caret = input.selectionStart ?? input.value.length;
      const edit = latest.current.format({ text: input.value, caret }, undefined);
      if (edit.text !== input.value) write(edit);
    };
    const afterInput = (event: Event): void => {
      if (isWriting) return;
      // Not by the class, which is another one in another document.
      const { isComposing, inputType } = event as Partial<InputEvent>;
      if (isComposing === true || inputType?.startsWith('history') === true) return;
      formatPresent();
    };

    input.addEventListener('beforeinput', beforeInput);
    input.addEventListener('paste', paste);
    input.addEventListener('input', afterInput);
    input.addEventListener('compositionend', formatPresent);
    return () => {
      input.removeEventListener('beforeinput', beforeInput);
      input.removeEventListener('paste', paste);
      input.removeEventListener('input', afterInput);
      input.removeEventListener('compositionend', formatPresent);
    };
  }, [target]);
}

/** Returns what an event is about to replace, by what; undefined for edits that are formatted afterwards. */
function rangeOf(
  event: InputEvent,
  input: HTMLInputElement,
  isSeparator: (character: string) => boolean,
): { start: number; end: number; inserted: string } | undefined {
  const text = input.value;
  let start = input.selectionStart ?? text.length;
  let end = input.selectionEnd ?? text.length;
  switch (event.inputType) {
    case 'insertText':
      return event.data === null ? undefined : { start, end, inserted: event.data };
    case 'deleteContentBackward':
      if (start === end) {
        while (start > 0 && isSeparator(text.charAt(start - 1))) start -= 1;
        start = Math.max(0, start - 1);
      }
      return { start, end, inserted: '' };
    case 'deleteContentForward':
      if (start === end) {
        while (end < text.length && isSeparator(text.charAt(end))) end += 1;
        end = Math.min(text.length, end + 1);
      }
      return { start, end, inserted: '' };
    default:
      return undefined;
  }
}

/** Sets the text where the browser has no undo history to add to. React reads the value when it receives `input`. */
function setText(input: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), 'value')?.set?.call(input, text);
  input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText' }));
}
