import {
  FileFormatError,
  parseRecipients,
  readRecipients,
  type ListColumns,
  type RecipientList,
  type RecipientRow,
} from 'iletimerkezi-core/files';

/** A list of recipients as entered, with the result of each row. */
export interface RecipientsValue {
  /** The typed or pasted text. Empty for a file and for a long paste, which are not displayed in the text box. */
  text: string;
  /** The file name of a list from a file. */
  fileName: string | undefined;
  list: RecipientList;
  /** The columns of a sheet: all of them, the selected one, and the candidates where a person has to choose. */
  columns?: ListColumns | undefined;
}

/** Options for reading recipients. */
export interface ReadOptions {
  abroad: boolean;
  /** The column of numbers, from 0, if a person chose it. */
  column?: number | undefined;
  /** Keeps the other cells of the rows, to fill placeholders with them. Default false. */
  cells?: boolean | undefined;
}

const EMPTY_LIST: RecipientList = {
  rows: [],
  recipients: [],
  valid: 0,
  duplicates: 0,
  rejected: 0,
  header: undefined,
  column: undefined,
};

/** An empty list of recipients. */
export const NO_RECIPIENTS: RecipientsValue = { text: '', fileName: undefined, list: EMPTY_LIST };

/** Maximum length of a text in the text box. Browsers edit longer texts slowly. */
const EDITABLE_CHARACTERS = 8_000;

/**
 * The sources of lists, from which another column can be read. Not part of the value, which hosts store as JSON: a list
 * restored from JSON has its column but no source.
 */
const sources = new WeakMap<RecipientList, string | Blob>();

export function sourceOf({ list }: RecipientsValue): string | Blob | undefined {
  return sources.get(list);
}

/** Whether a person has to choose the column of numbers first. */
export function needsColumn({ columns }: RecipientsValue): boolean {
  return columns !== undefined && columns.taken === undefined && columns.candidates.length > 0;
}

/**
 * Reads numbers from a text synchronously. Where several columns are possible, the list is empty and `columns` has the
 * candidates. For a file, or for more than a few thousand rows, use `RecipientsField`, which reads in pieces.
 */
export function recipientsFromText(text: string, options: ReadOptions = { abroad: false }): RecipientsValue {
  if (text.trim() === '') return { ...NO_RECIPIENTS, text };
  const columns = new ColumnsFound();
  const list = columns.orEmpty(() =>
    parseRecipients(text, { ...columnOption(options), onColumns: columns.take }),
  );
  return withColumns({ text: keepText(text), fileName: undefined, list }, columns, text);
}

const columnOption = ({ abroad, column, cells = false }: ReadOptions) => ({
  abroad,
  cells,
  ...(column !== undefined && { column }),
});

/** Adds the columns to a value and records its source. */
function withColumns(
  value: RecipientsValue,
  { found }: ColumnsFound,
  source: string | Blob,
): RecipientsValue {
  sources.set(value.list, source);
  return found !== undefined && found.all.length > 1 ? { ...value, columns: found } : value;
}

/** Collects the columns that the reader reports. */
class ColumnsFound {
  found: ListColumns | undefined;

  readonly take = (columns: ListColumns): void => {
    // Of several tables in a list, keeps the first one with names, or one whose column a person has to choose.
    const isFirst = this.found === undefined || (!hasNames(this.found) && hasNames(columns));
    if (isFirst || columns.candidates.length > 0) this.found = columns;
  };

  /** Returns the list; an empty one where a person has to choose the column first. */
  orEmpty(read: () => RecipientList): RecipientList {
    try {
      return read();
    } catch (error) {
      return emptyWhereAmbiguous(error);
    }
  }
}

const hasNames = ({ all }: ListColumns): boolean => all.some(({ name }) => name !== undefined);

function emptyWhereAmbiguous(error: unknown): RecipientList {
  if (error instanceof FileFormatError && error.code === 'ambiguous-column') return { ...EMPTY_LIST };
  throw error;
}

/** Returns the text if it can be edited in the text box, otherwise an empty one. */
export function keepText(text: string): string {
  return text.length > EDITABLE_CHARACTERS ? '' : text;
}

/**
 * Reads a list of any length in pieces, so that the page stays responsive. Reads a file that is not UTF-8 again in the
 * encoding of older Turkish spreadsheets.
 *
 * @throws {FileFormatError} from `iletimerkezi-core/files`; an AbortError when the signal aborts
 */
export async function readList(
  source: Blob,
  fileName: string | undefined,
  options: ReadOptions,
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<RecipientsValue> {
  const columns = new ColumnsFound();
  const list = await readDecoded(source, options, columns, signal, onProgress).catch(emptyWhereAmbiguous);
  return withColumns({ text: '', fileName, list }, columns, source);
}

async function readDecoded(
  source: Blob,
  options: ReadOptions,
  columns: ColumnsFound,
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<RecipientList> {
  const read = (encoding: string) =>
    readEncoded(source, { ...options, encoding }, columns, signal, onProgress);
  try {
    return await read('utf-8');
  } catch (error) {
    const encoding = error instanceof FileFormatError ? SECOND_READING[error.code] : undefined;
    if (encoding === undefined) throw error;
    columns.found = undefined;
    return read(encoding);
  }
}

const SECOND_READING: Readonly<Partial<Record<FileFormatError['code'], string>>> = {
  'wrong-encoding': 'windows-1254',
  'utf-16': 'utf-16le',
};

async function readEncoded(
  source: Blob,
  { encoding, ...options }: ReadOptions & { encoding: string },
  columns: ColumnsFound,
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<RecipientList> {
  const rows: RecipientRow[] = [];
  const recipients: RecipientList['recipients'] = [];
  let duplicates = 0;
  const batches = readRecipients(source.stream(), {
    ...columnOption(options),
    encoding,
    onColumns: columns.take,
  });
  for await (const batch of batches) {
    signal.throwIfAborted();
    for (const row of batch) {
      rows.push(row);
      if (row.status === 'valid') recipients.push(row.value);
      else if (row.status === 'duplicate') duplicates += 1;
    }
    onProgress(rows.length);
    await nextTask();
  }
  signal.throwIfAborted();
  const valid = recipients.length;
  const taken = columns.found?.taken === undefined ? undefined : columns.found.all[columns.found.taken];
  return {
    rows,
    recipients,
    valid,
    duplicates,
    rejected: rows.length - valid - duplicates,
    header: undefined,
    column: taken && { index: taken.index, name: taken.name },
  };
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** The result of a row: core's states, and `blocked` for valid numbers on the blocked list. */
export type RowKind = 'valid' | 'duplicate' | 'rejected' | 'blocked';

export function kindOf(row: RecipientRow, blocked: ReadonlySet<string> | undefined): RowKind {
  return row.status === 'valid' && blocked?.has(row.value) ? 'blocked' : row.status;
}

/** Returns the recipients of an order: valid numbers, each once, without blocked ones. */
export function sendable(list: RecipientList, blocked: ReadonlySet<string> | undefined): readonly string[] {
  return blocked?.size ? list.recipients.filter((number) => !blocked.has(number)) : list.recipients;
}

/** Groups rows by result. */
export function groupRows(
  rows: readonly RecipientRow[],
  blocked: ReadonlySet<string> | undefined,
): Record<RowKind, RecipientRow[]> {
  const groups: Record<RowKind, RecipientRow[]> = { valid: [], duplicate: [], rejected: [], blocked: [] };
  for (const row of rows) groups[kindOf(row, blocked)].push(row);
  return groups;
}
