import { PART_LIMITS } from './limits.js';
import { costOf, walkParts } from './parts.js';
import { prepare } from './prepare.js';
import type { SegmentOptions } from './types.js';

/**
 * Splits a message into the texts of its parts: as many as {@link countSegments} counts; joined, they are its `text`. Does
 * not divide characters of two units (`€ ^ { } [ ] ~ \ |`, a surrogate pair). An empty text has no parts.
 */
export function splitSegments(text: string, options: SegmentOptions = {}): string[] {
  const turkishLetterCost = options.turkishLetterCost ?? 1;
  const prepared = prepare(text, options.characterMode ?? 'english');
  const limits = PART_LIMITS[prepared.encoding];
  if (prepared.text === '') return [];
  if (costOf(prepared, turkishLetterCost) <= limits.single) return [prepared.text];

  const texts: string[] = [];
  walkParts(prepared, limits.part, turkishLetterCost, (start, end) => {
    texts.push(prepared.text.slice(start, end));
  });
  return texts;
}
