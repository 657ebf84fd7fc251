import type { SmsEncoding } from './types.js';

/** A message has at most this many parts; the provider refuses more with 453. Source: API overview, "Up to 7-part long SMS". */
export const MAX_PARTS = 7;

/** Maximum units: of a message of one part, and of each part of a longer message. */
export interface PartLimits {
  single: number;
  part: number;
}

/**
 * The provider's limits. The operator suffix B186 (a space and four characters) is already
 * subtracted. Source: provider documentation, API overview, "B186 operator code and character limits".
 */
export const PART_LIMITS: Readonly<Record<SmsEncoding, PartLimits>> = {
  gsm7: { single: 155, part: 153 },
  turkish: { single: 150, part: 148 },
  ucs2: { single: 65, part: 63 },
};

/** Units of " B186". */
export const SUFFIX_COST = 5;
