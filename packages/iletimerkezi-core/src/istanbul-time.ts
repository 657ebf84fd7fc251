/*
 * Formats and parses Turkish local time, independent of the time zone of the machine. Turkey has been on UTC+3 without
 * daylight saving time since 27 March 2016 (Council of Ministers decree 2016/9154); earlier offsets come from Intl.
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The provider's date formats have years of four digits: 1000-01-01 to 9999-12-31. Literals, so that bundlers drop them. */
export const EARLIEST = -30_610_224_000_000;
export const LATEST = 253_402_214_400_000;
const FIXED_OFFSET = 3 * HOUR;
/** The last change of the offset. */
const FIXED_SINCE = Date.UTC(2016, 2, 27, 1);

let historic: Intl.DateTimeFormat | undefined;

/** Returns Istanbul's offset from UTC at a time, in milliseconds. */
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

/**
 * Returns a Date whose UTC fields are the local time in Istanbul.
 *
 * @throws {RangeError} for an invalid date, and outside the years 1000 to 9999, which have no four digits
 */
function toWall(date: Date): Date {
  const instant = date.getTime();
  if (!(instant >= EARLIEST && instant <= LATEST))
    throw new RangeError('The date must be a valid date in the years 1000 to 9999.');
  return new Date(instant + offsetAt(instant));
}

/** Returns the time of a local time in Istanbul; of a repeated hour, the first. */
function fromWall(wall: number): Date {
  const guess = wall - FIXED_OFFSET;
  return new Date(guess >= FIXED_SINCE ? guess : wall - offsetAt(wall - offsetAt(guess)));
}

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);
const four = (value: number): string => `${value}`.padStart(4, '0');

/** Formats `dd/MM/yyyy HH:mm`, for send-sms. Rounds seconds up to the next minute, so that nothing is sent early. */
export function formatSendDateTime(date: Date): string {
  const wall = toWall(new Date(Math.ceil(date.getTime() / 60_000) * 60_000));
  return `${two(wall.getUTCDate())}/${two(wall.getUTCMonth() + 1)}/${four(wall.getUTCFullYear())} ${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`;
}

/** Formats `yyyy-MM-dd`, for get-reports. */
export function formatDate(date: Date): string {
  const wall = toWall(date);
  return `${four(wall.getUTCFullYear())}-${two(wall.getUTCMonth() + 1)}-${two(wall.getUTCDate())}`;
}

/** Formats `yyyy-MM-dd HH:mm:ss`, for iys-register and the blacklist filter. Drops milliseconds. */
export function formatDateTime(date: Date): string {
  return `${formatDate(date)} ${clock(toWall(date))}`;
}

/** Formats `dd.MM.yyyy HH:mm:ss`, for consent files. Drops milliseconds. */
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

/** Parses `yyyy-MM-dd HH:mm:ss` (seconds optional) as Istanbul time; undefined when invalid. */
export function parseDateTime(text: string | undefined): Date | undefined {
  const [, year, month, day, hour, minute, second] = DATE_TIME.exec(text ?? '') ?? [];
  return moment(year, month, day, hour, minute, second);
}

/** Parses `yyyy-MM-dd` as the beginning of the day in Istanbul; undefined when invalid. */
export function parseDate(text: string | undefined): Date | undefined {
  const [, year, month, day] = DATE.exec(text ?? '') ?? [];
  return moment(year, month, day);
}

/** Parses `dd/MM/yyyy HH:mm` as Istanbul time; undefined when invalid. */
export function parseSendDateTime(text: string | undefined): Date | undefined {
  const [, day, month, year, hour, minute] = SEND_DATE_TIME.exec(text ?? '') ?? [];
  return moment(year, month, day, hour, minute);
}

/** Parses `dd.MM.yyyy HH:mm:ss` as Istanbul time; undefined when invalid. */
export function parseFileDateTime(text: string | undefined): Date | undefined {
  const [, day, month, year, hour, minute, second] = FILE_DATE_TIME.exec(text ?? '') ?? [];
  return moment(year, month, day, hour, minute, second);
}

/** Returns the time of the digits of a local time; undefined for 31 February or 24:00. */
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

/** Returns the calendar day in Istanbul as the number of days since 1 January 1970. */
export function istanbulDay(date: Date): number {
  return Math.floor(toWall(date).getTime() / DAY);
}

/** Returns the beginning of a calendar day in Istanbul from its number, see {@link istanbulDay}. */
export function startOfIstanbulDay(day: number): Date {
  return fromWall(day * DAY);
}
