/** Source: WICG, Origin-bound one-time codes delivered via SMS. The provider may append its own code to the line. */
const ORIGIN_BOUND = /^@[^\s@#]+ #(\d{4,10})(?!\S)/gm;

/** 4 to 10 digits that are not part of a word, an amount, a date or an address; or two groups of three. */
const DIGITS = /(?<![\p{L}\d/=?&#_+]|\d[.,:/-])(?:\d{4,10}|\d{3}[ -]\d{3})(?![\p{L}\d/_]|[.,:/-]\d)/gu;

const WORDS = /kod|şifre|sifre|parola|code|password|passcode|otp|pin(?!\p{L})/giu;

/**
 * Returns the one-time code of a text: that of a line `@example.com #123456`, otherwise the number next to a word such as
 * "kod" or "code", otherwise the first number of 4 to 10 digits.
 */
export function findCode(text: string): string | undefined {
  const bound = [...text.matchAll(ORIGIN_BOUND)].at(-1)?.[1];
  if (bound !== undefined) return bound;
  const words = [...text.matchAll(WORDS)];
  const found = [...text.matchAll(DIGITS)].map((digits) => ({
    code: digits[0].replace(/[ -]/, ''),
    distance: Math.min(Infinity, ...words.map((word) => distance(word, digits))),
  }));
  // Sorting is stable: of equal distances, the first.
  return found.toSorted((a, b) => (a.distance === b.distance ? 0 : a.distance - b.distance))[0]?.code;
}

/** Returns the number of characters between two matches. */
function distance(a: RegExpExecArray, b: RegExpExecArray): number {
  const [first, second] = a.index < b.index ? [a, b] : [b, a];
  return second.index - first.index - first[0].length;
}
