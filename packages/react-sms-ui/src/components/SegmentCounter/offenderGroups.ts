import { countSegments, findOffenders, type Offender, type SegmentOptions } from 'iletimerkezi-core/segments';

/** One character that makes the message dearer, with all its places. */
export interface OffenderGroup {
  character: string;
  /** "U+2019". */
  code: string;
  effect: Offender['effect'];
  replacement: string | null;
  /** Whether a person may replace it everywhere: it saves an SMS, and every word that changes is shown. */
  isOffered: boolean;
  times: number;
  /** SMS that the replacement saves by itself. */
  saves: number;
  /** Words that the replacement spells differently, before and after; only for letters, digits and accents. */
  words: readonly WordChange[];
}

export interface WordChange {
  before: string;
  after: string;
}

/** More different characters than this are not listed one by one. */
const MOST_GROUPS = 24;
/** Words shown for each character; a letter that changes more of them is not offered to be replaced. */
const MOST_WORDS = 8;
/** "Sık" (often, tight) and all that begins with it becomes obscene with an i. */
const OBSCENE = /^sik/i;

/** The offenders of a text by character, in the order of their first place. */
export function groupOffenders(text: string, options: SegmentOptions): OffenderGroup[] {
  const places = new Map<string, Offender[]>();
  const all = findOffenders(text, options);
  for (const offender of all) {
    const known = places.get(offender.character);
    if (known) known.push(offender);
    else places.set(offender.character, [offender]);
  }
  const parts = countSegments(text, options).parts;
  const converted = all.filter(({ effect }) => effect === 'converted');
  return [...places.values()].slice(0, MOST_GROUPS).map((group) => {
    const first = group[0] as Offender;
    const saves = Math.max(0, parts - countSegments(replaceAt(text, group), options).parts);
    // The account converts all of them together, a person replaces one.
    const changes = wordChanges(text, group, first.effect === 'converted' ? converted : group);
    return {
      character: first.character,
      code: `U+${first.codePoint.toString(16).toUpperCase().padStart(4, '0')}`,
      effect: first.effect,
      replacement: first.replacement,
      isOffered:
        first.replacement !== null &&
        saves > 0 &&
        changes.length <= MOST_WORDS &&
        !changes.some(({ after }) => OBSCENE.test(after)),
      times: group.length,
      saves,
      words: changes.slice(0, MOST_WORDS),
    };
  });
}

/**
 * Signs whose plain form reads the same: quotation marks, dashes, blanks, "₺", "×". Letters, digits and accents are not among
 * them, because another letter makes another word ("sıkıldım" and "sikildim", "kâr" and "kar") and "½" makes another number.
 * A negated sign ("≠") decomposes into its opposite.
 */
const SIGN = /^[\p{P}\p{Z}\p{Sc}\p{Sk}\p{Sm}\p{Cf}\p{Cc}]+$/u;

function isSafeInBulk({ character, replacement }: Offender): boolean {
  return replacement !== null && SIGN.test(character) && !/\p{M}/u.test(character.normalize('NFKD'));
}

/** What replacing all signs at once does. */
export interface BulkReplacement {
  text: string;
  /** The signs that it replaces, each once. */
  characters: readonly string[];
  /** SMS that it saves. */
  saves: number;
}

/** The text with every sign replaced that reads the same in its plain form; letters stay as they are. */
export function replaceSigns(text: string, options: SegmentOptions): BulkReplacement {
  const signs = findOffenders(text, options).filter(isSafeInBulk);
  const replaced = replaceAt(text, signs);
  return {
    text: replaced,
    characters: [...new Set(signs.map(({ character }) => character))],
    saves: Math.max(0, countSegments(text, options).parts - countSegments(replaced, options).parts),
  };
}

/** SMS that the message would be shorter without its offenders; 0 where they only leave less room. */
export function costOfOffenders(text: string, options: SegmentOptions): number {
  const parts = countSegments(text, options).parts;
  const plain = replaceAt(text, findOffenders(text, options));
  return Math.max(0, parts - countSegments(plain, options).parts);
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

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** The words in which a character of `shown` stands, as they are after all of `replaced` are replaced. */
function wordChanges(text: string, shown: readonly Offender[], replaced: readonly Offender[]): WordChange[] {
  if (!shown.some(({ character }) => /[\p{L}\p{N}\p{M}]/u.test(character))) return [];
  const changes = new Map<string, WordChange>();
  for (const { 0: before, index } of text.matchAll(WORD)) {
    const end = index + before.length;
    const isWithin = ({ position }: Offender): boolean => position >= index && position < end;
    if (!shown.some(isWithin)) continue;
    const within = replaced.filter(isWithin).map((each) => ({ ...each, position: each.position - index }));
    changes.set(before, { before, after: replaceAt(before, within) });
  }
  return [...changes.values()];
}
