const RISKY = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * A table as CSV that Turkish Excel opens by a double click: byte order mark, semicolons, CRLF, every cell
 * quoted. A cell that a spreadsheet would take for a formula gets an apostrophe before it
 * (OWASP, "CSV Injection"); that keeps the + of a telephone number as text, too.
 */
export function toCsv(rows: Iterable<readonly string[]>): string {
  let csv = '\ufeff';
  for (const row of rows) {
    csv += row.map((cell) => `"${(RISKY.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(';');
    csv += '\r\n';
  }
  return csv;
}
