import { turkishLower, turkishUpper } from './letter-case.js';
import { findTurkishName } from './turkish-names.js';

export interface CleanValueOptions {
  /**
   * `names`: values in capitals or in small letters only become names by the rules of Turkish (`AYŞE ÇELİK` → `Ayşe Çelik`,
   * `ibrahim` → `İbrahim`); values in mixed case stay. Default `keep`.
   */
  case?: 'keep' | 'names';
}

/** Why a value cannot be part of a message: it contains a NUL character, or half of a surrogate pair. */
export type ValueFault = 'nul-character' | 'broken-character';

export type CleanedValue = { ok: true; value: string } | { ok: false; reason: ValueFault };

/**
 * Cleans the value of a placeholder as spreadsheets contain it: composes it (NFC), replaces line breaks, tabs and no-break
 * spaces with a space, joins spaces, removes spaces at both ends and invisible characters. Braces stay: a value is data and is
 * never parsed as a template. Cleaning a clean value returns it unchanged.
 *
 * @example cleanValue(' AYŞE\u00a0NUR ', { case: 'names' }) // { ok: true, value: 'Ayşe Nur' }
 */
export function cleanValue(value: string, options: CleanValueOptions = {}): CleanedValue {
  const cleaned = isClean(value) ? { ok: true as const, value } : rewrite(value);
  if (!cleaned.ok || options.case !== 'names') return cleaned;
  return { ok: true, value: asName(cleaned.value) };
}

const SPACE = 0x20;
/** From here on characters may compose, be invisible, or be half of a pair. */
const FIRST_UNUSUAL = 0x180;

/** Returns whether nothing is to be done: letters, signs, and single spaces between them. */
function isClean(value: string): boolean {
  let previous = SPACE;
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code < SPACE || code >= FIRST_UNUSUAL || (code >= 0x7f && code <= 0xa0) || code === 0xad)
      return false;
    if (code === SPACE && previous === SPACE) return false;
    previous = code;
  }
  return value === '' || previous !== SPACE;
}

function rewrite(value: string): CleanedValue {
  if (value.includes('\0')) return { ok: false, reason: 'nul-character' };
  const composed = value.normalize('NFC');
  let result = '';
  let space = false;
  let afterPictograph = false;
  for (const character of composed) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) return { ok: false, reason: 'broken-character' };
    if (isSpace(character)) {
      space = true;
      continue;
    }
    // The joiner holds an emoji of several together, and is invisible between letters.
    if (isInvisible(character) && !(afterPictograph && character === '\u200d')) continue;
    if (space && result !== '') result += ' ';
    space = false;
    result += character;
    afterPictograph = code > 0xffff || code === 0xfe0f || (code >= 0x2600 && code <= 0x27bf);
  }
  return { ok: true, value: result };
}

const isSpace = (character: string): boolean => /[\s\p{Z}]/u.test(character) && character !== '\ufeff';

/** Format and control characters; the tags of flags and the variation selectors belong to emoji. */
const isInvisible = (character: string): boolean =>
  /[\p{Cc}\p{Cf}]/u.test(character) && !/[\u{e0020}-\u{e007f}]/u.test(character);

function asName(value: string): string {
  const lower = turkishLower(value);
  if (value !== lower && value !== turkishUpper(value) && value !== value.toUpperCase()) return value;
  const words = lower.split(' ').map((word, index) => {
    const original = value.split(' ')[index] ?? '';
    return word
      .split('-')
      .map((part, at) => capitalized(withoutMarks(original.split('-')[at] ?? '', part)))
      .join('-');
  });
  return words.join(' ');
}

/**
 * Lists in plain capitals have I for both letters (EMINE, IBRAHIM). Takes the letter of a common name; adds no other marks that the
 * list lacks.
 */
function withoutMarks(original: string, lower: string): string {
  if (!original.includes('I')) return lower;
  const written = findTurkishName(original)?.written;
  if (written?.length !== lower.length) return lower;
  return Array.from(lower, (letter, index) =>
    letter === 'ı' && written.charAt(index) === 'i' ? 'i' : letter,
  ).join('');
}

/** `ayşe` → `Ayşe`, `o'neil` → `O'Neil`, `ayşe'nin` → `Ayşe'nin`. */
function capitalized(word: string): string {
  const first = capital(word.slice(0, 1));
  const rest = /^\p{L}['’]/u.test(word)
    ? word.slice(1, 2) + capital(word.slice(2, 3)) + word.slice(3)
    : word.slice(1);
  return (first + rest).normalize('NFC');
}

/** Returns the letter at the beginning of a name. Of several letters only the first is a capital: ß → Ss, ﬁ → Fi. */
function capital(letter: string): string {
  const upper = turkishUpper(letter);
  return upper.length === 1 ? upper : upper.slice(0, 1) + upper.slice(1).toLowerCase();
}
