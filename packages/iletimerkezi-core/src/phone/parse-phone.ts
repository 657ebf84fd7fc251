import { toTurkishMobile } from './e164.js';
import { parseInternational } from './international.js';
import { FOREIGN, NOT_A_NUMBER, phoneFaultOf, scanTurkishMobile } from './scan.js';
import type { PhoneOptions, PhoneResult, TurkishMobile } from './types.js';

/**
 * Parses a Turkish mobile number in any common form: 05xx…, 5xx…, 90…, +90…, 0090…, +90 (0)…; with spaces, dashes, dots,
 * slashes or brackets; as spreadsheets and contact lists export it. Accepts every number from 500 to 599: which of them
 * are in use changes.
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

/**
 * Parses a number that can receive SMS: a Turkish mobile number, or with `abroad` any number in E.164 that is written with
 * its country code (`+49…`, `0049…`). Turkish numbers must be mobile numbers in both cases.
 *
 * Source: provider documentation, API overview, "International (abroad) SMS mode"; ITU-T E.164.
 */
export function parsePhone(input: string, options: PhoneOptions = {}): PhoneResult {
  const scanned = typeof input === 'string' ? scanTurkishMobile(input) : NOT_A_NUMBER;
  if (scanned > 0) return { ok: true, value: toTurkishMobile(input, scanned) };
  if (options.abroad !== true) return parseTurkishMobile(input);
  if (scanned !== FOREIGN) return { ok: false, reason: phoneFaultOf(scanned) };
  return parseInternational(input);
}
