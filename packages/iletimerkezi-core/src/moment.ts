import { EARLIEST, LATEST } from './istanbul-time.js';

/**
 * Returns whether a value is a `Date` with a valid time, also a `Date` of another realm (frames, test runners). Refuses years
 * outside 1000 to 9999: the provider's date formats have four digits.
 */
export function isMoment(value: unknown): value is Date {
  const isDate = Object.prototype.toString.call(value) === '[object Date]';
  return isDate && Number(value) >= EARLIEST && Number(value) <= LATEST;
}

/** ISO 8601 with a time and a zone, as `Date.toJSON()` writes it. */
const INSTANT =
  /^(?<day>\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Parses an ISO 8601 text with an existing calendar day, a time from 00:00 to 23:59, and `Z` or an offset. Returns undefined
 * for other texts: a time without a zone would depend on the machine, and `Date.parse` reads 31 February as 3 March.
 *
 * @example parseInstant('2027-01-20T13:45:00+03:00')
 */
export function parseInstant(text: string): Date | undefined {
  const day = INSTANT.exec(text)?.groups?.['day'];
  if (day === undefined || !isCalendarDay(day)) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

function isCalendarDay(day: string): boolean {
  const start = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(start.getTime()) && start.toISOString().startsWith(day);
}
