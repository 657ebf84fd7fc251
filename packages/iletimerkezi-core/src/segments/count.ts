import { PART_LIMITS, SUFFIX_COST } from './limits.js';
import { costOf, fillParts } from './parts.js';
import { prepare } from './prepare.js';
import type { SegmentCount, SegmentOptions } from './types.js';

/**
 * Counts what a message costs: its encoding, units and parts, by the limits that the provider publishes
 * (the suffix B186 is in them). One part up to the single limit (155 · 150 · 65 units); beyond it every
 * part holds 153 · 148 · 63. A character of two units (`€ ^ { } [ ] ~ \ |`, a surrogate pair) is never
 * divided, so a part may stay one unit short.
 *
 * The provider does not state the arithmetic for several parts. `parts` takes the later limit for every
 * part, which gives the documented 1,071 units in seven; `partsMax` covers the dearest of the other
 * readings, where the suffix is counted on its own in parts of physical size (3GPP TS 23.040).
 *
 * Source: provider documentation, API overview, "B186 operator code and character limits".
 *
 * @example countSegments('Kodunuz: 123456').parts // 1
 */
export function countSegments(text: string, options: SegmentOptions = {}): SegmentCount {
  const turkishLetterCost = options.turkishLetterCost ?? 1;
  const prepared = prepare(text, options.characterMode ?? 'english');
  const cost = costOf(prepared, turkishLetterCost);
  const { encoding, text: sent } = prepared;
  const limits = PART_LIMITS[encoding];

  if (cost <= limits.single) {
    const parts = cost === 0 ? 0 : 1;
    return {
      encoding,
      cost,
      parts,
      partsMax: parts,
      remaining: limits.single - cost,
      limit: limits.single,
      text: sent,
    };
  }

  const { parts, used } = fillParts(prepared, cost, limits.part, turkishLetterCost);
  const remaining = limits.part - used;
  // The dearest other reading fills parts of the very same size (GSM 153, Turkish 148) and puts the
  // suffix behind the text, so it needs one more part where the suffix finds no room. In UCS-2 its
  // parts are larger (66), and it never comes out above `parts`.
  const partsMax = encoding !== 'ucs2' && remaining < SUFFIX_COST ? parts + 1 : parts;
  return { encoding, cost, parts, partsMax, remaining, limit: cost + remaining, text: sent };
}
