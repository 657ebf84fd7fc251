/** Why a file as a whole cannot be read. Faults of single rows are reported with the rows instead. */
export type FileFault =
  /** The bytes are not in the expected encoding. */
  | 'wrong-encoding'
  /** The file begins as UTF-16 ("Unicode text"). */
  | 'utf-16'
  /** The file holds NUL characters: no text file, or UTF-16 without a mark. */
  | 'binary'
  /** A line is longer than any record can be, as where a quotation mark is opened and never closed. */
  | 'unclosed-quote'
  /** The header lacks a column that has no default. */
  | 'missing-column'
  /** Several columns may be meant; somebody has to choose one. */
  | 'ambiguous-column';

export interface FileFaultDetails {
  /** The row of the spreadsheet, from 1. */
  row?: number;
  column?: string;
  /** The columns that may be meant, by their names or letters. */
  columns?: readonly string[];
  encoding?: string;
}

/** A file that cannot be read. `code` says why; `row`, `column` and `columns` say where. */
export class FileFormatError extends Error {
  override readonly name = 'FileFormatError';
  readonly code: FileFault;
  readonly row: number | undefined;
  readonly column: string | undefined;
  readonly columns: readonly string[];

  constructor(code: FileFault, details: FileFaultDetails = {}) {
    super(messageFor(code, details));
    this.code = code;
    this.row = details.row;
    this.column = details.column;
    this.columns = details.columns ?? [];
  }
}

function messageFor(code: FileFault, { row, column, columns = [], encoding }: FileFaultDetails): string {
  switch (code) {
    case 'wrong-encoding':
      return `The file is not valid ${encoding ?? 'utf-8'}. Save it as "CSV UTF-8", or name its encoding: { encoding: 'windows-1254' } for older Turkish spreadsheets.`;
    case 'utf-16':
      return `The file is UTF-16 ("Unicode text"). Save it as "CSV UTF-8", or pass { encoding: 'utf-16le' }.`;
    case 'binary':
      return 'The file holds NUL characters, so it is not a text file. Export the sheet as "CSV UTF-8"; an .xlsx file is not one.';
    case 'unclosed-quote':
      return `Row ${row ?? '?'} opens a quotation mark that is not closed, or is longer than 65,536 characters. Close the mark, or double it where it belongs to the text.`;
    case 'missing-column':
      return `The header has no column "${column ?? '?'}". Add it, or give a default for it.`;
    case 'ambiguous-column':
      return columns.length === 1
        ? `It is not certain that the column ${named(columns)} holds what is needed. Confirm it by naming the column in the options.`
        : `The columns ${named(columns)} may each be meant. Name one of them in the options.`;
  }
}

const named = (columns: readonly string[]): string => columns.map((name) => `"${name}"`).join(', ');
