import { foldHeader } from '../fold-header.js';

/** A text in the forms in which its contents are looked up: independent of case, accents and transliteration. */
export interface FoldedText {
  /** Its words and numbers, each in a separate entry. */
  readonly words: ReadonlySet<string>;
  /** Its letters and digits without anything between them. */
  readonly joined: string;
  /** Its numbers of several groups, without the spaces and signs between them. */
  readonly numbers: readonly string[];
  /** Its groups of digits, without anything next to them: `4050` in `4050ye`. */
  readonly groups: readonly string[];
}

/** A number as people write it: groups of digits with spaces, hyphens, dots or brackets between them. */
const NUMBER = /\d(?:[\d ().-]*\d)?/g;

/** Folds a text for look-ups. A text and its transliteration have the same folded words. */
export function foldText(text: string): FoldedText {
  return {
    words: new Set(text.split(/[^\p{L}\p{M}\p{N}]+/u).map(foldHeader)),
    joined: foldHeader(text),
    numbers: (text.match(NUMBER) ?? []).map((number) => number.replaceAll(/\D/g, '')),
    groups: text.match(/\d+/g) ?? [],
  };
}
