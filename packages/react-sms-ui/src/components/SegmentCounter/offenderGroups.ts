import { countSegments, findOffenders, type Offender, type SegmentOptions } from 'iletimerkezi-core/segments';

/** One character that makes the message dearer, with all its places. */
export interface OffenderGroup {
  character: string;
  name: string;
  /** "U+2019". */
  code: string;
  effect: Offender['effect'];
  replacement: string | null;
  times: number;
  /** The whole text with this character replaced everywhere. */
  replaced: string;
  /** SMS that the replacement saves by itself. */
  saves: number;
}

/** More different characters than this are not listed one by one. */
const MOST_GROUPS = 24;

/** The offenders of a text by character, in the order of their first place. */
export function groupOffenders(text: string, options: SegmentOptions): OffenderGroup[] {
  const places = new Map<string, Offender[]>();
  for (const offender of findOffenders(text, options)) {
    const known = places.get(offender.character);
    if (known) known.push(offender);
    else places.set(offender.character, [offender]);
  }
  const parts = countSegments(text, options).parts;
  return [...places.values()].slice(0, MOST_GROUPS).map((group) => {
    const first = group[0] as Offender;
    const replaced = first.replacement === null ? text : replaceAt(text, group, first.replacement);
    return {
      character: first.character,
      name: first.name,
      code: `U+${first.codePoint.toString(16).toUpperCase().padStart(4, '0')}`,
      effect: first.effect,
      replacement: first.replacement,
      times: group.length,
      replaced,
      saves: Math.max(0, parts - countSegments(replaced, options).parts),
    };
  });
}

/** The text with every offender that has a stand-in replaced. */
export function replaceAllOffenders(text: string, options: SegmentOptions): string {
  return findOffenders(text, options)
    .filter((offender) => offender.replacement !== null)
    .toReversed()
    .reduce((result, { position, length, replacement }) => {
      return result.slice(0, position) + (replacement ?? '') + result.slice(position + length);
    }, text);
}

function replaceAt(text: string, places: readonly Offender[], replacement: string): string {
  let result = '';
  let start = 0;
  for (const { position, length } of places) {
    result += text.slice(start, position) + replacement;
    start = position + length;
  }
  return result + text.slice(start);
}
