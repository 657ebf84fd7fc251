import { findOffenders, type Offender, type SegmentOptions } from 'iletimerkezi-core/segments';

// Firefox has it from version 125 on.
const segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('tr') : undefined;

/**
 * Finds offenders as `findOffenders` does, joined to complete graphemes: a flag, a skin tone or an emoji with joiners is one entry,
 * with the text of all its characters.
 */
export function findOffendingGraphemes(text: string, options: SegmentOptions): Offender[] {
  const found = findOffenders(text, options);
  if (segmenter === undefined || found.length < 2) return found;
  const segments = segmenter.segment(text);
  const joined: Offender[] = [];
  let end = 0;
  for (const offender of found) {
    const last = joined.at(-1);
    if (last !== undefined && offender.position < end) {
      joined[joined.length - 1] = join(last, offender, text);
      continue;
    }
    const segment = segments.containing(offender.position);
    end = segment === undefined ? 0 : segment.index + segment.segment.length;
    joined.push(offender);
  }
  return joined;
}

function join(first: Offender, next: Offender, text: string): Offender {
  const length = next.position + next.length - first.position;
  return {
    ...first,
    length,
    character: text.slice(first.position, first.position + length),
    replacement:
      first.replacement === null || next.replacement === null ? null : first.replacement + next.replacement,
    effect: next.effect === 'ucs2' ? 'ucs2' : first.effect,
    cost: first.cost + next.cost,
  };
}
