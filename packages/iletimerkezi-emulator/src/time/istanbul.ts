/** Turkey keeps UTC+3 all year (since 2016); every wall-clock text on the provider's wire is in it. */
const OFFSET = 3 * 60 * 60 * 1000;
export const DAY = 24 * 60 * 60 * 1000;

/** `YYYY-MM-DD HH:mm:ss` in Turkey time, as reports and consents print it. */
export function formatTimestamp(moment: number): string {
  return new Date(moment + OFFSET).toISOString().slice(0, 19).replace('T', ' ');
}

/** Reads `YYYY-MM-DD HH:mm:ss` in Turkey time; `undefined` when it is no such moment. */
export function parseTimestamp(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text);
  return match ? moment(match[1], match[2], match[3], match[4], match[5], match[6]) : undefined;
}

/** Reads `YYYY-MM-DD` as the start of that day in Turkey; `undefined` when there is no such day. */
export function parseDay(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return match ? moment(match[1], match[2], match[3], '0', '0', '0') : undefined;
}

/** The form of a `sendDateTime`: `dd/MM/yyyy HH:mm`, the same with seconds, or neither. */
export type SendDateTime =
  | { kind: 'moment'; at: number }
  | { kind: 'with-seconds'; at: number }
  | { kind: 'malformed' };

/** Reads a `sendDateTime` (send-sms, Turkey time). */
export function parseSendDateTime(text: string): SendDateTime {
  const match = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  const at = match ? moment(match[3], match[2], match[1], match[4], match[5], match[6] ?? '0') : undefined;
  if (at === undefined) return { kind: 'malformed' };
  return match?.[6] === undefined ? { kind: 'moment', at } : { kind: 'with-seconds', at };
}

/** The day of the week in Turkey, 0 for Sunday. */
export function dayOfWeek(at: number): number {
  return new Date(at + OFFSET).getUTCDay();
}

function moment(...parts: (string | undefined)[]): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  // Date.UTC rolls 31 February over into March; such a day does not exist.
  const date = new Date(at);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? at - OFFSET : undefined;
}
