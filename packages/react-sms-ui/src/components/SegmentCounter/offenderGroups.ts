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
    const replaced = replaceAt(text, group);
    return {
      character: first.character,
      name: first.name,
      code: `U+${first.codePoint.toString(16).toUpperCase().padStart(4, '0')}`,
      effect: first.effect,
      replacement: first.replacement,
      times: group.length,
      saves: Math.max(0, parts - countSegments(replaced, options).parts),
    };
  });
}

/** SMS that replacing every offender with a stand-in saves; 0 where they only leave less room. */
export function savedByAll(text: string, options: SegmentOptions): number {
  const parts = countSegments(text, options).parts;
  return Math.max(0, parts - countSegments(replaceAllOffenders(text, options), options).parts);
}

/** The text with every offender that has a stand-in replaced. */
export function replaceAllOffenders(text: string, options: SegmentOptions): string {
  return replaceAt(text, findOffenders(text, options));
}

/** The text with one character replaced everywhere. */
export function replaceOffender(text: string, character: string, options: SegmentOptions): string {
  return replaceAt(
    text,
    findOffenders(text, options).filter((offender) => offender.character === character),
  );
}

/** Places without a stand-in stay as they are. */
function replaceAt(text: string, places: readonly Offender[]): string {
  let result = '';
  let start = 0;
  for (const { position, length, replacement } of places) {
    if (replacement === null) continue;
    result += text.slice(start, position) + replacement;
    start = position + length;
  }
  return result + text.slice(start);
}
