import { classAt, EXTENSION, SURROGATE, TURKISH } from './alphabets.js';
import type { SmsEncoding } from './types.js';

/** The character classes of a text. */
export interface Tally {
  /** The bits of all classes that occur. */
  seen: number;
  extension: number;
  turkish: number;
}

/** A text as it is sent, with its encoding in the account's mode. */
export interface Prepared extends Tally {
  text: string;
  encoding: SmsEncoding;
}

export interface Filling {
  parts: number;
  /** Units in the last part. */
  used: number;
}

/** Returns the units of a text. */
export function costOf(prepared: Prepared, turkishLetterCost: 1 | 2): number {
  const { text, encoding, extension, turkish } = prepared;
  return encoding === 'ucs2' ? text.length : text.length + extension + turkish * (turkishLetterCost - 1);
}

/** Returns the number of parts of `capacity` units for a text of `cost` units, and the units in the last part. */
export function fillParts(
  prepared: Prepared,
  cost: number,
  capacity: number,
  turkishLetterCost: 1 | 2,
): Filling {
  if (!hasPairs(prepared, turkishLetterCost)) {
    const parts = Math.ceil(cost / capacity);
    return { parts, used: cost - (parts - 1) * capacity };
  }
  let parts = 0;
  let used = 0;
  walkParts(prepared, capacity, turkishLetterCost, (_start, _end, units) => {
    parts += 1;
    used = units;
  });
  return { parts, used };
}

/** Returns whether any character has two units, so that a boundary of parts may fall inside it. */
function hasPairs(prepared: Prepared, turkishLetterCost: 1 | 2): boolean {
  if (prepared.encoding === 'ucs2') return (prepared.seen & SURROGATE) !== 0;
  return prepared.extension > 0 || (prepared.turkish > 0 && turkishLetterCost === 2);
}

/** Calls `visit` with the range and the units of each part. A character of two units is not divided. */
export function walkParts(
  prepared: Prepared,
  capacity: number,
  turkishLetterCost: 1 | 2,
  visit: (start: number, end: number, units: number) => void,
): void {
  if (prepared.encoding === 'ucs2') walkUnits(prepared.text, capacity, visit);
  else walkSeptets(prepared.text, capacity, turkishLetterCost === 2 ? EXTENSION | TURKISH : EXTENSION, visit);
}

function walkUnits(
  text: string,
  capacity: number,
  visit: (start: number, end: number, units: number) => void,
): void {
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + capacity, text.length);
    // A code point above U+FFFF that begins on the last unit moves to the next part.
    if (end < text.length && (text.codePointAt(end - 1) ?? 0) > 0xffff) end -= 1;
    visit(start, end, end - start);
    start = end;
  }
}

function walkSeptets(
  text: string,
  capacity: number,
  doubled: number,
  visit: (start: number, end: number, units: number) => void,
): void {
  let start = 0;
  let used = 0;
  for (let index = 0; index < text.length; index += 1) {
    const units = (classAt(text, index) & doubled) === 0 ? 1 : 2;
    if (used + units > capacity) {
      visit(start, index, used);
      start = index;
      used = 0;
    }
    used += units;
  }
  if (used > 0) visit(start, text.length, used);
}
