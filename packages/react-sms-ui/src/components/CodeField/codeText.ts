import { foldDigits } from 'iletimerkezi-core/phone';

/** Returns the digits of a text, as ASCII. */
export const digitsOf = (text: string): string => foldDigits(text).replaceAll(/\D/g, '');

/**
 * Returns the code in a text that was pasted: a code with spaces or hyphens, or a message with exactly one code of this
 * length. Undefined if there is none, or several that differ.
 */
export function codeIn(text: string, length: number): string | undefined {
  const folded = foldDigits(text);
  if (/^[\d\s\p{Dash}]*$/u.test(folded)) {
    const digits = digitsOf(folded);
    return digits.length === length ? digits : undefined;
  }
  const plain = distinct(folded.match(/\d+/g), length);
  if (plain.length > 0) return plain.length === 1 ? plain[0] : undefined;
  const grouped = distinct(folded.match(/\d(?:[ \u00a0-]?\d)*/g), length);
  return grouped.length === 1 ? grouped[0] : undefined;
}

const distinct = (found: readonly string[] | null, length: number): string[] => [
  ...new Set((found ?? []).map(digitsOf).filter((digits) => digits.length === length)),
];
