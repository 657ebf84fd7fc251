import { foldHeader } from '../fold-header.js';

/** A number as people write it: groups of digits with spaces, hyphens, dots or brackets between them. */
const NUMBER = /\d(?:[\d ().-]*\d)?/g;

/**
 * A text in the forms in which its contents are looked up: independent of case, accents and transliteration. A text and its
 * transliteration have the same folded words. Each form is computed when it is first read: campaigns check many texts, and
 * folding letters costs more than counting a text.
 */
export class FoldedText {
  readonly #text: string;
  #words: ReadonlySet<string> | undefined;
  #joined: string | undefined;
  #numbers: readonly string[] | undefined;
  #groups: readonly string[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Its words and numbers, each in a separate entry. */
  get words(): ReadonlySet<string> {
    return (this.#words ??= new Set(this.#text.split(/[^\p{L}\p{M}\p{N}]+/u).map(foldHeader)));
  }

  /** Its letters and digits without anything between them. */
  get joined(): string {
    return (this.#joined ??= foldHeader(this.#text));
  }

  /** Its numbers of several groups, without the spaces and signs between them. */
  get numbers(): readonly string[] {
    return (this.#numbers ??= (this.#text.match(NUMBER) ?? []).map((number) => number.replaceAll(/\D/g, '')));
  }

  /** Its groups of digits, without anything next to them: `4050` in `4050ye`. */
  get groups(): readonly string[] {
    return (this.#groups ??= this.#text.match(/\d+/g) ?? []);
  }
}
