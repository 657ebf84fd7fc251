import { setImmediate } from 'node:timers/promises';
import type { Quirks } from '../../../quirks/quirks.js';
import { readNumber } from '../../phone.js';
import { asText, field } from '../../read.js';

/** A text of the order with the numbers it goes to, as E.164 digits. */
export interface MessageInput {
  text: string;
  numbers: number[];
}

/** A list that was read, or the code and reason the order is refused with. */
export type ListRead<T, Code extends number> =
  | { ok: true; list: T }
  | { ok: false; code: Code; reason: string };

/** Texts of one order; the message table keeps the group in 16 bits. */
const MOST_TEXTS = 65_535;

/** Numbers read at a stretch. */
const SLICE = 5_000;

/** The items of `order.message`: one object, or a list of them for different texts in one order. */
export function itemsOf(message: unknown): readonly unknown[] {
  return Array.isArray(message) ? message : [message];
}

/** The texts of the items. */
export function readTexts(items: readonly unknown[]): ListRead<string[], 400 | 454> {
  if (items.length > MOST_TEXTS)
    return { ok: false, code: 400, reason: `more than ${MOST_TEXTS} texts in one order` };
  const list: string[] = [];
  for (const [index, item] of items.entries()) {
    const text = field(item, 'text') ?? '';
    const read = asText(text);
    if (read === undefined) return { ok: false, code: 400, reason: `message ${index + 1}: text is no text` };
    if (read.trim() === '')
      return { ok: false, code: 454, reason: `message ${index + 1}: text is missing or empty` };
    list.push(read);
  }
  return list.length > 0
    ? { ok: true, list }
    : { ok: false, code: 454, reason: 'order.message is an empty list' };
}

/**
 * The well-formed numbers of every item, and how many were not. A long list is read in slices, between which other
 * requests are answered, as a provider with more than one processor would.
 */
export async function readRecipients(
  items: readonly unknown[],
  abroad: boolean,
  quirks: Quirks,
): Promise<ListRead<{ numbers: number[][]; dropped: number }, 452>> {
  const numbers: number[][] = [];
  let dropped = 0;
  for (const item of items) {
    const list = field(field(item, 'receipents'), 'number');
    if (!Array.isArray(list)) return { ok: false, code: 452, reason: missingList(item) };
    const good: number[] = [];
    dropped += await readNumbers(list, abroad, quirks, good);
    numbers.push(good);
  }
  if (dropped > 0 && quirks.invalidRecipients === 'refuse') {
    return { ok: false, code: 452, reason: `${dropped} malformed numbers (quirk invalidRecipients)` };
  }
  if (numbers.some((good) => good.length > 0)) return { ok: true, list: { numbers, dropped } };
  const reason = dropped > 0 ? `none of the ${dropped} numbers is well-formed` : 'receipents.number is empty';
  return { ok: false, code: 452, reason };
}

/** Adds the well-formed numbers to `into` and returns how many were not. */
async function readNumbers(
  list: readonly unknown[],
  abroad: boolean,
  quirks: Quirks,
  into: number[],
): Promise<number> {
  const seen = quirks.repeatedRecipients === 'merge' ? new Set<number>() : undefined;
  let bad = 0;
  for (const [index, item] of list.entries()) {
    if (index > 0 && index % SLICE === 0) await setImmediate();
    const number = readNumber(item, abroad);
    if (number === undefined) bad += 1;
    else if (seen === undefined) into.push(number);
    else {
      const known = seen.size;
      if (seen.add(keyOf(number)).size > known) into.push(number);
    }
  }
  return bad;
}

/** Turkish mobiles count from 0: sets hold small integers cheaply, and large ones at ten times the price. */
function keyOf(number: number): number {
  const mobile = number - 905_000_000_000;
  return mobile >= 0 && mobile < 1_000_000_000 ? mobile : -number;
}

function missingList(item: unknown): string {
  if (field(item, 'recipients') !== undefined) {
    return 'the field is spelt "recipients"; the provider reads "receipents" (sic)';
  }
  return field(item, 'receipents') === undefined
    ? 'message.receipents is missing'
    : 'message.receipents.number is no list';
}
