import { formatDate, isMoment, parseDate } from 'iletimerkezi-core';

/** A calendar day in Türkiye, as `YYYY-MM-DD`. Days compare as texts. */
export type Day = string;

/** Returns the day of a time; an empty text for an invalid one. */
export function dayOf(time: Date | number): Day {
  const date = new Date(time);
  return isMoment(date) ? formatDate(date) : '';
}

/** Returns a time for the attribute `dateTime`; undefined for an invalid one. */
export const isoTime = (time: Date | number): string | undefined => {
  const date = new Date(time);
  return isMoment(date) ? date.toISOString() : undefined;
};

/** Returns the start of a day in epoch milliseconds; NaN for a text that is no day. */
export const startOfDay = (day: Day): number => parseDate(day)?.getTime() ?? Number.NaN;

const DAY_MS = 86_400_000;

/** Returns the day that is `count` days after another one, or before it where `count` is negative. */
export const addDays = (day: Day, count: number): Day => dayOf(startOfDay(day) + count * DAY_MS);

const DAY_FIRST = /^(\d{1,2})[./\s-](\d{1,2})[./\s-](\d{4})$/;

/** Reads "21.11.2026", "21/11/2026", "1 5 2026" and "2026-11-21"; undefined for anything else and for 30 February. */
export function readDay(text: string): Day | undefined {
  const written = text.trim();
  const [, date = '', month = '', year = ''] = DAY_FIRST.exec(written) ?? [];
  const day = year === '' ? written : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && parseDate(day) !== undefined ? day : undefined;
}

/** Writes a day as "21.11.2026", whatever the language of the browser. */
export const writeDay = (day: Day): string => day.split('-').toReversed().join('.');
