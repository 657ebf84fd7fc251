/*
 * Turkish wall time, in and out, whatever the machine's zone. Turkey has stood on UTC+3 without changing clocks since
 * 27 March 2016 (Council of Ministers decree 2016/9154); earlier moments take their offset from Intl's zone data.
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIXED_OFFSET = 3 * HOUR;
/** Clocks went forward to UTC+3 here and never back. */
const FIXED_SINCE = Date.UTC(2016, 2, 27, 1);

let historic: Intl.DateTimeFormat | undefined;

/** Istanbul's distance from UTC at an instant, in milliseconds. */
function offsetAt(instant: number): number {
  if (instant >= FIXED_SINCE) return FIXED_OFFSET;
  historic ??= new Intl.DateTimeFormat('en-US', {
    timeZone: 'Europe/Istanbul',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = new Map(historic.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(instant / 1000) * 1000;
}

/** A Date whose UTC fields read as the Istanbul wall clock. */
function toWall(date: Date): Date {
  const instant = date.getTime();
  return new Date(instant + offsetAt(instant));
}

/** The instant at which Istanbul's wall clock reads so; of an hour that came twice, the first. */
function fromWall(wall: number): Date {
  const guess = wall - FIXED_OFFSET;
  return new Date(guess >= FIXED_SINCE ? guess : wall - offsetAt(wall - offsetAt(guess)));
}

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);
const four = (value: number): string => `${value}`.padStart(4, '0');

/** `dd/MM/yyyy HH:mm`, for send-sms. Seconds are rounded up to the next minute: never earlier than asked. */
export function formatSendDateTime(date: Date): string {
  const wall = toWall(new Date(Math.ceil(date.getTime() / 60_000) * 60_000));
  return `${two(wall.getUTCDate())}/${two(wall.getUTCMonth() + 1)}/${four(wall.getUTCFullYear())} ${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`;
}

/** `yyyy-MM-dd`, for get-reports. */
export function formatDate(date: Date): string {
  const wall = toWall(date);
  return `${four(wall.getUTCFullYear())}-${two(wall.getUTCMonth() + 1)}-${two(wall.getUTCDate())}`;
}

/** `yyyy-MM-dd HH:mm:ss`, for iys-register and the blacklist filter. Milliseconds are dropped. */
export function formatDateTime(date: Date): string {
  return `${formatDate(date)} ${clock(toWall(date))}`;
}

/** `dd.MM.yyyy HH:mm:ss`, for consent files. Milliseconds are dropped. */
export function formatFileDateTime(date: Date): string {
  const wall = toWall(date);
  return `${two(wall.getUTCDate())}.${two(wall.getUTCMonth() + 1)}.${four(wall.getUTCFullYear())} ${clock(wall)}`;
}

function clock(wall: Date): string {
  return `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}:${two(wall.getUTCSeconds())}`;
}

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const SEND_DATE_TIME = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}):(\d{2})$/;
const FILE_DATE_TIME = /^(\d{2})\.(\d{2})\.(\d{4}) (\d{2}):(\d{2}):(\d{2})$/;

/** Reads `yyyy-MM-dd HH:mm:ss` (seconds may be missing) as Istanbul time; undefined when it is no such moment. */
export function parseDateTime(text: string | undefined): Date | undefined {
  const [, year, month, day, hour, minute, second] = DATE_TIME.exec(text ?? '') ?? [];
  return moment(year, month, day, hour, minute, second);
}

/** Reads `yyyy-MM-dd` as the beginning of that day in Istanbul; undefined when it is no such day. */
export function parseDate(text: string | undefined): Date | undefined {
  const [, year, month, day] = DATE.exec(text ?? '') ?? [];
  return moment(year, month, day);
}

/** Reads `dd/MM/yyyy HH:mm` as Istanbul time; undefined when it is no such moment. */
export function parseSendDateTime(text: string | undefined): Date | undefined {
  const [, day, month, year, hour, minute] = SEND_DATE_TIME.exec(text ?? '') ?? [];
  return moment(year, month, day, hour, minute);
}

/** Reads `dd.MM.yyyy HH:mm:ss` as Istanbul time; undefined when it is no such moment. */
export function parseFileDateTime(text: string | undefined): Date | undefined {
  const [, day, month, year, hour, minute, second] = FILE_DATE_TIME.exec(text ?? '') ?? [];
  return moment(year, month, day, hour, minute, second);
}

/** Builds the instant from its wall-clock digits, refusing 31 February and 24:00. */
function moment(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  hour = '00',
  minute = '00',
  second = '00',
): Date | undefined {
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const wall = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second);
  const valid =
    +year >= 1000 &&
    new Date(wall).getUTCDate() === +day &&
    +month >= 1 &&
    +month <= 12 &&
    +hour <= 23 &&
    +minute <= 59 &&
    +second <= 59;
  return valid ? fromWall(wall) : undefined;
}

/** The number of a calendar day in Istanbul, counted from 1 January 1970: for arithmetic in whole days. */
export function istanbulDay(date: Date): number {
  return Math.floor(toWall(date).getTime() / DAY);
}

/** The beginning of a calendar day in Istanbul, from its number. */
export function startOfIstanbulDay(day: number): Date {
  return fromWall(day * DAY);
}
