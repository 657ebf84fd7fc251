/** ISO 8601 with a time and a zone, as `Date.toJSON()` writes it. */
const DATE_TIME = /^(?<day>\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Returns the time of an ISO 8601 string of a JSON body. The string must have an existing calendar day, a time, and `Z` or an
 * offset. Other values become an invalid `Date`: `null` (the JSON of an invalid `Date`), numbers, days without a time, times
 * without a zone, 31 February.
 */
export function dateOf(value: unknown): Date {
  if (value instanceof Date) return value;
  const day = typeof value === 'string' ? DATE_TIME.exec(value)?.groups?.['day'] : undefined;
  // Date.parse turns 31 February into 3 March.
  if (day === undefined || !isCalendarDay(day)) return new Date(Number.NaN);
  return new Date(String(value));
}

function isCalendarDay(day: string): boolean {
  const start = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(start.getTime()) && start.toISOString().startsWith(day);
}
