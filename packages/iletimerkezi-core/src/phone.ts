import { MobileSet } from './mobile-set.js';

/** Why a piece of text is not a number this library will send to. */
export type PhoneFault =
  /** Nothing but blanks. */
  | 'empty'
  /** Letters or other signs that no telephone number has, or no digit at all. */
  | 'not-a-number'
  /** A spreadsheet shortened the number ("5,32E+09"): its last digits are lost. */
  | 'exponent'
  | 'too-short'
  | 'too-long'
  /** A Turkish number with an area code (2…, 3…, 4…): it takes no SMS. */
  | 'landline'
  /** A Turkish number that is neither mobile nor geographic: 444…, 0850…, 0800…, 0900…. */
  | 'not-mobile'
  /** A number of another country, and numbers abroad were not asked for. */
  | 'foreign'
  /** Numbers abroad were asked for, but the country code of this one cannot be told: it has neither `+` nor `00`, or it looks like a Turkish number with a wrong prefix. */
  | 'country-code'
  /** A zero follows the country code (`+49 0151…`) and it cannot be told whether it belongs to the number. */
  | 'trunk-zero';

/** A Turkish mobile number in E.164: `+905` and nine digits. */
export type TurkishMobile = `+905${string}`;

/** Any number in E.164: `+` and 7 to 15 digits. */
export type E164 = `+${string}`;

export type PhoneResult<Value extends string> =
  | { ok: true; value: Value }
  | { ok: false; reason: PhoneFault };

export interface RecipientOptions {
  /** Take numbers of other countries too: the account's abroad mode must be on. Default false. */
  abroad?: boolean;
}

/** Digits are collected as one number up to here; E.164 has 15 at most. */
const MOST_DIGITS = 15;
/** The shortest numbers with a country code (Niue, Saint Helena) have seven or eight. */
const FEWEST_DIGITS = 7;

const MOBILE_LOWEST = 5_000_000_000;
const MOBILE_HIGHEST = 5_999_999_999;

/** What `scanNumber` answers instead of a number: an index into this list, made negative. */
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
const NOT_A_NUMBER = fault('not-a-number');
const EXPONENT = fault('exponent');
const TOO_SHORT = fault('too-short');
const TOO_LONG = fault('too-long');
const LANDLINE = fault('landline');
const NOT_MOBILE = fault('not-mobile');
const FOREIGN = fault('foreign');
const COUNTRY_CODE = fault('country-code');

/** The reason behind a negative answer of {@link scanTurkishMobile}. */
export function phoneFaultOf(code: number): PhoneFault {
  return FAULTS[-1 - code] ?? 'not-a-number';
}

/** What spreadsheets make of a number: 5,32E+09 · 5321234567.0 · '0532… · ="0532…" · and the tel: scheme. */
const EXPONENT_FORM = /^[+-]?\d+(?:[.,]\d+)?e\+?\d+$/i;
const DECIMAL_FORM = /^(\+?\d+)[.,]0+$/;
const WRAPPED_FORM = /^(?:tel:|=?"|['’])((?!tel:)[^"'’]*)"?$/i;

/**
 * Reads a Turkish mobile number without building a string: the ten national digits as a number
 * (5,000,000,000 to 5,999,999,999), or a negative code for {@link phoneFaultOf}. For lists of a
 * million; everyone else calls {@link parseTurkishMobile}.
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
    const whole = withoutDecimals(input.trim());
    if (whole !== undefined) return scanTurkishMobile(whole);
  }
  if (digits === 10 && zeros <= 1 && (!plus || zeros === 1)) return nationalKind(value);
  if (digits === 0 && zeros === 0) return plus || input.trim() !== '' ? NOT_A_NUMBER : EMPTY;
  return classify(value, digits, (plus && zeros === 0) || zeros > 1, zeros === 1);
}

/** Everything that is not simply ten national digits with or without the trunk zero. */
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

/** A second reading of what the plain one does not understand. */
function scanUnusual(input: string): number {
  const text = input.trim();
  const inner = WRAPPED_FORM.exec(text)?.[1] ?? withoutDecimals(text);
  if (inner !== undefined) return scanTurkishMobile(inner);
  return EXPONENT_FORM.test(text) ? EXPONENT : NOT_A_NUMBER;
}

/**
 * The number before the decimals that a spreadsheet adds (`5321234567.0`, `+49 151 12345678.0`); undefined where there are none. A
 * single zero after a dot is never a group of digits, two may be one (`532.123.45.00`).
 */
function withoutDecimals(text: string): string | undefined {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 0x30 && /[.,]/.test(text.charAt(end - 2))) end -= 2;
  return end < text.length ? text.slice(0, end) : DECIMAL_FORM.exec(text)?.[1];
}

/** Blanks, dashes, brackets, slashes, and the invisible marks that contact lists copy along. */
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
    case 0x0a: // line ends, pasted along
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

/**
 * A Turkish mobile number in any form people write it (05xx…, 5xx…, 90…, +90…, 0090…, +90 (0)…; with
 * blanks, dashes, dots, slashes or brackets; as a spreadsheet or a contact list exports it), as
 * `+905XXXXXXXXX`. Every number from 500 to 599 passes: which of them are in use is for the operators
 * to say, and changes.
 *
 * Source: provider documentation, API overview, "Number format".
 *
 * @example parseTurkishMobile('0532 123 45 67') // { ok: true, value: '+905321234567' }
 */
export function parseTurkishMobile(input: string): PhoneResult<TurkishMobile> {
  const scanned = typeof input === 'string' ? scanTurkishMobile(input) : NOT_A_NUMBER;
  if (scanned > 0) return { ok: true, value: toTurkishMobile(input, scanned) };
  const reason = phoneFaultOf(scanned);
  return { ok: false, reason: reason === 'country-code' ? 'foreign' : reason };
}

/** `+905XXXXXXXXX` of the ten national digits that {@link scanTurkishMobile} answers. */
export function formatTurkishMobile(national: number): TurkishMobile {
  // Digit by digit: turning numbers above 2^31 into text is four times slower, and lists are long.
  const upper = Math.floor(national / 100_000);
  const lower = national - upper * 100_000;
  const rest = String.fromCharCode(
    digitOf(upper, 1000),
    digitOf(upper, 100),
    digitOf(upper, 10),
    digitOf(upper, 1),
    digitOf(lower, 10_000),
    digitOf(lower, 1000),
    digitOf(lower, 100),
    digitOf(lower, 10),
    digitOf(lower, 1),
  );
  return `+905${rest}`;
}

/** What was read from `input`; where that is in the form already, itself: lists that were read before stay cheap. */
function toTurkishMobile(input: string, national: number): TurkishMobile {
  return isTurkishMobile(input) ? input : formatTurkishMobile(national);
}

/** Of a text that is known to hold a mobile number: thirteen characters are then `+90` and its ten digits. */
function isTurkishMobile(input: string): input is TurkishMobile {
  return input.length === 13 && input.startsWith('+905');
}

/** The character code of one decimal digit. */
function digitOf(value: number, place: number): number {
  return 0x30 + (Math.floor(value / place) % 10);
}

/**
 * A recipient: a Turkish mobile number, or with `abroad` any number that is written with its country
 * code (`+49…`, `0049…`) and has the shape of E.164. Turkish numbers stay bound to the mobile range.
 *
 * Source: provider documentation, API overview, "International (abroad) SMS mode"; ITU-T E.164.
 */
export function parseRecipient(input: string, options: RecipientOptions = {}): PhoneResult<E164> {
  const scanned = typeof input === 'string' ? scanTurkishMobile(input) : NOT_A_NUMBER;
  if (scanned > 0) return { ok: true, value: toTurkishMobile(input, scanned) };
  if (options.abroad !== true) return parseTurkishMobile(input);
  if (scanned !== FOREIGN) return { ok: false, reason: phoneFaultOf(scanned) };
  return readInternational(input);
}

/** Country codes of one and two digits; all others have three. Source: ITU-T E.164, list of assigned codes. */
const SHORT_COUNTRY_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;
/** Countries whose national numbers begin with a zero: Italy, San Marino, Côte d'Ivoire, Gabon, Congo, Benin. */
const ZERO_BELONGS = new Set(['39', '378', '225', '241', '242', '229']);
const TRUNK_ZERO = /\(\s*0\s*\)/;
/** Countries beginning with 5 that have numbers of ten digits: Cuba (mobiles), Belize, Guyana, Suriname. */
const TEN_DIGITS_FROM_5 = /^(?:53[56]|501|592|597)/;

/** Reads a number of another country, which {@link scanTurkishMobile} found to have `+` or `00`. */
function readInternational(input: string): PhoneResult<E164> {
  const text = unwrap(input);
  const number = text.replace(TRUNK_ZERO, '').replace(/\D/g, '').replace(/^0+/, '');
  const countryCode = SHORT_COUNTRY_CODE.exec(number)?.[0] ?? number.slice(0, 3);
  const zeroBelongs = ZERO_BELONGS.has(countryCode);
  const trunk = TRUNK_ZERO.exec(text);
  const isMisplaced =
    trunk !== null && text.slice(0, trunk.index).replace(/\D/g, '').replace(/^0+/, '') !== countryCode;
  const hasZero = number.charAt(countryCode.length) === '0';
  if (isMisplaced || (trunk !== null && zeroBelongs) || (hasZero && !zeroBelongs)) {
    return { ok: false, reason: 'trunk-zero' };
  }
  if (number.length < FEWEST_DIGITS) return { ok: false, reason: 'too-short' };
  // 00532…, +532…: a Turkish number that was given a prefix too many, not one in Cuba.
  const looksTurkish = number.length === 10 && number.startsWith('5');
  if (looksTurkish && !(text.includes('+') && TEN_DIGITS_FROM_5.test(number))) {
    return { ok: false, reason: 'country-code' };
  }
  return { ok: true, value: `+${number}` };
}

/** The number without what a spreadsheet or a link puts around it. */
function unwrap(input: string): string {
  const text = input.trim();
  const inner = WRAPPED_FORM.exec(text)?.[1]?.trim() ?? text;
  return withoutDecimals(inner) ?? inner;
}

export interface NormalisedRecipients {
  /** In E.164, each once, in the order of the list. */
  recipients: string[];
  /** How many entries repeated an earlier one, however they were written. */
  duplicates: number;
  /** Entries that are no recipient: their index in the list and the reason. Never the number itself. */
  rejected: { index: number; reason: PhoneFault }[];
}

/** Normalises a list and takes each number once. A million entries take well under a second. */
export function normaliseRecipients(
  inputs: Iterable<string>,
  options: RecipientOptions = {},
): NormalisedRecipients {
  const mobiles = new MobileSet();
  const others = new Set<string>();
  const recipients: string[] = [];
  const rejected: NormalisedRecipients['rejected'] = [];
  let index = 0;
  let duplicates = 0;
  for (const input of inputs) {
    const scanned = typeof input === 'string' ? scanTurkishMobile(input) : NOT_A_NUMBER;
    if (scanned > 0) {
      if (mobiles.add(scanned - MOBILE_LOWEST)) recipients.push(toTurkishMobile(input, scanned));
      else duplicates += 1;
    } else {
      const result = parseRecipient(input, options);
      const known = others.size;
      if (!result.ok) rejected.push({ index, reason: result.reason });
      else if (others.add(result.value).size > known) recipients.push(result.value);
      else duplicates += 1;
    }
    index += 1;
  }
  return { recipients, duplicates, rejected };
}
