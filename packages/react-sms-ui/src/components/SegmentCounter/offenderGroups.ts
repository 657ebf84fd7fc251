import { countSegments, type Offender, type SegmentOptions } from 'iletimerkezi-core/segments';
import { findOffendingGraphemes } from './graphemes.js';

/** A character that raises the cost, with all its positions. */
export interface OffenderGroup {
  character: string;
  /** "U+2019". */
  code: string;
  effect: Offender['effect'];
  replacement: string | null;
  /** Whether a replacement is offered: it saves an SMS, and every changed word can be displayed. */
  isOffered: boolean;
  times: number;
  /** Number of SMS that this replacement alone saves. */
  saves: number;
  /** Words that the replacement changes, before and after; only for letters, digits and accents. */
  words: readonly WordChange[];
}

export interface WordChange {
  before: string;
  after: string;
}

const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Maximum number of characters in the list. */
const MOST_GROUPS = 24;
/** Maximum number of words per character. No replacement is offered for a letter that changes more. */
const MOST_WORDS = 8;
/** Words that start with "sık" (often, tight) become obscene with an i. */
const OBSCENE = /^sik/i;

/** Groups the offenders of a text by character, in the order of their first position. */
export function groupOffenders(text: string, options: SegmentOptions): OffenderGroup[] {
  const places = new Map<string, Offender[]>();
  const all = findOffendingGraphemes(text, options);
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
    // The account converts all characters together; a person replaces one at a time.
    const changes = wordChanges(text, group, first.effect === 'converted' ? converted : group);
    return {
      character: first.character,
      code: Array.from(first.character, codeOf).join(' '),
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
 * Signs whose plain form reads the same: quotation marks, dashes, blanks, "₺", "×". Letters, digits and accents are
 * excluded, because another letter makes another word ("sıkıldım" and "sikildim", "kâr" and "kar") and "½" makes
 * another number.
 * A negated sign ("≠") decomposes into its opposite.
 */
const SIGN = /^[\p{P}\p{Z}\p{Sc}\p{Sk}\p{Sm}\p{Cf}\p{Cc}]+$/u;

function isSafeInBulk({ character, replacement }: Offender): boolean {
  return replacement !== null && SIGN.test(character) && !/\p{M}/u.test(character.normalize('NFKD'));
}

/** The result of replacing all signs at once. */
export interface BulkReplacement {
  text: string;
  /** The replaced signs, each once. */
  characters: readonly string[];
  /** Number of Number of SMS that it saves. */
  saves: number;
}

/** Replaces every sign whose plain form reads the same. Letters are unchanged. */
export function replaceSigns(text: string, options: SegmentOptions): BulkReplacement {
  const signs = findOffendingGraphemes(text, options).filter(isSafeInBulk);
  const replaced = replaceAt(text, signs);
  return {
    text: replaced,
    characters: [...new Set(signs.map(({ character }) => character))],
    saves: Math.max(0, countSegments(text, options).parts - countSegments(replaced, options).parts),
  };
}

/** Returns the number of SMS that replacing all offenders would save; 0 where they only reduce the remaining characters. */
export function costOfOffenders(text: string, options: SegmentOptions): number {
  const parts = countSegments(text, options).parts;
  const plain = replaceAt(text, findOffendingGraphemes(text, options));
  return Math.max(0, parts - countSegments(plain, options).parts);
}

/** Replaces one character everywhere in a text. */
export function replaceOffender(text: string, character: string, options: SegmentOptions): string {
  return replaceAt(
    text,
    findOffendingGraphemes(text, options).filter((offender) => offender.character === character),
  );
}

/** Keeps positions without a replacement. */
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

/** Returns the words that contain a character of `shown`, before and after replacing all of `replaced`. */
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
