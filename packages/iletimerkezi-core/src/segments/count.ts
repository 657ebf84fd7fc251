import { PART_LIMITS, SUFFIX_COST } from './limits.js';
import { costOf, fillParts } from './parts.js';
import { prepare } from './prepare.js';
import type { SegmentCount, SegmentOptions } from './types.js';

/**
 * Counts the encoding, units and parts of a message by the provider's published limits, which include the suffix B186. A
 * message has one part up to the single limit (155 · 150 · 65 units); beyond it every part has up to 153 · 148 · 63 units. A
 * character of two units (`€ ^ { } [ ] ~ \ |`, a surrogate pair) is never divided, so a part may have one unit less.
 *
 * The provider does not document how it counts several parts. `parts` applies the limit of the later parts to every part,
 * which gives the documented 1,071 units in seven parts; `partsMax` covers the most expensive of the other interpretations,
 * in which the suffix is counted separately in parts of physical size (3GPP TS 23.040).
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
  // The most expensive other interpretation has parts of the same size (GSM 153, Turkish 148) and appends the
  // suffix to the text, so it needs one more part when the suffix does not fit. In UCS-2 its parts are larger
  // (66), and the result is never above `parts`.
  const partsMax = encoding !== 'ucs2' && remaining < SUFFIX_COST ? parts + 1 : parts;
  return { encoding, cost, parts, partsMax, remaining, limit: cost + remaining, text: sent };
}
