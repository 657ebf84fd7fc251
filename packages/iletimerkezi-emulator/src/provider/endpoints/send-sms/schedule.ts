import type { Quirks } from '../../../quirks/quirks.js';
import { parseSendDateTime } from '../../../time/istanbul.js';

/** When an order goes out: at once, at a moment, or not at all for a date that cannot be read. */
export type Schedule =
  | { kind: 'now'; note?: string }
  | { kind: 'at'; at: number }
  | { kind: 'refused'; reason: string };

/** Reads `sendDateTime`: absent, empty, `dd/MM/yyyy HH:mm`, or a list with one such text. */
export function readSchedule(value: unknown, now: number, quirks: Quirks): Schedule {
  const single: unknown = Array.isArray(value) && value.length <= 1 ? value[0] : value;
  if (single === undefined || single === null || single === '') return { kind: 'now' };
  if (typeof single !== 'string') return { kind: 'refused', reason: 'sendDateTime is no text' };
  const read = parseSendDateTime(single);
  if (read.kind === 'malformed') return { kind: 'refused', reason: 'sendDateTime is not dd/MM/yyyy HH:mm' };
  if (read.kind === 'with-seconds') {
    return quirks.sendDateTimeSeconds === 'send-now'
      ? { kind: 'now', note: 'sendDateTime has seconds, so it was ignored and the order sent at once' }
      : { kind: 'refused', reason: 'sendDateTime has seconds (quirk sendDateTimeSeconds)' };
  }
  if (read.at > now) return { kind: 'at', at: read.at };
  return quirks.pastSendDateTime === 'send-now'
    ? { kind: 'now', note: 'sendDateTime is in the past, so the order was sent at once' }
    : { kind: 'refused', reason: 'sendDateTime is in the past (quirk pastSendDateTime)' };
}
