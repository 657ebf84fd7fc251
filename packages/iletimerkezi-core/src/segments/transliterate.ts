import { classAt, EXTENSION, FOREIGN, TURKISH } from './alphabets.js';

/**
 * Replacements for characters that compatibility decomposition (NFKD) does not reduce to the GSM alphabet, as pairs of
 * characters and replacement.
 */
const REPLACEMENTS: ReadonlyMap<string, string> = /* @__PURE__ */ buildReplacements([
  ['ı', 'i'],
  ['‘’‚‛′‵ʹʻʼˈ´`', "'"],
  ['“”„‟″‶«»', '"'],
  ['‹', '<'],
  ['›', '>'],
  ['‐‑‒–—―−•‣·', '-'],
  ['⁄∕', '/'],
  ['\t', ' '],
  ['\u2028\u2029\v', '\n'],
  ['₺', 'TL'],
  ['×', 'x'],
  ['©', '(c)'],
  ['®', '(r)'],
  ['Œ', 'OE'],
  ['œ', 'oe'],
  ['Łł', 'Ll'],
  ['Đđ', 'Dd'],
  ['Ðð', 'Dd'],
  ['Þ', 'Th'],
  ['þ', 'th'],
  ['µ', 'u'],
  ['Ħħ', 'Hh'],
  ['ẞ', 'SS'],
]);

function buildReplacements(rows: [string, string][]): Map<string, string> {
  const map = new Map<string, string>();
  for (const [from, to] of rows) {
    const paired = from.length > 1 && from.length === to.length;
    for (let index = 0; index < from.length; index += 1) {
      map.set(from.charAt(index), paired ? to.charAt(index) : to);
    }
  }
  return map;
}

/**
 * Returns the GSM text that replaces one character: the base of an accented letter, the plain form of a typographic
 * character. Returns `undefined` when there is no replacement (emoji, other alphabets).
 */
export function replacementOf(character: string): string | undefined {
  const known = REPLACEMENTS.get(character);
  if (known !== undefined) return known;
  let result: string | undefined;
  for (const piece of character.normalize('NFKD')) {
    const plain = REPLACEMENTS.get(piece) ?? (isSevenBit(piece) ? piece : undefined);
    if (plain !== undefined) result = (result ?? '') + plain;
  }
  return result;
}

const isSevenBit = (piece: string): boolean =>
  piece.length === 1 && (classAt(piece, 0) & (FOREIGN | TURKISH)) === 0;

/**
 * Converts a text to the GSM alphabet as an account in English mode sends it: replaces ş with s, an accented letter with its
 * base, a typographic character with its plain form; removes characters without a replacement (emoji, other alphabets).
 * Keeps letters of the GSM alphabet (Ö ö Ü ü Ç é …).
 *
 * The provider documents `ş > s` and the removal of emoji; the other replacements are defined here.
 *
 * @example transliterate('“Şubat’ta görüşürüz” 🎉') // `"Subat'ta görüsürüz" `
 */
export function transliterate(text: string): string {
  return convert(normalize(text), FOREIGN | TURKISH).text;
}

/** Normalizes a text to NFC with LF line ends, the form that all rules of this folder require. */
export function normalize(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n');
}

/** A text of the GSM alphabet. */
export interface Conversion {
  text: string;
  /** Number of characters of the extension table, each of which counts twice, in what was replaced. */
  extension: number;
}

/** Replacements by code point. Limited, because texts of any origin fill it. */
const cache = new Map<number, Conversion>();
const MAX_CACHED = 4000;

function cachedReplacement(codePoint: number): Conversion {
  let replacement = cache.get(codePoint);
  if (replacement === undefined) {
    replacement = withExtension(replacementOf(String.fromCodePoint(codePoint)) ?? '');
    if (cache.size < MAX_CACHED) cache.set(codePoint, replacement);
  }
  return replacement;
}

function withExtension(text: string): Conversion {
  let extension = 0;
  for (let index = 0; index < text.length; index += 1) extension += classAt(text, index) & EXTENSION;
  return { text, extension };
}

/** Replaces the characters of the given classes with GSM text. `text` must be normalized. */
export function convert(text: string, classes: number): Conversion {
  let result = '';
  let extension = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const bits = classAt(text, index);
    if ((bits & classes) === 0) continue;
    const codePoint = text.codePointAt(index) ?? 0;
    const replacement = cachedReplacement(codePoint);
    if (start < index) result += text.slice(start, index);
    result += replacement.text;
    extension += replacement.extension;
    if (codePoint > 0xffff) index += 1;
    start = index + 1;
  }
  return { text: start < text.length ? result + text.slice(start) : result, extension };
}
