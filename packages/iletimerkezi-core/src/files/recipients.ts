import type { E164, PhoneOptions } from '../phone/index.js';
import type { RecipientFault } from './cell-numbers.js';
import { parseRecords, readRecords } from './csv.js';
import type { Delimiter } from './delimiter.js';
import type { ListColumns } from './phone-column.js';
import { RecipientCollector } from './recipient-collector.js';
import { readText, type TextOptions, type TextSource } from './text-source.js';

export interface RecipientListOptions extends PhoneOptions {
  /** Detected where it is not given; a `sep=` line in the file names it too. */
  delimiter?: Delimiter;
  /**
   * Which column holds the numbers, counted from 0, or its name in the header in any case. Found by its name and its
   * cells where it is not given.
   */
  column?: number | string;
  /** Whether the first row that is not blank names the columns. Detected where it is not given. */
  header?: boolean;
  /**
   * Called when the columns are known, before the first row is returned and before an `ambiguous-column` error: for
   * showing which column is taken and letting people choose. Called again where another table begins in the list.
   */
  onColumns?: (columns: ListColumns) => void;
}

/** What became of one number. `row` is the row of the spreadsheet, from 1, a header and blank rows counted in. */
export type RecipientRow =
  | { row: number; raw: string; status: 'valid'; value: E164 }
  /** The number stands in an earlier row, `firstRow`, already. */
  | { row: number; raw: string; status: 'duplicate'; value: E164; firstRow: number }
  | { row: number; raw: string; status: 'rejected'; reason: RecipientFault };

export interface RecipientList {
  /** Every row in its order; a row of several numbers is several entries. Blank rows at the end and headers are left out. */
  rows: RecipientRow[];
  /** The valid numbers in E.164, each once. */
  recipients: E164[];
  valid: number;
  duplicates: number;
  rejected: number;
  /** The names of the columns where the list has a header. */
  header: string[] | undefined;
  /** The column that the numbers were taken from; undefined for a list of nothing but numbers. */
  column: { index: number; name: string | undefined } | undefined;
}

/**
 * Reads a list of recipients as people keep it: one number in a row or a spreadsheet with the number in
 * any column, with or without a header, delimited by `;`, `,`, `|` or a tab. The column is found by its name and its
 * cells. Several numbers in one cell, or in one row that holds nothing else, are all taken. What is no recipient is
 * kept with its reason; nothing is dropped silently.
 *
 * @throws {FileFormatError} `ambiguous-column` where several columns may hold the recipients' numbers; `missing-column`
 * where `column` names none; `unclosed-quote`
 */
export function parseRecipients(text: string, options: RecipientListOptions = {}): RecipientList {
  let columns: ListColumns | undefined;
  const collector = new RecipientCollector({
    ...options,
    onColumns: (found) => {
      columns ??= found;
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

/**
 * {@link parseRecipients} for a file of any size: the rows arrive in batches while the file is read.
 * Only the numbers seen so far are kept, to know duplicates.
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
