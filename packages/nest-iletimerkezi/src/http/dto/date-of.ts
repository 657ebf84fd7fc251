import { parseInstant } from 'iletimerkezi-core';

/**
 * Returns the time of an ISO 8601 string of a JSON body. The string must have an existing calendar day, a time, and `Z` or an
 * offset. Other values become an invalid `Date`: `null` (the JSON of an invalid `Date`), numbers, days without a time, times
 * without a zone, 31 February.
 */
export function dateOf(value: unknown): Date {
  if (value instanceof Date) return value;
  return (typeof value === 'string' ? parseInstant(value) : undefined) ?? new Date(Number.NaN);
}
