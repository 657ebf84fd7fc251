/**
 * The account's setting for characters outside the GSM alphabet (panel, "Universal Language Support").
 *
 * - `english`: such characters are converted (ş becomes s, emoji are removed). The provider's default.
 * - `turkish`: Turkish letters stay; the rest is converted.
 * - `unicode`: everything stays; each message uses the cheapest encoding that supports it.
 *
 * Source: provider documentation, API overview, "B186 operator code and character limits". That the
 * Turkish setting converts the rest is inferred from "enable the corresponding mode".
 */
export type CharacterMode = 'english' | 'turkish' | 'unicode';

/** The encoding of a message. Each has its own limits. */
export type SmsEncoding = 'gsm7' | 'turkish' | 'ucs2';

export interface SegmentOptions {
  /** Default `english`, the provider's default. */
  characterMode?: CharacterMode;
  /**
   * Units of each of Ş ş Ğ ğ ç ı İ in the Turkish encoding. Default 1, as in the provider's table; some operators bill 2.
   * Set 2 for the higher estimate.
   */
  turkishLetterCost?: 1 | 2;
}

export interface SegmentCount {
  encoding: SmsEncoding;
  /** Units of the encoding: septets, or UTF-16 code units in UCS-2. Does not include the suffix B186. */
  cost: number;
  /**
   * Parts that are billed; 0 for an empty text. May exceed `MAX_PARTS`: the provider refuses such a message (453).
   */
  parts: number;
  /** The highest number of parts in any interpretation of the provider's table at this letter cost; at least `parts`. */
  partsMax: number;
  /** Free units in the last part. */
  remaining: number;
  /** Units that fit without another part: `cost + remaining`. */
  limit: number;
  /** The text that is counted and sent: in NFC, with LF line ends, converted by the account's mode. */
  text: string;
}
