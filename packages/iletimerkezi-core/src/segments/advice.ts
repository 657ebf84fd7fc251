import { classAt, EXTENSION, FOREIGN, TURKISH, UNSETTLED } from './alphabets.js';
import { factsOf, type CharacterFacts } from './characters.js';
import { countSegments } from './count.js';
import { convertedClasses } from './prepare.js';
import { normalize } from './transliterate.js';
import type { SegmentOptions, SmsEncoding } from './types.js';

/** A character outside the GSM alphabet, and its effect on the message. */
export interface Offender extends CharacterFacts {
  /** Its position in the given text, in UTF-16 code units: `text.slice(position, position + length)`. */
  position: number;
  /** Its length there in code units; more than `character.length` when the text has separate accents. */
  length: number;
  /** The character, composed (NFC). */
  character: string;
  codePoint: number;
  /**
   * `turkish`, `ucs2`: the encoding that it requires.
   * `converted`: the account's mode replaces it with `replacement`, or removes it.
   */
  effect: 'turkish' | 'ucs2' | 'converted';
  /** Units in the message as it is sent; for a converted character, those of the replacement. */
  cost: number;
}

export interface SuggestionOptions extends SegmentOptions {
  /** Keep Ş ş Ğ ğ ç ı İ and replace only characters that require UCS-2. Default false. */
  keepTurkishLetters?: boolean;
}

export interface AppliedSuggestions {
  text: string;
  /** Number of parts saved; 0 when the new encoding saves none. */
  savedParts: number;
}

/**
 * Returns the characters of a text that require a more expensive encoding than GSM-7, or that the account's mode converts, in
 * the order of the text. Includes the Turkish letters of a UCS-2 message: without the other characters they require the
 * Turkish encoding.
 *
 * @example findOffenders('Şubat’ta', { characterMode: 'unicode' }).map((o) => o.replacement) // ['S', "'"]
 */
export function findOffenders(text: string, options: SegmentOptions = {}): Offender[] {
  const converted = convertedClasses(options.characterMode ?? 'english');
  const turkishLetterCost = options.turkishLetterCost ?? 1;
  let offenders: Offender[] = [];
  let seen = 0;

  const collect = (codePoint: number, bits: number, position: number, length: number): void => {
    const { character, name, kind, replacement } = factsOf(codePoint);
    const isConverted = (bits & converted) !== 0;
    const isTurkish = (bits & TURKISH) !== 0;
    seen |= bits;
    offenders.push({
      position,
      length,
      character,
      codePoint,
      name,
      kind,
      replacement: isConverted ? (replacement ?? '') : replacement,
      effect: isConverted ? 'converted' : isTurkish ? 'turkish' : 'ucs2',
      cost: isConverted
        ? gsmCost(replacement ?? '')
        : isTurkish
          ? turkishLetterCost
          : codePoint > 0xffff
            ? 2
            : 1,
    });
  };
  walkCharacters(text, 0, collect);
  if ((seen & UNSETTLED) !== 0 && text.normalize('NFC') !== text) {
    offenders = [];
    seen = 0;
    walkClusters(text, collect);
  }
  if (turkishLetterCost === 2 && (seen & FOREIGN & ~converted) !== 0) {
    for (const offender of offenders) if (offender.effect === 'turkish') offender.cost = 1;
  }
  return offenders;
}

type Collect = (codePoint: number, bits: number, position: number, length: number) => void;

function walkCharacters(text: string, offset: number, collect: Collect): void {
  for (let index = 0; index < text.length; index += 1) {
    const bits = classAt(text, index);
    if ((bits & (FOREIGN | TURKISH)) === 0) continue;
    const codePoint = text.codePointAt(index) ?? 0;
    const length = codePoint > 0xffff ? 2 : 1;
    collect(codePoint, bits, offset + index, length);
    index += length - 1;
  }
}

/** A character with the combining marks that composition may join to it. */
const CLUSTER = /[^][\p{M}\u1160-\u11ff]*/gu;

/** Composes piece by piece, to keep the position of each offender in the given text. */
function walkClusters(text: string, collect: Collect): void {
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const composed = cluster.normalize('NFC');
    if (composed === cluster) walkCharacters(cluster, index, collect);
    else walkCharacters(composed, 0, (codePoint, bits) => collect(codePoint, bits, index, cluster.length));
  }
}

function gsmCost(text: string): number {
  let cost = text.length;
  for (let index = 0; index < text.length; index += 1) cost += classAt(text, index) & EXTENSION;
  return cost;
}

/**
 * Applies the suggested replacements to a text if that leads to a cheaper encoding. If a character has no replacement, so
 * that the encoding stays the same, returns the text as it is counted.
 *
 * @example applySuggestions('Şubat’ta', { characterMode: 'unicode' }) // { text: "Subat'ta", savedParts: 0 }
 */
export function applySuggestions(text: string, options: SuggestionOptions = {}): AppliedSuggestions {
  const before = countSegments(text, options);
  const replaced = replaceOffenders(normalize(text), options.keepTurkishLetters === true);
  const after = countSegments(replaced, options);
  const cheaper = RANK[after.encoding] < RANK[before.encoding];
  return cheaper
    ? { text: after.text, savedParts: before.parts - after.parts }
    : { text: before.text, savedParts: 0 };
}

const RANK: Readonly<Record<SmsEncoding, number>> = { gsm7: 0, turkish: 1, ucs2: 2 };

function replaceOffenders(text: string, keepTurkishLetters: boolean): string {
  let result = '';
  let start = 0;
  walkCharacters(text, 0, (codePoint, bits, position, length) => {
    const { replacement } = factsOf(codePoint);
    if (replacement === null || (keepTurkishLetters && (bits & TURKISH) !== 0)) return;
    result += text.slice(start, position) + replacement;
    start = position + length;
  });
  return result + text.slice(start);
}
