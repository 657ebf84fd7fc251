/** Characters that begin a formula in spreadsheets, including full-width forms, and the guard itself. */
const RISKY_START = /^[=+\-@\t\r\n＝＋－＠']/;
const PLAIN_NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

/** The byte order mark, by which spreadsheets recognize UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';
const LINE_END = '\r\n';

export interface CsvWriteOptions {
  /** Default `;`, the default of Turkish spreadsheets. */
  delimiter?: string;
  /** Begin with a byte order mark, by which Excel recognizes UTF-8. Default true. */
  byteOrderMark?: boolean;
}

/**
 * Prefixes text that a spreadsheet would evaluate as a formula with an apostrophe (CSV injection, CWE-1236). Does not change
 * numbers with a sign, such as +90….
 */
export function guardCell(text: string): string {
  return RISKY_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** Removes the apostrophe that {@link guardCell} added. */
export function unguardCell(text: string): string {
  return text.startsWith("'") && RISKY_START.test(text.slice(1)) ? text.slice(1) : text;
}

/** Returns one row of a CSV file with its line end: cells guarded against formulas, and quoted if necessary (RFC 4180). */
export function csvLine(cells: readonly string[], delimiter = ';'): string {
  const line = cells.map((cell) => quoteCell(guardCell(cell), delimiter)).join(delimiter);
  // An empty line would not be a row.
  return (line === '' ? '""' : line) + LINE_END;
}

/**
 * Writes a table as CSV that the Turkish Excel opens with a double click: byte order mark, semicolons, CRLF, cells guarded
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

/** Returns the lines of {@link csvLines} as one text, for short tables. */
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
