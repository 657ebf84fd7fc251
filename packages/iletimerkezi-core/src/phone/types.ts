/** Why {@link parsePhone} refuses a text. */
export type PhoneFault =
  /** No text, or only spaces. */
  | 'empty'
  /** Letters or other characters that no telephone number has, or no digit. */
  | 'not-a-number'
  /** Shortened by a spreadsheet (`5,32E+09`): the last digits are lost. */
  | 'exponent'
  | 'too-short'
  | 'too-long'
  /** A Turkish number with an area code (2…, 3…, 4…), which receives no SMS. */
  | 'landline'
  /** A Turkish number that is neither mobile nor geographic: 444…, 0850…, 0800…, 0900…. */
  | 'not-mobile'
  /** A number of another country, without the option `abroad`. */
  | 'foreign'
  /** With `abroad`: the country code is ambiguous, because the number has neither `+` nor `00`, or looks like a Turkish number with a wrong prefix. */
  | 'country-code'
  /** A zero follows the country code (`+49 0151…`), and it is ambiguous whether the zero belongs to the number. */
  | 'trunk-zero';

declare const E164_BRAND: unique symbol;

/**
 * A phone number in E.164: `+` and 7 to 15 digits. The type is branded: only {@link parsePhone},
 * {@link parseTurkishMobile} and {@link isE164} return it, so a value of this type has been parsed.
 */
export type E164 = `+${string}` & { readonly [E164_BRAND]: true };

/** A Turkish mobile number in E.164: `+905` and nine digits. */
export type TurkishMobile = `+905${string}` & E164;

export type PhoneResult<Value extends E164 = E164> =
  | { ok: true; value: Value }
  | { ok: false; reason: PhoneFault };

export interface PhoneOptions {
  /** Accept numbers of other countries. Requires the account's abroad mode. Default false. */
  abroad?: boolean;
}
