import { istanbulDay } from '../istanbul-time.js';

/** A public holiday. Half days end at 13:00. */
export interface Holiday {
  kind: 'holiday' | 'half-day';
  tr: string;
  en: string;
}

/** The range of years with known holidays. */
export const HOLIDAY_YEARS = { first: 2015, last: 2035 } as const;

/**
 * First days of the two religious holidays, as month-day by year. Each lasts 3 (Ramazan) or 4 days (Kurban), and the
 * afternoon before it (arife) is a half holiday. 2033 has two Ramazan holidays.
 *
 * 2015 to 2027: as announced in the religious calendar of the Presidency of Religious Affairs (Diyanet).
 * 2028 to 2035: calculated by the rule behind that calendar (Istanbul congress of 2016: the month begins
 * when the crescent is 5° high and 8° from the sun anywhere on the mainlands, America included, unless
 * the new moon comes after dawn in New Zealand), which gives every announced date from 2017 on. Diyanet
 * announces the final calendar each year; compare before relying on a date that far ahead.
 */
const RAMAZAN_FEASTS = [
  '2015-07-17',
  '2016-07-05',
  '2017-06-25',
  '2018-06-15',
  '2019-06-04',
  '2020-05-24',
  '2021-05-13',
  '2022-05-02',
  '2023-04-21',
  '2024-04-10',
  '2025-03-30',
  '2026-03-20',
  '2027-03-09',
  '2028-02-26',
  '2029-02-14',
  '2030-02-04',
  '2031-01-24',
  '2032-01-14',
  '2033-01-02',
  '2033-12-23',
  '2034-12-12',
  '2035-12-01',
];
const KURBAN_FEASTS = [
  '2015-09-24',
  '2016-09-12',
  '2017-09-01',
  '2018-08-21',
  '2019-08-11',
  '2020-07-31',
  '2021-07-20',
  '2022-07-09',
  '2023-06-28',
  '2024-06-16',
  '2025-06-06',
  '2026-05-27',
  '2027-05-16',
  '2028-05-05',
  '2029-04-24',
  '2030-04-13',
  '2031-04-02',
  '2032-03-22',
  '2033-03-11',
  '2034-03-01',
  '2035-02-18',
];

/** Law 2429 on national and public holidays, with the amendments of 2009 (1 May) and 2016 (15 July). */
const FIXED_DAYS: readonly { month: number; day: number; since?: number; holiday: Holiday }[] = [
  { month: 1, day: 1, holiday: { kind: 'holiday', tr: 'Yılbaşı', en: 'New Year' } },
  {
    month: 4,
    day: 23,
    holiday: {
      kind: 'holiday',
      tr: 'Ulusal Egemenlik ve Çocuk Bayramı',
      en: 'National Sovereignty and Children’s Day',
    },
  },
  {
    month: 5,
    day: 1,
    holiday: { kind: 'holiday', tr: 'Emek ve Dayanışma Günü', en: 'Labour and Solidarity Day' },
  },
  {
    month: 5,
    day: 19,
    holiday: {
      kind: 'holiday',
      tr: 'Atatürk’ü Anma, Gençlik ve Spor Bayramı',
      en: 'Commemoration of Atatürk, Youth and Sports Day',
    },
  },
  {
    month: 7,
    day: 15,
    since: 2017,
    holiday: {
      kind: 'holiday',
      tr: 'Demokrasi ve Millî Birlik Günü',
      en: 'Democracy and National Unity Day',
    },
  },
  { month: 8, day: 30, holiday: { kind: 'holiday', tr: 'Zafer Bayramı', en: 'Victory Day' } },
  {
    month: 10,
    day: 28,
    holiday: { kind: 'half-day', tr: 'Cumhuriyet Bayramı arifesi', en: 'Republic Day eve' },
  },
  { month: 10, day: 29, holiday: { kind: 'holiday', tr: 'Cumhuriyet Bayramı', en: 'Republic Day' } },
];

const DAY = 86_400_000;
const dayOf = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / DAY;

let holidays: ReadonlyMap<number, Holiday> | undefined;

function collect(): ReadonlyMap<number, Holiday> {
  const map = new Map<number, Holiday>();
  const add = (day: number, holiday: Holiday): void => {
    // A full holiday takes precedence over a half day.
    if (map.get(day)?.kind !== 'holiday') map.set(day, holiday);
  };
  for (let year = HOLIDAY_YEARS.first; year <= HOLIDAY_YEARS.last; year += 1) {
    for (const { month, day, since = 0, holiday } of FIXED_DAYS) {
      if (year >= since) add(dayOf(year, month, day), holiday);
    }
  }
  const addFeasts = (firstDays: readonly string[], length: number, tr: string, en: string): void => {
    for (const firstDay of firstDays) {
      const first = Date.parse(`${firstDay}T00:00:00Z`) / DAY;
      add(first - 1, { kind: 'half-day', tr: `${tr} arifesi`, en: `${en} eve` });
      for (let offset = 0; offset < length; offset += 1) add(first + offset, { kind: 'holiday', tr, en });
    }
  };
  addFeasts(RAMAZAN_FEASTS, 3, 'Ramazan Bayramı', 'Ramadan Feast');
  addFeasts(KURBAN_FEASTS, 4, 'Kurban Bayramı', 'Feast of Sacrifice');
  return map;
}

/**
 * Returns the Turkish public holiday on a day of Istanbul's calendar (`istanbulDay(date)`), including half days. Additional
 * days off for public servants (bridge days) are not holidays.
 *
 * @throws {RangeError} outside {@link HOLIDAY_YEARS}
 */
export function holidayOn(day: number): Holiday | undefined {
  if (day < dayOf(HOLIDAY_YEARS.first, 1, 1) || day >= dayOf(HOLIDAY_YEARS.last + 1, 1, 1)) {
    throw new RangeError(
      `Turkish public holidays are known here from ${HOLIDAY_YEARS.first} to ${HOLIDAY_YEARS.last} only; count the days of other years by hand.`,
    );
  }
  holidays ??= collect();
  return holidays.get(day);
}

/** Returns the {@link holidayOn} the day in Istanbul of a time. */
export function holidayAt(date: Date): Holiday | undefined {
  return holidayOn(istanbulDay(date));
}
