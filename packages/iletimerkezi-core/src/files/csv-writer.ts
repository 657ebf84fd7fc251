/** What a spreadsheet takes for the beginning of a formula, full-width forms included; and our own guard. */
const RISKY_START = /^[=+\-@\t\r\n＝＋－＠']/;
const PLAIN_NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

/** What tells spreadsheets that a file is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';
const LINE_END = '\r\n';

export interface CsvWriteOptions {
  /** Default `;`, which Turkish spreadsheets expect. */
  delimiter?: string;
  /** Begin with a byte order mark, by which Excel knows UTF-8. Default true. */
  byteOrderMark?: boolean;
}

/**
 * Puts an apostrophe before text that a spreadsheet would run as a formula (CSV injection, CWE-1236). Plain numbers
 * with a sign stay as they are, so that +90… does.
 */
export function guardCell(text: string): string {
  return RISKY_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** Removes the apostrophe that {@link guardCell} added. */
export function unguardCell(text: string): string {
  return text.startsWith("'") && RISKY_START.test(text.slice(1)) ? text.slice(1) : text;
}

/** One row of a CSV file with its line end: cells guarded against formulas and quoted where needed (RFC 4180). */
export function csvLine(cells: readonly string[], delimiter = ';'): string {
  const line = cells.map((cell) => quoteCell(guardCell(cell), delimiter)).join(delimiter);
  // An empty line would be no row.
  return (line === '' ? '""' : line) + LINE_END;
}

/**
 * Writes a table as CSV that Turkish Excel opens by a double click: byte order mark, semicolons, CRLF, cells guarded
 * against formulas.
 *
 * @yields the file line by line
 */
export function* csvLines(
  rows: Iterable<readonly string[]>,
  { delimiter = ';', byteOrderMark = true }: CsvWriteOptions = {},
): Generator<string> {
  if (byteOrderMark) yield BYTE_ORDER_MARK;
  for (const row of rows) yield csvLine(row, delimiter);
}

/** The text of {@link csvLines}, for short tables. */
export function toCsv(rows: Iterable<readonly string[]>, options?: CsvWriteOptions): string {
  return [...csvLines(rows, options)].join('');
}

function quoteCell(text: string, delimiter: string): string {
  const needed =
    text.includes('"') ||
    text.includes('\n') ||
    text.includes('\r') ||
    text.includes(delimiter.trim() === '' ? delimiter : delimiter.trim()) ||
    text !== text.trim();
  return needed ? `"${text.replaceAll('"', '""')}"` : text;
}
