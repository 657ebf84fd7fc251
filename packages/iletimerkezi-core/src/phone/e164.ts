import type { E164, TurkishMobile } from './types.js';

/** Length of a Turkish mobile number in E.164. */
const MOBILE_LENGTH = '+905XXXXXXXXX'.length;

/** E.164 numbers start with a country code, which has no leading zero. Source: ITU-T E.164. */
const FORM = /^\+[1-9]\d{6,14}$/;

/**
 * Returns whether a text is a number in E.164. Checks the form only: use it for numbers that were parsed before and come
 * back as text, for example from a database. Parse what people entered with `parsePhone`.
 */
export function isE164(text: string): text is E164 {
  return FORM.test(text);
}

/** Marks a number as parsed. TypeScript can brand a computed text only with a cast; this is the only place that has it. */
export const brand = <Value extends `+${string}`>(number: Value): Value & E164 => number as Value & E164;

/** Returns `+905XXXXXXXXX` for the ten national digits that `scanTurkishMobile` returns. */
export function formatTurkishMobile(national: number): TurkishMobile {
  // Digit by digit: converting numbers above 2^31 to text takes four times as long.
  const upper = Math.floor(national / 100_000);
  const lower = national - upper * 100_000;
  const rest = String.fromCharCode(
    digitOf(upper, 1000),
    digitOf(upper, 100),
    digitOf(upper, 10),
    digitOf(upper, 1),
    digitOf(lower, 10_000),
    digitOf(lower, 1000),
    digitOf(lower, 100),
    digitOf(lower, 10),
    digitOf(lower, 1),
  );
  return brand(`+905${rest}`);
}

/** Returns the E.164 form of a scanned number: `input` itself when it has that form, so that no new text is built. */
export function toTurkishMobile(input: string, national: number): TurkishMobile {
  return isTurkishMobile(input) ? input : formatTurkishMobile(national);
}

/** For a text that contains a mobile number. `+9005…`, with the trunk zero, is one character longer than the E.164 form. */
const isTurkishMobile = (input: string): input is TurkishMobile =>
  input.length === MOBILE_LENGTH && isE164(input);

/** The character code of one decimal digit. */
function digitOf(value: number, place: number): number {
  return 0x30 + (Math.floor(value / place) % 10);
}
