/**
 * The account's setting for characters outside the GSM alphabet (panel, "Universal Language Support").
 *
 * - `english`: such characters are converted (ş becomes s, emoji are removed). The provider's default.
 * - `turkish`: Turkish letters stay; the rest is converted.
 * - `unicode`: everything stays; each message takes the cheapest encoding that holds it.
 *
 * Source: provider documentation, API overview, "B186 operator code and character limits". That the
 * Turkish setting converts the rest is read from "enable the corresponding mode" there, not stated.
 */
export type CharacterMode = 'english' | 'turkish' | 'unicode';

/** The encoding a message goes out in; each has its own limits. */
export type SmsEncoding = 'gsm7' | 'turkish' | 'ucs2';

export interface SegmentOptions {
  /** Default `english`, as the provider's. */
  characterMode?: CharacterMode;
  /**
   * Units that each of Ş ş Ğ ğ ç ı İ takes in the Turkish encoding. The provider's table reads as 1,
   * the default; some operators bill 2. Set 2 to estimate with the dearer weight.
   */
  turkishLetterCost?: 1 | 2;
}

export interface SegmentCount {
  encoding: SmsEncoding;
  /** Units of the encoding: septets, or UTF-16 code units in UCS-2. The suffix B186 is not in it. */
  cost: number;
  /**
   * Parts the message is billed as; 0 for an empty text. More than `MAX_PARTS` is reported as it
   * is: the provider refuses such a message (453).
   */
  parts: number;
  /** The most parts that any reading of the provider's table gives at this letter cost; at least `parts`. */
  partsMax: number;
  /** Units still free in the last of the parts. */
  remaining: number;
  /** Units that fit without one more part: `cost + remaining`. */
  limit: number;
  /** The text that is counted and sent: composed (NFC), line ends as LF, converted as the mode asks. */
  text: string;
}
