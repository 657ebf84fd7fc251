/** What a spreadsheet takes for the beginning of a formula, full-width forms included; and our own guard. */
const RISKY_START = /^[=+\-@\t\r\n＝＋－＠']/;
const PLAIN_NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

/**
 * A cell's text for a file that people may open in a spreadsheet: what would be taken for a formula gets
 * an apostrophe before it (CSV injection, CWE-1236). Numbers with a sign stay, so that +90… does.
 */
export function guardCell(text: string): string {
  return RISKY_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** Takes the guard of {@link guardCell} off again. */
export function unguardCell(text: string): string {
  return text.startsWith("'") && RISKY_START.test(text.slice(1)) ? text.slice(1) : text;
}

/** Quotes a cell where its content calls for it (RFC 4180). */
export function quoteCell(text: string, delimiter: string): string {
  const needed =
    text.includes('"') ||
    text.includes('\n') ||
    text.includes('\r') ||
    text.includes(delimiter.trim() === '' ? delimiter : delimiter.trim()) ||
    text !== text.trim();
  return needed ? `"${text.replaceAll('"', '""')}"` : text;
}
