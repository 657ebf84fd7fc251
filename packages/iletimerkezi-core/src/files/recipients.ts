import { parseRecipient, type PhoneFault, type RecipientOptions } from '../phone.js';
import { CsvReader, detectDelimiter, readRecords, type Delimiter } from './csv.js';
import { FileFormatError } from './file-format-error.js';
import { readText, type TextOptions, type TextSource } from './text-source.js';

export interface RecipientListOptions extends RecipientOptions {
  /** Found by itself where it is not given. */
  delimiter?: Delimiter;
  /** Which column holds the numbers, counted from 0, or its name in the header. Found by itself where it is not given. */
  column?: number | string;
  /** Whether the first row that is not blank names the columns. Found by itself where it is not given. */
  header?: boolean;
}

/** What became of one row. `row` is the row of the spreadsheet, from 1, a header and blank rows counted in. */
export type RecipientRow =
  | { row: number; raw: string; status: 'valid'; value: string }
  /** The number stands in an earlier row, `firstRow`, already. */
  | { row: number; raw: string; status: 'duplicate'; value: string; firstRow: number }
  | { row: number; raw: string; status: 'rejected'; reason: PhoneFault };

export interface RecipientList {
  /** Every row in its order; blank rows at the end are left out, a header is not among them. */
  rows: RecipientRow[];
  /** The valid numbers in E.164, each once. */
  recipients: string[];
  valid: number;
  duplicates: number;
  rejected: number;
  /** The names of the columns where the list has a header. */
  header: string[] | undefined;
}

/**
 * Reads a list of recipients as people keep it: one number in a row or a spreadsheet with the number in
 * any column, with or without a header, delimited by `;`, `,` or a tab. Several numbers in one row
 * (`0532…, 0533…`) are all taken when the row holds nothing else. Rows that are no recipient are kept
 * with their reason; nothing is dropped silently.
 *
 * @throws {FileFormatError} `unclosed-quote`; `missing-column` where `column` names none
 */
export function parseRecipients(text: string, options: RecipientListOptions = {}): RecipientList {
  const delimiter = options.delimiter ?? detectDelimiter(text.slice(0, SAMPLE_CHARACTERS));
  const content = text.startsWith('\ufeff') ? text.slice(1) : text;
  const records = new CsvReader(delimiter).read(content, true);
  const collector = new RecipientCollector(options);
  const rows = collector.take(records);
  const recipients: string[] = [];
  let duplicates = 0;
  for (const row of rows) {
    if (row.status === 'valid') recipients.push(row.value);
    else if (row.status === 'duplicate') duplicates += 1;
  }
  return {
    rows,
    recipients,
    valid: recipients.length,
    duplicates,
    rejected: rows.length - recipients.length - duplicates,
    header: collector.header,
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
  for await (const { records } of readRecords(readText(source, options), options.delimiter)) {
    const rows = collector.take(records);
    if (rows.length > 0) yield rows;
  }
}

const SAMPLE_CHARACTERS = 16_384;
const SAMPLE_ROWS = 100;

/** Words that name the column of numbers, folded. Turkish and English, as address books and shops export them. */
const NUMBER_WORDS =
  /^(?:tel(?:efon)?|cep|gsm|mobil|mobile|phone|msisdn|numara|number|al[ıi]c[ıi]|recipient|sms|whats ?app)/;

class RecipientCollector {
  header: string[] | undefined;
  readonly #options: RecipientListOptions;
  readonly #firstRows = new Map<string, number>();
  #started = false;
  #column = 0;
  #row = 0;
  /** Blank rows that are reported only when another row follows. */
  #blank: RecipientRow[] = [];

  constructor(options: RecipientListOptions) {
    this.#options = options;
  }

  take(records: readonly string[][]): RecipientRow[] {
    const rows: RecipientRow[] = [];
    for (const [index, fields] of records.entries()) {
      this.#row += 1;
      if (isBlank(fields)) {
        if (this.#started) this.#blank.push({ row: this.#row, raw: '', status: 'rejected', reason: 'empty' });
        continue;
      }
      if (!this.#started) {
        this.#started = true;
        if (this.#begin(records.slice(index, index + SAMPLE_ROWS))) continue;
      }
      if (this.#blank.length > 0) {
        for (const blank of this.#blank) rows.push(blank);
        this.#blank = [];
      }
      this.#takeRow(fields, rows);
    }
    return rows;
  }

  /** Settles the header and the column from the first rows; true where the first one is the header. */
  #begin(sample: readonly string[][]): boolean {
    const [first = [], ...others] = sample;
    const { header, column } = this.#options;
    const named = first.findIndex((field) => NUMBER_WORDS.test(fold(field)));
    const hasHeader =
      header ??
      (!first.some((field) => this.#isMeantAsNumber(field)) &&
        (named !== -1 || this.#mostNumbers(others) !== -1));
    if (hasHeader) this.header = first.map((field) => field.trim());
    if (typeof column === 'number') this.#column = column;
    else if (typeof column === 'string') {
      this.#column = first.findIndex((field) => fold(field) === fold(column));
      if (this.#column === -1) throw new FileFormatError('missing-column', { row: this.#row, column });
    }
    if (column === undefined)
      this.#column = this.#chooseColumn(hasHeader ? others : sample, hasHeader ? named : -1);
    return hasHeader;
  }

  /** The column that is named for numbers and holds some; else the one that holds the most. */
  #chooseColumn(sample: readonly string[][], named: number): number {
    const most = this.#mostNumbers(sample);
    if (named === -1) return Math.max(most, 0);
    const holdsSome = sample.some((fields) => this.#looksLikeNumber(fields[named] ?? ''));
    return holdsSome || most === -1 ? named : most;
  }

  #mostNumbers(sample: readonly string[][]): number {
    const counts: number[] = [];
    for (const fields of sample) {
      for (const [column, field] of fields.entries()) {
        if (this.#looksLikeNumber(field)) counts[column] = (counts[column] ?? 0) + 1;
      }
    }
    let most = -1;
    for (const [column, count = 0] of counts.entries()) {
      if (count > (most === -1 ? 0 : (counts[most] ?? 0))) most = column;
    }
    return most;
  }

  #looksLikeNumber(field: string): boolean {
    return parseRecipient(field, this.#options).ok;
  }

  /** Whether a person meant a telephone number, if a wrong one: a row of those is no header to be left out. */
  #isMeantAsNumber(field: string): boolean {
    const result = parseRecipient(field, this.#options);
    return result.ok || (result.reason !== 'empty' && result.reason !== 'not-a-number');
  }

  #takeRow(fields: readonly string[], rows: RecipientRow[]): void {
    const filled = fields.length > 1 ? fields.filter((field) => field.trim() !== '') : fields;
    if (filled.length > 1 && this.header === undefined && this.#options.column === undefined) {
      if (filled.every((field) => this.#looksLikeNumber(field))) {
        for (const field of filled) rows.push(this.#judge(field));
        return;
      }
    }
    rows.push(this.#judge(fields[this.#column] ?? ''));
  }

  #judge(field: string): RecipientRow {
    const raw = field.trim();
    const row = this.#row;
    const result = parseRecipient(raw, this.#options);
    if (!result.ok) return { row, raw, status: 'rejected', reason: result.reason };
    const { value } = result;
    const firstRow = this.#firstRows.get(value);
    if (firstRow !== undefined) return { row, raw, status: 'duplicate', value, firstRow };
    this.#firstRows.set(value, row);
    return { row, raw, status: 'valid', value };
  }
}

function isBlank(fields: readonly string[]): boolean {
  return fields.every((field) => field === '' || field.trim() === '');
}

/** Header words compare without case, blanks around them and the Turkish İ/ı difference. */
function fold(field: string): string {
  return field.trim().toLocaleLowerCase('tr').replace(/^"|"$/g, '');
}
