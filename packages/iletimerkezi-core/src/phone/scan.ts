import type { PhoneFault } from './types.js';

/** E.164 numbers have at most 15 digits. */
const MOST_DIGITS = 15;
/** The shortest numbers with a country code (Niue, Saint Helena) have seven or eight. */
export const FEWEST_DIGITS = 7;

export const MOBILE_LOWEST = 5_000_000_000;
const MOBILE_HIGHEST = 5_999_999_999;

/** The scan returns a fault as a negative number: -1 minus the index in this list. */
const FAULTS = [
  'empty',
  'not-a-number',
  'exponent',
  'too-short',
  'too-long',
  'landline',
  'not-mobile',
  'foreign',
  'country-code',
  'trunk-zero',
] as const satisfies readonly PhoneFault[];

const fault = (reason: PhoneFault): number => -1 - FAULTS.indexOf(reason);

const EMPTY = fault('empty');
export const NOT_A_NUMBER = fault('not-a-number');
const EXPONENT = fault('exponent');
const TOO_SHORT = fault('too-short');
const TOO_LONG = fault('too-long');
const LANDLINE = fault('landline');
const NOT_MOBILE = fault('not-mobile');
export const FOREIGN = fault('foreign');
const COUNTRY_CODE = fault('country-code');

/** Returns the fault that a negative result of {@link scanTurkishMobile} stands for. */
export function phoneFaultOf(code: number): PhoneFault {
  return FAULTS[-1 - code] ?? 'not-a-number';
}

/** Forms that spreadsheets and links give a number: 5,32E+09 · 5321234567.0 · '0532… · ="0532…" · tel:0532… */
const EXPONENT_FORM = /^[+-]?\d+(?:[.,]\d+)?e\+?\d+$/i;
const DECIMAL_FORM = /^(\+?\d+)[.,]0+$/;
export const WRAPPED_FORM = /^(?:tel:|=?"|['’])((?!tel:)[^"'’]*)"?$/i;

/**
 * Parses a Turkish mobile number without building a string, for lists of a million numbers. Returns the ten national
 * digits as a number (5,000,000,000 to 5,999,999,999), or a negative fault, see {@link phoneFaultOf}.
 */
export function scanTurkishMobile(input: string): number {
  let value = 0;
  let digits = 0;
  let zeros = 0;
  let plus = false;
  let dotted = false;

  for (let index = 0; index < input.length; index += 1) {
    const unit = input.charCodeAt(index);
    if (unit >= 0x30 && unit <= 0x39) {
      if (unit === 0x30 && digits === 0) {
        zeros += 1;
        if (zeros > MOST_DIGITS) return TOO_LONG;
      } else {
        value = value * 10 + (unit - 0x30);
        digits += 1;
        if (digits > MOST_DIGITS) return TOO_LONG;
      }
    } else if (unit === 0x2b) {
      if (digits > 0 || zeros > 0 || plus) return NOT_A_NUMBER;
      plus = true;
    } else if (unit === 0x2e) {
      dotted = true;
    } else if (!isSeparator(unit)) {
      return scanUnusual(input);
    }
  }
  if (dotted) {
    const integer = withoutDecimals(input.trim());
    if (integer !== undefined) return scanTurkishMobile(integer);
  }
  if (digits === 10 && zeros <= 1 && (!plus || zeros === 1)) return nationalKind(value);
  if (digits === 0 && zeros === 0) return plus || input.trim() !== '' ? NOT_A_NUMBER : EMPTY;
  return classify(value, digits, (plus && zeros === 0) || zeros > 1, zeros === 1);
}

/** Classifies every number that is not ten national digits with or without the trunk zero. */
function classify(value: number, digits: number, international: boolean, trunk: boolean): number {
  if (digits > 2 && Math.floor(value / 10 ** (digits - 2)) === 90) {
    // 90…, +90…, 0090…, and the trunk zero people leave in: +90 (0) 5…
    const national = value % 10 ** (digits - 2);
    if (national < 1_000_000_000) return TOO_SHORT;
    return national > 9_999_999_999 ? TOO_LONG : nationalKind(national);
  }
  if (international) return digits < FEWEST_DIGITS ? TOO_SHORT : FOREIGN;
  if (digits === 7 && !trunk && Math.floor(value / 10_000) === 444) return NOT_MOBILE;
  if (digits < 10) return TOO_SHORT;
  return trunk || String(value).startsWith('5') ? TOO_LONG : COUNTRY_CODE;
}

function nationalKind(national: number): number {
  if (national >= MOBILE_LOWEST && national <= MOBILE_HIGHEST) return national;
  const area = Math.floor(national / 10_000_000);
  if (area === 905) return TOO_SHORT; // 90 5…, with digits missing
  return area >= 200 && area < 500 ? LANDLINE : NOT_MOBILE;
}

/** Arabic, Persian and full-width digits. The last four bits of their codes are the value of the digit. */
const OTHER_SCRIPT = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g;

/** Replaces the digits of other scripts with those of ASCII. Returns other texts unchanged. */
export const foldDigits = (text: string): string =>
  text.replace(OTHER_SCRIPT, (digit) => String(digit.charCodeAt(0) & 15));

/** Parses the forms of spreadsheets and links, and digits of other scripts: characters that a plain number does not have. */
function scanUnusual(input: string): number {
  const folded = foldDigits(input);
  if (folded !== input) return scanTurkishMobile(folded);
  const text = input.trim();
  const inner = WRAPPED_FORM.exec(text)?.[1] ?? withoutDecimals(text);
  if (inner !== undefined) return scanTurkishMobile(inner);
  return EXPONENT_FORM.test(text) ? EXPONENT : NOT_A_NUMBER;
}

/**
 * Removes the decimals that a spreadsheet adds (`5321234567.0`, `+49 151 12345678.0`); returns undefined when there are
 * none. A single zero after a dot is never a group of digits, two may be one (`532.123.45.00`).
 */
export function withoutDecimals(text: string): string | undefined {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 0x30 && /[.,]/.test(text.charAt(end - 2))) end -= 2;
  return end < text.length ? text.slice(0, end) : DECIMAL_FORM.exec(text)?.[1];
}

/** Spaces, dashes, brackets, slashes, and the invisible characters that contact lists contain. */
function isSeparator(unit: number): boolean {
  switch (unit) {
    case 0x20: // space
    case 0x09: // tab
    case 0x28: // (
    case 0x29: // )
    case 0x2d: // -
    case 0x2f: // /
    case 0xa0: // no-break space
    case 0xad: // soft hyphen
    case 0x0a: // line ends from the clipboard
    case 0x0d:
    case 0xfeff: // byte order mark
      return true;
    default:
      // General punctuation: spaces, zero-width marks, direction marks, hyphens and dashes.
      return (
        (unit >= 0x2000 && unit <= 0x2015) ||
        (unit >= 0x2028 && unit <= 0x202f) ||
        (unit >= 0x2060 && unit <= 0x206f) ||
        unit === 0x2212
      );
  }
}
