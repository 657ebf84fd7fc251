import type { SavedText, SavedTextChange, SavedTextResult } from './SmsComposer.types.js';

/**
 * Reads what the host returned for a change. Anything but a result counts as stored.
 * @param answer of the host's server, which may be of any type.
 */
export function readSavedResult<Item extends SavedText>(
  answer: SavedTextResult<Item> | void,
  { item }: SavedTextChange<Item>,
): SavedTextResult<Item> {
  if (typeof answer === 'object' && answer !== null) {
    if (answer.state === 'saved' && typeof answer.item?.name === 'string') return answer;
    if (answer.state === 'changed' && typeof answer.current?.text === 'string') return answer;
    if (answer.state === 'invalid' && Array.isArray(answer.faults)) return answer;
    if (answer.state === 'missing') return answer;
  }
  return item === undefined ? { state: 'removed' } : { state: 'saved', item };
}

/** Returns the id of a new text. Pages without TLS have no `randomUUID`; the host then chooses the id. */
export const newId = (): string | undefined => globalThis.crypto?.randomUUID?.();
