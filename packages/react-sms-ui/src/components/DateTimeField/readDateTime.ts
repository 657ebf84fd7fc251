import { formatFileDateTime, parseDateTime } from 'iletimerkezi-core';
import { foldForSearch } from '../../i18n/fold.js';
import { addDays, dayOf, readDay, startOfDay, type Day } from '../../parts/day.js';

/** What a text says; `day` alone where it lacks the time. */
export interface DateTimeReading {
  day: Day;
  /** `HH:mm`. */
  clock: string | undefined;
}

const CLOCK = /^(.*) (\d{1,2})[:.](\d{2})$/;
const NAMED_MONTH = /^(\d{1,2}) (\p{L}+) (\d{4})$/u;

/**
 * Reads a date and a time in Türkiye: "01.12.2026 10:00", "1/12/2026 10.00", "2026-12-01T10:00", "1 Aralık 2026 Salı 10:00", "yarın
 * 10:00", "pazartesi 10:00" (the next one after today), each in Turkish or English. Undefined for a text without a day, for
 * 30 February, 24:00, a year of two digits, and a weekday that is not the one of the date.
 */
export function readDateTime(text: string, now: number | undefined): DateTimeReading | undefined {
  const words = foldForSearch(text)
    .replaceAll(/(\d)t(\d)/g, '$1 $2')
    .replaceAll(/\b(?:saat|at)\b|,/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const [, before, hour = '', minute = ''] = CLOCK.exec(words) ?? [];
  const day = readNamedDay(before ?? words, now);
  if (day === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return { day, clock: before === undefined ? undefined : `${hour.padStart(2, '0')}:${minute}` };
}

/** Returns the time of a complete reading. */
export const timeOf = ({ day, clock }: DateTimeReading): Date | undefined =>
  clock === undefined ? undefined : parseDateTime(`${day} ${clock}`);

/** Writes a time as "01.12.2026 10:00", in Türkiye and whatever the language of the browser. */
export const writeDateTime = (time: Date): string => formatFileDateTime(time).slice(0, 16);

function readNamedDay(text: string, now: number | undefined): Day | undefined {
  const today = now === undefined ? undefined : dayOf(now);
  const words = text.split(' ');
  const weekdays = words.flatMap((word) => namesOf('weekday').get(word) ?? []);
  const rest = words.filter((word) => !namesOf('weekday').has(word)).join(' ');
  const [weekday] = weekdays;
  if (weekdays.length > 1) return undefined;
  if (rest === '') return today && weekday !== undefined ? nextWeekday(today, weekday) : undefined;
  const day = readWords(rest, today);
  return day === undefined || weekday === undefined || weekday === weekdayOf(day) ? day : undefined;
}

function readWords(text: string, today: Day | undefined): Day | undefined {
  if (today !== undefined) {
    if (text === 'bugun' || text === 'today') return today;
    if (text === 'yarin' || text === 'tomorrow') return addDays(today, 1);
  }
  const [, date, name = '', year] = NAMED_MONTH.exec(text) ?? [];
  const month = namesOf('month').get(name);
  return readDay(month === undefined ? text : `${date}.${month + 1}.${year}`);
}

/** The weekday of a day in Türkiye, 0 for Sunday. A day begins at 21:00 or 22:00 UTC of the day before it. */
const weekdayOf = (day: Day): number => new Date(startOfDay(day) + 43_200_000).getUTCDay();

/** Returns the first day after `from` that is a weekday, 0 for Sunday. */
export const nextWeekday = (from: Day, weekday: number): Day =>
  addDays(from, ((weekday - weekdayOf(from) + 6) % 7) + 1);

const NAMES = new Map<string, ReadonlyMap<string, number>>();

/** Returns the folded names of months or weekdays in Turkish and English, long and short, with their number from 0. */
function namesOf(part: 'month' | 'weekday'): ReadonlyMap<string, number> {
  const known = NAMES.get(part);
  if (known !== undefined) return known;
  const names = new Map<string, number>();
  for (const tag of ['tr', 'en', 'en-GB']) {
    for (const length of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', [part]: length });
      // 4 January 2026 is a Sunday.
      for (let index = 0; index < (part === 'month' ? 12 : 7); index += 1) {
        const time = part === 'month' ? Date.UTC(2026, index, 1) : Date.UTC(2026, 0, 4 + index);
        names.set(foldForSearch(format.format(time)), index);
      }
    }
  }
  NAMES.set(part, names);
  return names;
}
