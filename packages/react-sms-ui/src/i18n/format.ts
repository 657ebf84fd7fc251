import type { Locale } from './types.js';

/** Formats numbers, money and times in a language. */
export interface Format {
  number: (value: number) => string;
  /** A share from 0 to 1: "%42" in Turkish, "42%" in English. */
  percent: (share: number) => string;
  /** Turkish lira: "₺1.234,50". */
  money: (lira: number) => string;
  /** "21 Kas 2026 14:05", in the provider's time zone. */
  dateTime: (time: number | Date) => string;
  /** "21 Kas 2026 Cumartesi 14:05"; "Saturday 21 Nov 2026 14:05" in English. */
  fullDateTime: (time: number | Date) => string;
  /** "21 Kas 2026". */
  date: (time: number | Date) => string;
  /** "21 Kas". */
  day: (time: number | Date) => string;
  /** "14:05". */
  clock: (time: number | Date) => string;
  /** "3 minutes ago". */
  relative: (time: number | Date, now: number) => string;
  /** Compares two texts in the order of the language. */
  compare: (a: string, b: string) => number;
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

const NO_TIME = '–';
/** The last time of a `Date`, in epoch milliseconds. */
const LATEST = 8.64e15;
const isTime = (time: number | Date): boolean => Math.abs(+time) <= LATEST;

/** Formats valid times only. Times come from the host, and `Intl` throws for an invalid one, which would break the page. */
const ofTime =
  (format: (time: number | Date) => string) =>
  (time: number | Date): string =>
    isTime(time) ? format(time) : NO_TIME;

export function createFormat(locale: Locale, timeZone: string): Format {
  const tag = locale === 'tr' ? 'tr-TR' : 'en-GB';
  const number = new Intl.NumberFormat(tag);
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  const money = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency: 'TRY',
    currencyDisplay: 'narrowSymbol',
  });
  const date = new Intl.DateTimeFormat(tag, { timeZone, day: 'numeric', month: 'short', year: 'numeric' });
  const day = new Intl.DateTimeFormat(tag, { timeZone, day: 'numeric', month: 'short' });
  const weekday = new Intl.DateTimeFormat(tag, { timeZone, weekday: 'long' });
  const clock = new Intl.DateTimeFormat(tag, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const collator = new Intl.Collator(tag, { numeric: true });
  return {
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    money: (lira) => money.format(lira),
    dateTime: ofTime((time) => `${date.format(time)} ${clock.format(time)}`),
    fullDateTime: ofTime((time) => {
      const [day, name] = [date.format(time), weekday.format(time)];
      return `${locale === 'tr' ? `${day} ${name}` : `${name} ${day}`} ${clock.format(time)}`;
    }),
    date: ofTime((time) => date.format(time)),
    day: ofTime((time) => day.format(time)),
    clock: ofTime((time) => clock.format(time)),
    relative: (time, now) => {
      if (!isTime(time)) return NO_TIME;
      const distance = Number(time) - now;
      const [unit, size] = UNITS.find(([, size]) => Math.abs(distance) >= size) ?? ['second', 1000];
      return relative.format(Math.round(distance / size), unit);
    },
    compare: collator.compare,
  };
}

/** Formats "+905301234567" as "+90 530 123 45 67", other numbers in groups of three, and returns anything else unchanged. */
export function formatPhone(number: string): string {
  const turkish = /^\+?90(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(number);
  if (turkish) return `+90 ${turkish[1]} ${turkish[2]} ${turkish[3]} ${turkish[4]}`;
  return /^\+\d{7,15}$/.test(number) ? number.replaceAll(/(\d{3})(?=\d{2})/g, '$1 ') : number;
}
