import type { E164, PhoneOptions } from '../phone/index.js';
import type { RecipientFault } from './cell-numbers.js';
import { parseRecords, readRecords } from './csv.js';
import type { Delimiter } from './delimiter.js';
import type { ListColumns } from './phone-column.js';
import { RecipientCollector } from './recipient-collector.js';
import { readText, type TextOptions, type TextSource } from './text-source.js';

export interface RecipientListOptions extends PhoneOptions {
  /** Default: from a `sep=` line, or detected. */
  delimiter?: Delimiter;
  /**
   * The column of the numbers, by index from 0 or by header name in any case. Default: found by header and cells.
   */
  column?: number | string;
  /** Whether the first row that is not blank is a header. Default: detected. */
  header?: boolean;
  /**
   * Adds the other cells of its row to each recipient, to fill a template with them. Default false. Rows of numbers only have
   * none.
   */
  cells?: boolean;
  /**
   * Called when the columns are known, before the first row is returned and before an `ambiguous-column` error, to show the
   * column and let the user choose. Called again for each further table in the list.
   */
  onColumns?: (columns: ListColumns) => void;
}

/** The cells of a row by the columns of the first table of the list. A row may have fewer than the header. */
export type RowCells = readonly string[];

/** The result of one number. `row` is the row of the spreadsheet, from 1, including header and blank rows. */
export type RecipientRow =
  | { row: number; raw: string; status: 'valid'; value: E164; cells?: RowCells }
  /**
   * The number is already in an earlier row, `firstRow`. `differs`: that row has other cells, of which only the first are
   * used; known with the option `cells`.
   */
  | {
      row: number;
      raw: string;
      status: 'duplicate';
      value: E164;
      firstRow: number;
      cells?: RowCells;
      differs?: boolean;
    }
  | { row: number; raw: string; status: 'rejected'; reason: RecipientFault };

export interface RecipientList {
  /** All rows in order; a row of several numbers has several entries. Omits headers and blank rows at the end. */
  rows: RecipientRow[];
  /** The valid numbers in E.164, without duplicates. */
  recipients: E164[];
  valid: number;
  duplicates: number;
  rejected: number;
  /** The names of the columns if the list has a header. */
  header: string[] | undefined;
  /** The column of the numbers; undefined for a list of numbers only. */
  column: { index: number; name: string | undefined } | undefined;
}

/**
 * Parses a list of recipients: one number per row, or a spreadsheet with the number in any column, with or without a header,
 * delimited by `;`, `,`, `|` or a tab. Finds the column by header and cells. Accepts several numbers in one cell, and in one
 * row of numbers only. Reports every entry that is not a recipient with its reason.
 *
 * @throws {FileFormatError} `ambiguous-column` when several columns may contain the recipients' numbers; `missing-column`
 * when `column` does not exist; `unclosed-quote`
 */
export function parseRecipients(text: string, options: RecipientListOptions = {}): RecipientList {
  let columns: ListColumns | undefined;
  const collector = new RecipientCollector({
    ...options,
    onColumns: (found) => {
      // Rows above the header, such as a title or merged cells, are a table without names or without rows.
      if (columns === undefined || (!isTable(columns) && hasNames(found))) columns = found;
      options.onColumns?.(found);
    },
  });
  const rows = [...collector.take(parseRecords(text, options.delimiter)), ...collector.end()];
  const recipients: E164[] = [];
  let duplicates = 0;
  for (const row of rows) {
    if (row.status === 'valid') recipients.push(row.value);
    else if (row.status === 'duplicate') duplicates += 1;
  }
  const taken = columns?.taken === undefined ? undefined : columns.all[columns.taken];
  return {
    rows,
    recipients,
    valid: recipients.length,
    duplicates,
    rejected: rows.length - recipients.length - duplicates,
    header: collector.header,
    column: taken && { index: taken.index, name: taken.name },
  };
}

const isTable = (columns: ListColumns): boolean =>
  hasNames(columns) && columns.all.some(({ sample }) => sample.length > 0);
const hasNames = ({ all }: ListColumns): boolean => all.some(({ name }) => name !== undefined);

/**
 * Reads a file of any size as {@link parseRecipients} does, in batches. Keeps only the numbers read so far in memory, to detect
 * duplicates, and with `cells` a hash of their rows.
 *
 * @throws {FileFormatError} while it is iterated
 */
export async function* readRecipients(
  source: TextSource,
  options: RecipientListOptions & TextOptions = {},
): AsyncGenerator<RecipientRow[]> {
  const collector = new RecipientCollector(options);
  for await (const batch of readRecords(readText(source, options), options.delimiter)) {
    const rows = collector.take(batch);
    if (rows.length > 0) yield rows;
  }
  const rows = collector.end();
  if (rows.length > 0) yield rows;
}
