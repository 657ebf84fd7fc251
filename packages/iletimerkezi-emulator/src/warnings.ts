import type { CharacterMode } from './state/account.js';

/**
 * Properties of an accepted request that its caller may not have meant:
 * - `field-ignored`: the provider reads no such field; `field` is its path.
 * - `text-converted`: the account's character mode changed the text. Reports and webhooks carry the changed one.
 * - `text-replaced`: APITEST replaced the text.
 */
export type Warning =
  | { readonly kind: 'field-ignored'; readonly field: string }
  | {
      readonly kind: 'text-converted';
      readonly mode: CharacterMode;
      /** Words that changed, as they were sent and as they arrive; at most five. */
      readonly words: readonly { readonly sent: string; readonly arrives: string }[];
    }
  | { readonly kind: 'text-replaced' };

/** A warning in a sentence, with what to do. Words of the message are left out: logs are kept longer than tests. */
export function describeWarning(warning: Warning): string {
  switch (warning.kind) {
    case 'field-ignored':
      return `${warning.field} is not a field of this endpoint, so the provider ignores it. Remove it, or check its place and spelling.`;
    case 'text-converted':
      return `The account's character mode "${warning.mode}" changed letters of the text. Webhooks carry the changed text: a marker with these letters is not found in it. Use a marker of English letters and digits, or change the mode in the panel.`;
    case 'text-replaced':
      return 'APITEST replaces the text by a fixed one. Webhooks carry the fixed text: no marker is found in it.';
  }
}

const MOST_WORDS = 5;

/** Lists the words of texts that `convert` changes; a word that vanishes arrives empty. At most five. */
export function changedWords(
  texts: readonly string[],
  convert: (word: string) => string,
): { sent: string; arrives: string }[] {
  const changed = new Map<string, string>();
  for (const text of texts) {
    for (const word of text.normalize('NFC').split(/\s+/)) {
      const arrives = convert(word);
      if (arrives !== word) changed.set(word, arrives);
      if (changed.size === MOST_WORDS) return listed(changed);
    }
  }
  return listed(changed);
}

function listed(changed: ReadonlyMap<string, string>): { sent: string; arrives: string }[] {
  return Array.from(changed, ([sent, arrives]) => ({ sent, arrives }));
}
