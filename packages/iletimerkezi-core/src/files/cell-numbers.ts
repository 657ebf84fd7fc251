import { parsePhone, type E164, type PhoneFault, type PhoneOptions } from '../phone/index.js';

/** Why a cell, or a part of it, is not a recipient. */
export type RecipientFault =
  | PhoneFault
  /** The number is next to other text or outside the column of numbers, so it is not clear whose it is. */
  | 'not-alone'
  /** The row has a quotation mark that is not closed. */
  | 'stray-quote';

/** One number of a cell, or one part of it that is not a number. */
export type CellNumber = { raw: string } & (
  | { ok: true; value: E164 }
  | { ok: false; reason: RecipientFault }
);

/** Separators between numbers. No number contains them. */
const BETWEEN = /[,;|&\t\r\n]+/;
/** A digit and all following characters that a number may contain; the end may not belong to the number. */
const FROM_DIGIT = /\d[\d\s().\-–/]*/g;
const DIGIT_GROUP = /\+?\d+/g;
const FEWEST_DIGITS = 7;
/** Longer cells are treated as text, not as a list of numbers. */
const LONGEST_CELL = 16_384;

/**
 * Returns the numbers of a cell. A cell with one number or no number gives one entry; several numbers with any separators
 * give an entry each. A number next to words is never accepted, and always reported.
 */
export function readCell(cell: string, options: PhoneOptions): CellNumber[] {
  const raw = cell.trim();
  const cellNumber = readOne(raw, options);
  if (cellNumber.ok || !maySplit(cellNumber.reason) || raw.length > LONGEST_CELL) return [cellNumber];
  const parts = raw
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const found = parts.flatMap((part) => readPart(part, options));
  const holdsNumbers = found.some((one) => one.ok || one.reason !== 'not-a-number');
  return found.length > 1 || (holdsNumbers && found.length === 1)
    ? withNumbersOnly(found, cellNumber)
    : [cellNumber];
}

/** Returns whether a cell has as many digits as the shortest number. Headers have fewer. */
export function holdsDigits(cell: string): boolean {
  return countDigits(cell) >= FEWEST_DIGITS;
}

/** Returns whether a cell contains a valid recipient, alone or within text. */
export function holdsRecipient(cell: string, options: PhoneOptions): boolean {
  return holdsDigits(cell) && readCell(cell, options).some((one) => one.ok || one.reason === 'not-alone');
}

function readOne(raw: string, options: PhoneOptions): CellNumber {
  return { raw, ...parsePhone(raw, options) };
}

const maySplit = (reason: RecipientFault): boolean => reason === 'not-a-number' || reason === 'too-long';

/** Returns one entry for a cell of words with commas, not one for each word. */
function withNumbersOnly(found: CellNumber[], cellNumber: CellNumber): CellNumber[] {
  const isNumber = (one: CellNumber): boolean => one.ok || countDigits(one.raw) >= FEWEST_DIGITS;
  return found.some(isNumber) ? found : [cellNumber];
}

function readPart(part: string, options: PhoneOptions): CellNumber[] {
  const one = readOne(part, options);
  if (one.ok || !maySplit(one.reason)) return [one];
  const several = splitAtBlanks(part, options);
  if (several !== undefined) return several;
  if (one.reason === 'too-long') return [one];
  const numbers = splitOffText(part).filter((stretch) => countDigits(stretch) >= FEWEST_DIGITS);
  return numbers.length === 0
    ? [one]
    : numbers.map((raw) => ({ raw: numbers.length === 1 ? part : raw, ok: false, reason: 'not-alone' }));
}

/** Returns the ranges of a text that may be numbers, from a sign before the first digit to the last digit. Linear time. */
function splitOffText(text: string): string[] {
  let end = 0;
  return Array.from(text.matchAll(FROM_DIGIT), ({ index, 0: stretch }) => {
    let start = index;
    while (start > end && '+('.includes(text.charAt(start - 1))) start -= 1;
    end = index + stretch.length;
    while (!isDigit(text.charCodeAt(end - 1))) end -= 1;
    return text.slice(start, end);
  });
}

/**
 * Splits numbers that are separated only by spaces, slashes or dashes. Returns undefined when digits are left over.
 */
function splitAtBlanks(part: string, options: PhoneOptions): CellNumber[] | undefined {
  if (/[^\d\s()+.\-–/]/.test(part)) return undefined;
  const groups = Array.from(part.matchAll(DIGIT_GROUP), ({ index, 0: { length } }) => ({
    index,
    end: index + length,
  }));
  const found: CellNumber[] = [];
  let first = 0;
  for (let last = 0; last < groups.length; last += 1) {
    const from = groups[first];
    const to = groups[last];
    if (from === undefined || to === undefined) return undefined;
    const one = readOne(part.slice(from.index, to.end), options);
    if (one.ok || isWholeNumber(one.reason)) {
      found.push(one);
      first = last + 1;
    } else if (one.reason === 'too-long') return undefined;
  }
  return first === groups.length && found.length > 1 && found.some(({ ok }) => ok) ? found : undefined;
}

/** Reasons that only a number of full length has. */
const isWholeNumber = (reason: RecipientFault): boolean =>
  reason === 'landline' || reason === 'not-mobile' || reason === 'foreign';

function countDigits(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (isDigit(text.charCodeAt(index))) count += 1;
  }
  return count;
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
