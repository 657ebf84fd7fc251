import {
  FileFormatError,
  parseRecipients,
  readRecipients,
  type RecipientList,
  type RecipientRow,
} from 'iletimerkezi-core/files';

/** A list of recipients as it was given, and what became of each row. */
export interface RecipientsValue {
  /** The text that was typed or pasted; empty for a file and for a long paste, which stay out of the text box. */
  text: string;
  /** The file's name, where the list came from one. */
  fileName: string | undefined;
  list: RecipientList;
}

/** A reading option that every way in shares. */
export interface ReadOptions {
  abroad: boolean;
}

const EMPTY_LIST: RecipientList = {
  rows: [],
  recipients: [],
  valid: 0,
  duplicates: 0,
  rejected: 0,
  header: undefined,
};

/** No recipients yet. */
export const NO_RECIPIENTS: RecipientsValue = { text: '', fileName: undefined, list: EMPTY_LIST };

/** Texts of more characters than this are kept out of the text box: browsers edit them slowly. */
const EDITABLE_CHARACTERS = 8_000;

/** Reads numbers from a text at once. For a file, or for more than a few thousand rows, give `RecipientsField` the text: it reads in pieces. */
export function recipientsFromText(text: string, options: ReadOptions = { abroad: false }): RecipientsValue {
  if (text.trim() === '') return { ...NO_RECIPIENTS, text };
  return { text: keepText(text), fileName: undefined, list: readText(text, options) };
}

/** A quotation mark that nothing closes, as while one is typed, is read as if it were not there. */
function readText(text: string, options: ReadOptions): RecipientList {
  try {
    return parseRecipients(text, options);
  } catch (error) {
    if (!(error instanceof FileFormatError) || error.code !== 'unclosed-quote') throw error;
    return parseRecipients(text.replaceAll('"', ''), options);
  }
}

/** Whether a text can stay in the text box. */
export function keepText(text: string): string {
  return text.length > EDITABLE_CHARACTERS ? '' : text;
}

/**
 * Reads a list of any length in pieces, leaving the page responsive in between. A file that is not UTF-8
 * is read once more as older Turkish spreadsheets save it.
 *
 * @throws {FileFormatError} from `iletimerkezi-core/files`; an AbortError when the signal says so
 */
export async function readList(
  source: Blob,
  options: ReadOptions,
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<RecipientList> {
  try {
    return await readEncoded(source, 'utf-8', options, signal, onProgress);
  } catch (error) {
    const encoding = error instanceof FileFormatError ? SECOND_READING[error.code] : undefined;
    if (encoding === undefined) throw error;
    return readEncoded(source, encoding, options, signal, onProgress);
  }
}

const SECOND_READING: Readonly<Partial<Record<FileFormatError['code'], string>>> = {
  'wrong-encoding': 'windows-1254',
  'utf-16': 'utf-16le',
};

async function readEncoded(
  source: Blob,
  encoding: string,
  options: ReadOptions,
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<RecipientList> {
  const rows: RecipientRow[] = [];
  const recipients: string[] = [];
  let duplicates = 0;
  for await (const batch of readRecipients(source.stream(), { ...options, encoding })) {
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
  return {
    rows,
    recipients,
    valid,
    duplicates,
    rejected: rows.length - valid - duplicates,
    header: undefined,
  };
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** What a row is called in the field: core's states, and a blocked number apart from the valid ones. */
export type RowKind = 'valid' | 'duplicate' | 'rejected' | 'blocked';

export function kindOf(row: RecipientRow, blocked: ReadonlySet<string> | undefined): RowKind {
  return row.status === 'valid' && blocked?.has(row.value) ? 'blocked' : row.status;
}

/** The numbers an order may go to: valid, each once, none that is blocked. */
export function sendable(list: RecipientList, blocked: ReadonlySet<string> | undefined): readonly string[] {
  return blocked?.size ? list.recipients.filter((number) => !blocked.has(number)) : list.recipients;
}
