import { brand } from './e164.js';
import { FEWEST_DIGITS, foldDigits, WRAPPED_FORM, withoutDecimals } from './scan.js';
import type { PhoneResult } from './types.js';

/** Country codes of one and two digits; all others have three. Source: ITU-T E.164, list of assigned codes. */
const SHORT_COUNTRY_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;
/** Countries whose national numbers begin with a zero: Italy, San Marino, Côte d'Ivoire, Gabon, Congo, Benin. */
const ZERO_BELONGS = new Set(['39', '378', '225', '241', '242', '229']);
const TRUNK_ZERO = /\(\s*0\s*\)/;
/** Country codes beginning with 5 that have numbers of ten digits: Cuba (mobiles), Belize, Guyana, Suriname. */
const TEN_DIGITS_FROM_5 = /^(?:53[56]|501|592|597)/;

/**
 * Digits of all numbers of a country, with its code: North America, Russia and Kazakhstan, Lithuania. More digits are an
 * extension or a trunk prefix (`+7 (8) 912…`). Source: national numbering plans as notified to the ITU (E.129).
 */
const EXACT_DIGITS: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ['1', 11],
  ['7', 11],
  ['370', 11],
]);
/** `…/ 9` or `…/90`: an extension, or the end of a second number. */
const ENDS_IN_SHORT_PART = /\/\s*\d{1,3}\D*$/;

/** Parses a number of another country, for which `scanTurkishMobile` returned `foreign`: it has `+` or `00`. */
export function parseInternational(input: string): PhoneResult {
  const text = unwrapNumber(input);
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
  const exact = EXACT_DIGITS.get(countryCode);
  if (number.length < (exact ?? FEWEST_DIGITS)) return { ok: false, reason: 'too-short' };
  if ((exact !== undefined && number.length > exact) || ENDS_IN_SHORT_PART.test(text)) {
    return { ok: false, reason: 'too-long' };
  }
  // 00532…, +532…: more likely a Turkish number with a wrong prefix than a number in Cuba.
  const looksTurkish = number.length === 10 && number.startsWith('5');
  if (looksTurkish && !(text.includes('+') && TEN_DIGITS_FROM_5.test(number))) {
    return { ok: false, reason: 'country-code' };
  }
  return { ok: true, value: brand(`+${number}`) };
}

/** Removes what a spreadsheet or a link adds to a number, and converts the digits of other scripts. */
export function unwrapNumber(input: string): string {
  const text = foldDigits(input).trim();
  const inner = WRAPPED_FORM.exec(text)?.[1]?.trim() ?? text;
  return withoutDecimals(inner) ?? inner;
}
