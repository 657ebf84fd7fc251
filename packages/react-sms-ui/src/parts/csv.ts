const RISKY = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * A table as CSV that Turkish Excel opens by a double click: byte order mark, semicolons, CRLF, every cell
 * quoted. A cell that a spreadsheet would take for a formula gets an apostrophe before it
 * (OWASP, "CSV Injection"); that keeps the + of a telephone number as text, too.
 * @yields it line by line.
 */
export function* csvLines(rows: Iterable<readonly string[]>): Generator<string> {
  yield '\ufeff';
  for (const row of rows) {
    const cells = row.map((cell) => `"${(RISKY.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`);
    yield `${cells.join(';')}\r\n`;
  }
}

/** The same as one text, for short tables. */
export function toCsv(rows: Iterable<readonly string[]>): string {
  return [...csvLines(rows)].join('');
}
