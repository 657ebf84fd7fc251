import type { Locale } from '../../i18n/types.js';

/** Returns a duration as a clock: "0:42", "12:05", "1:00:00". */
export function minutesAndSeconds(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** Returns a wait in words, in the largest unit of which there are two: "45 seconds", "30 dakika". Rounds up. */
export function waitingTime(seconds: number, locale: Locale): string {
  const [unit, size] = seconds < 120 ? SECOND : seconds < 7200 ? MINUTE : HOUR;
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.ceil(seconds / size));
}

const SECOND = ['second', 1] as const;
const MINUTE = ['minute', 60] as const;
const HOUR = ['hour', 3600] as const;
