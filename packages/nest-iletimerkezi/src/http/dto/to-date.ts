import { Transform } from 'class-transformer';
import { dateOf } from './date-of.js';

/**
 * Converts an ISO 8601 string of a JSON body to a `Date`. The string must have an existing calendar day, a time, and `Z` or an
 * offset. Other values become an invalid `Date`, which the validators reject. An absent field stays absent.
 */
export function ToDate(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (value === undefined ? undefined : dateOf(value)), {
    toClassOnly: true,
  });
}
