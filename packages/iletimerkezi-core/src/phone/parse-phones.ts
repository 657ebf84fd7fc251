import { toTurkishMobile } from './e164.js';
import { MobileSet } from './mobile-set.js';
import { parsePhone } from './parse-phone.js';
import { MOBILE_LOWEST, NOT_A_NUMBER, scanTurkishMobile } from './scan.js';
import type { E164, PhoneFault, PhoneOptions } from './types.js';

export interface ParsedPhones {
  /** The valid numbers without duplicates, in the order of the list. */
  phones: E164[];
  /** Entries that repeat an earlier one, in any form. */
  duplicates: number;
  /** Invalid entries: index in the list and reason. Never the number itself. */
  rejected: { index: number; reason: PhoneFault }[];
}

/** Parses a list as {@link parsePhone} does and removes duplicates. A million entries take less than a second. */
export function parsePhones(inputs: Iterable<string>, options: PhoneOptions = {}): ParsedPhones {
  const mobiles = new MobileSet();
  const others = new Set<string>();
  const phones: E164[] = [];
  const rejected: ParsedPhones['rejected'] = [];
  let index = 0;
  let duplicates = 0;
  for (const input of inputs) {
    const scanned = typeof input === 'string' ? scanTurkishMobile(input) : NOT_A_NUMBER;
    if (scanned > 0) {
      if (mobiles.add(scanned - MOBILE_LOWEST)) phones.push(toTurkishMobile(input, scanned));
      else duplicates += 1;
    } else {
      const result = parsePhone(input, options);
      const known = others.size;
      if (!result.ok) rejected.push({ index, reason: result.reason });
      else if (others.add(result.value).size > known) phones.push(result.value);
      else duplicates += 1;
    }
    index += 1;
  }
  return { phones, duplicates, rejected };
}
