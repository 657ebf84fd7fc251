import { type ComposedMessage, OPT_OUT_FIELD, type E164 } from 'iletimerkezi-core';
import type { OptOutLinks, OptOutSubject } from '../opt-out/opt-out-links.js';

/** The name of the placeholder for the words that differ from person to person. */
const PERSONAL_FIELD = 'metin';

/** A recipient and the text that was stored for them. */
export interface StoredText {
  readonly to: E164;
  readonly text: string;
}

/**
 * Returns the text of a message and, if the texts differ, the values of each recipient. Stored texts are those that are sent: their
 * template is not stored. The words that all texts begin and end with become the template, and those in between its value.
 */
export function composedTexts(
  stored: readonly StoredText[],
  unfill: (text: string, to: E164) => string = (text) => text,
): Pick<ComposedMessage, 'recipients' | 'text' | 'values'> {
  const recipients = stored.map(({ to }) => to);
  const texts = stored.map(({ to, text }) => unfill(text, to));
  const [first = ''] = texts;
  if (texts.every((text) => text === first)) return { recipients, text: first };
  const { before, after } = commonWords(texts);
  const words = first.split(' ');
  const text = [
    ...words.slice(0, before).map(escaped),
    `{${PERSONAL_FIELD}}`,
    ...words.slice(words.length - after).map(escaped),
  ].join(' ');
  const values = texts.map((own) => {
    const all = own.split(' ');
    return { [PERSONAL_FIELD]: all.slice(before, all.length - after).join(' ') };
  });
  return { recipients, text, values };
}

/** Returns a function that replaces the opt-out links of recipients with `{ret}`. */
export function linkRemover(
  links: OptOutLinks,
  audience: OptOutSubject['audience'],
): (text: string, to: E164) => string {
  return (text, number) => text.replaceAll(links.linkOf({ number, audience }), OPT_OUT_FIELD);
}

/** Returns the number of words that all texts begin and end with. At least one word of each text is left over. */
function commonWords(texts: readonly string[]): { before: number; after: number } {
  const first = texts[0]?.split(' ') ?? [];
  let before = first.length;
  let after = first.length;
  let shortest = first.length;
  for (const text of texts) {
    const words = text.split(' ');
    const last = words.length - 1;
    before = equalUntil(before, (index) => words[index] === first[index]);
    after = equalUntil(after, (index) => words[last - index] === first[first.length - 1 - index]);
    shortest = Math.min(shortest, words.length);
  }
  before = Math.min(before, shortest - 1);
  return { before, after: Math.min(after, shortest - 1 - before) };
}

function equalUntil(limit: number, isEqual: (index: number) => boolean): number {
  let count = 0;
  while (count < limit && isEqual(count)) count += 1;
  return count;
}

/** Returns a word in which braces are text, except those of `{ret}`. */
const escaped = (word: string): string =>
  word
    .split(OPT_OUT_FIELD)
    .map((part) => part.split('{').map(withBackslashes).join('{'))
    .join(OPT_OUT_FIELD);

/** Doubles the backslashes before a brace, and adds the one that makes it text. */
function withBackslashes(piece: string, index: number, pieces: readonly string[]): string {
  if (index === pieces.length - 1) return piece;
  const backslashes = equalUntil(piece.length, (place) => piece.at(-1 - place) === '\\');
  return `${piece}${'\\'.repeat(backslashes + 1)}`;
}
