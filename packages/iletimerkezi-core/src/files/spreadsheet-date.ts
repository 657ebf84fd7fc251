import { parseDate, parseDateTime } from '../istanbul-time.js';
import { foldHeader } from '../fold-header.js';

/** Folded first three letters of Turkish and English month names. */
const MONTHS: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ...names('oca sub mar nis may haz tem agu eyl eki kas ara'),
  ...names('jan feb mar apr may jun jul aug sep oct nov dec'),
]);

function names(list: string): [string, number][] {
  return list.split(' ').map((name, index) => [name, index + 1]);
}

/** A day, then perhaps a time. The parts of the day are captured as text. */
const DAY_FIRST = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:,? (.+))?$/;
const YEAR_FIRST = /^(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?:[T ](.+))?$/;
const MONTH_NAMED = /^(\d{1,2})[. -]{1,2}(\p{L}{3,9})\.?[. ,-]{1,2}(\d{4}|\d{2})(?:,? (.+))?$/u;
/** Longer than the day periods `ÖÖ` and `AM`. */
const WEEKDAY = /^\p{L}{3,10},? /u;
const TIME =
  /^(?:(ÖÖ|ÖS|AM|PM) )?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?(?: ?(ÖÖ|ÖS|AM|PM))?(?: ?(Z|[+-]\d{2}(?::?\d{2})?))?$/iu;
/** Days since 30 December 1899: a date in a spreadsheet column that is formatted as a number. */
const SERIAL = /^(\d{5})(?:[.,](\d+))?$/;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

interface Day {
  year: number;
  month: number;
  day: number;
  /** The text of the time after the day. */
  rest: string | undefined;
}

/**
 * Parses a time in the forms of spreadsheets: `30.04.2026 09:15`, `1.5.2026 9:15`, `2026-04-30T09:15:42.123`, `4/30/2026 9:15
 * AM`, `30 Nis 2026 09:15`, `46142,385416667`. Refuses 04/05/2026, because it may be in April or in May.
 */
export function parseSpreadsheetMoment(text: string): Date | undefined {
  const day = parseDay(text);
  return day?.rest === undefined ? undefined : atTime(day, day.rest);
}

/** Returns the beginning of a day without a time (`30.04.2026`), or its last second, but never later than `now`. */
export function parseFileDay(text: string, end: boolean, now = new Date()): Date | undefined {
  const day = parseDay(text);
  if (day === undefined || day.rest !== undefined) return undefined;
  const start = parseDate(dateText(day));
  if (start === undefined || !end) return start;
  const last = start.getTime() + DAY_MS - 1000;
  return new Date(Math.max(start.getTime(), Math.min(last, now.getTime())));
}

function parseDay(written: string): Day | undefined {
  const text = written.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
  if (text.length > 60) return undefined;
  const serial = SERIAL.exec(text);
  if (serial !== null) return ofSerial(serial[1] ?? '', serial[2]);
  const [, first, sign, second, year, rest] = DAY_FIRST.exec(text) ?? [];
  if (first !== undefined && second !== undefined && year !== undefined) {
    return dayFirst(Number(first), Number(second), fullYear(year), sign === '.', rest);
  }
  const [, isoYear, , isoMonth, isoDay, isoRest] = YEAR_FIRST.exec(text) ?? [];
  if (isoYear !== undefined) {
    return { year: Number(isoYear), month: Number(isoMonth), day: Number(isoDay), rest: isoRest };
  }
  const [, day, name = '', namedYear = '', namedRest] = MONTH_NAMED.exec(text.replace(WEEKDAY, '')) ?? [];
  const month = MONTHS.get(foldMonth(name));
  return day === undefined || month === undefined
    ? undefined
    : { day: Number(day), month, year: fullYear(namedYear), rest: namedRest?.replace(WEEKDAY, '') };
}

/** With dots the day is first, as in Turkish. With other separators the month may be first: the date must be unambiguous. */
function dayFirst(
  first: number,
  second: number,
  year: number,
  dotted: boolean,
  rest: string | undefined,
): Day | undefined {
  const isAmerican = /[AP]M$/i.test(rest ?? '');
  if (dotted) return { day: first, month: second, year, rest };
  if (second > 12 && first <= 12) return { day: second, month: first, year, rest };
  if (first > 12 || first === second) return { day: first, month: second, year, rest };
  return isAmerican ? { day: second, month: first, year, rest } : undefined;
}

function atTime(day: Day, rest: string): Date | undefined {
  const [, before, hour, minute, second = '00', after, zone] = TIME.exec(rest) ?? [];
  const half = (before ?? after)?.toLocaleUpperCase('tr');
  const hours = hour === undefined ? undefined : hoursOf(Number(hour), half);
  if (hours === undefined || minute === undefined) return undefined;
  const local = parseDateTime(`${dateText(day)} ${two(hours)}:${minute}:${second}`);
  if (local === undefined || zone === undefined) return local;
  const offset =
    zone.toUpperCase() === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
  const time = Date.parse(`${dateText(day)}T${two(hours)}:${minute}:${second}${offset}`);
  return Number.isNaN(time) ? undefined : new Date(time);
}

/** Returns the hour from 0 to 23, also from a 12-hour clock. */
function hoursOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === 'PM' || half === 'ÖS' ? 12 : 0);
}

function ofSerial(days: string, fraction: string | undefined): Day {
  const seconds = Math.round(Number(`0.${fraction ?? '0'}`) * 86_400);
  const date = new Date(SERIAL_EPOCH + Number(days) * DAY_MS + seconds * 1000);
  const rest = fraction === undefined ? undefined : date.toISOString().slice(11, 19);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), rest };
}

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year));

function foldMonth(name: string): string {
  return foldHeader(name).slice(0, 3);
}

const two = (value: number): string => String(value).padStart(2, '0');

const dateText = ({ year, month, day }: Day): string => `${year}-${two(month)}-${two(day)}`;
