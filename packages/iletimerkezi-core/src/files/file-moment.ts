import { parseDateTime, parseFileDateTime } from '../istanbul-time.js';
import { parseInstant } from '../moment.js';
import { parseSpreadsheetMoment } from './spreadsheet-date.js';

export { parseFileDay } from './spreadsheet-date.js';

const FILE_LENGTH = 'dd.MM.yyyy HH:mm:ss'.length;

/** From this day on, every day in Istanbul has 24 hours, so a time of day can be added. */
const EVEN_DAYS_SINCE = Date.UTC(2016, 2, 28);

/**
 * Caches the beginning of each day by its text: a file has millions of times but few days, and parsing the day takes half of
 * the time. Bounded because the texts come from outside.
 */
const dayStarts = new Map<string, number>();
const MOST_DAYS = 4000;

/**
 * Parses a time of a file: `dd.MM.yyyy HH:mm:ss`, `yyyy-MM-dd HH:mm:ss`, ISO 8601, and the forms of spreadsheets
 * ({@link parseSpreadsheetMoment}). Without a zone it is Istanbul time.
 */
export function parseFileMoment(text: string): Date | undefined {
  const usual = text.charCodeAt(2) === 0x2e ? fromFileFormat(text) : parseDateTime(text);
  if (usual !== undefined || text === '') return usual;
  return parseInstant(text) ?? parseSpreadsheetMoment(text);
}

function fromFileFormat(text: string): Date | undefined {
  const hours = twoDigits(text, 11);
  const minutes = twoDigits(text, 14);
  const seconds = twoDigits(text, 17);
  const regular =
    text.length === FILE_LENGTH &&
    text.charCodeAt(10) === 0x20 &&
    text.charCodeAt(13) === 0x3a &&
    text.charCodeAt(16) === 0x3a &&
    hours <= 23 &&
    minutes <= 59 &&
    seconds <= 59;
  if (!regular) return undefined;
  const start = startOfDay(text.slice(0, 10));
  if (start === undefined) return undefined;
  if (start < EVEN_DAYS_SINCE) return parseFileDateTime(text);
  return new Date(start + ((hours * 60 + minutes) * 60 + seconds) * 1000);
}

function startOfDay(day: string): number | undefined {
  const known = dayStarts.get(day);
  if (known !== undefined) return known;
  const start = parseFileDateTime(`${day} 00:00:00`)?.getTime();
  if (start !== undefined && dayStarts.size < MOST_DAYS) dayStarts.set(day, start);
  return start;
}

/** Returns the number of two digits; above 99 when they are not digits. */
function twoDigits(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 0x30;
  const ones = text.charCodeAt(index + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 100;
}
