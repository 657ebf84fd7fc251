import { classAt, FOREIGN, TURKISH } from './alphabets.js';

/**
 * What compatibility decomposition (NFKD) does not reduce to the GSM alphabet. Pairs of "characters it
 * stands for" and "replacement".
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
 * The GSM text that stands in for one character: the base of an accented letter, the plain form of a
 * typographic sign. `undefined` where nothing can stand in (emoji, other alphabets).
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
 * A text in the GSM alphabet, as an account in English mode sends it: ş becomes s, an accented letter
 * its base, a typographic sign its plain form; what has no stand-in (emoji, other alphabets) is removed.
 * Letters of the GSM alphabet (Ö ö Ü ü Ç é …) stay.
 *
 * The provider documents `ş > s` and that emoji are removed; the rest of the map is ours.
 *
 * @example transliterate('“Şubat’ta görüşürüz” 🎉') // `"Subat'ta görüsürüz" `
 */
export function transliterate(text: string): string {
  return convert(settle(text), FOREIGN | TURKISH);
}

/** NFC, with CR LF as LF: the form every rule here works on. */
export function settle(text: string): string {
  return text.normalize('NFC').replaceAll('\r\n', '\n');
}

/** One-character answers of `replacementOf`, kept: the hot path of English mode. */
const kept = new Map<number, string>();

function replacementOfUnit(unit: number): string {
  let replacement = kept.get(unit);
  if (replacement === undefined) {
    replacement = replacementOf(String.fromCharCode(unit)) ?? '';
    kept.set(unit, replacement);
  }
  return replacement;
}

/** Replaces the characters of the given classes; `text` is settled. */
export function convert(text: string, classes: number): string {
  let result = '';
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    if ((classAt(text, index) & classes) === 0) continue;
    const point = text.codePointAt(index) ?? 0;
    const width = point > 0xffff ? 2 : 1;
    result += text.slice(start, index);
    result += width === 1 ? replacementOfUnit(point) : (replacementOf(text.slice(index, index + 2)) ?? '');
    index += width - 1;
    start = index + 1;
  }
  return start === 0 ? text : result + text.slice(start);
}
