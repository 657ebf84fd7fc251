import { type ComposedMessage, OPT_OUT_FIELD, type E164 } from 'iletimerkezi-core';
import type { OptOutLinks, OptOutSubject } from '../opt-out/opt-out-links.js';
import { findDifferences } from './text-differences.js';

/** The name of the placeholder for the words that differ from person to person. Further ones are `metin2`, `metin3` and so on. */
const PERSONAL_FIELD = 'metin';

/** A recipient and the text that was stored for them. */
export interface StoredText {
  readonly to: E164;
  readonly text: string;
}

/**
 * Returns the text of a message and, if the texts differ, the values of each recipient. Stored texts are those that are sent: their
 * template is not stored. The words that all texts have in the same sequence become the template, and those in between its values.
 */
export function composedTexts(
  stored: readonly StoredText[],
  unfill: (text: string, to: E164) => string = (text) => text,
): Pick<ComposedMessage, 'recipients' | 'text' | 'values'> {
  const recipients = stored.map(({ to }) => to);
  const texts = stored.map(({ to, text }) => unfill(text, to));
  const [first = ''] = texts;
  if (texts.every((text) => text === first)) return { recipients, text: first };
  const { literals, values } = findDifferences(texts);
  const text = literals
    .map((literal, index) => (index === 0 ? '' : `{${fieldName(index - 1)}}`) + escaped(literal))
    .join('');
  const fields = (own: readonly string[]) =>
    Object.fromEntries(own.map((value, index) => [fieldName(index), value]));
  return { recipients, text, values: values.map(fields) };
}

const fieldName = (index: number): string => (index === 0 ? PERSONAL_FIELD : `${PERSONAL_FIELD}${index + 1}`);

/** Returns a function that replaces the opt-out links of recipients with `{ret}`. */
export function linkRemover(
  links: OptOutLinks,
  audience: OptOutSubject['audience'],
): (text: string, to: E164) => string {
  return (text, number) => text.replaceAll(links.linkOf({ number, audience }), OPT_OUT_FIELD);
}

function equalUntil(limit: number, isEqual: (index: number) => boolean): number {
  let count = 0;
  while (count < limit && isEqual(count)) count += 1;
  return count;
}

/** Returns a text in which braces are text, except those of `{ret}`. */
const escaped = (text: string): string =>
  text
    .split(OPT_OUT_FIELD)
    .map((part) => part.split('{').map(withBackslashes).join('{'))
    .join(OPT_OUT_FIELD);

/** Doubles the backslashes before a brace, and adds the one that makes it text. */
function withBackslashes(piece: string, index: number, pieces: readonly string[]): string {
  if (index === pieces.length - 1) return piece;
  const backslashes = equalUntil(piece.length, (place) => piece.at(-1 - place) === '\\');
  return `${piece}${'\\'.repeat(backslashes + 1)}`;
}
