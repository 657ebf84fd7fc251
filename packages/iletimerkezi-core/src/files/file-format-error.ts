/** Why a file as a whole cannot be read. Faults of single rows are reported with the rows instead. */
export type FileFault =
  /** The bytes are not in the expected encoding. */
  | 'wrong-encoding'
  /** The file begins as UTF-16 ("Unicode text"). */
  | 'utf-16'
  /** The file holds NUL characters: no text file, or UTF-16 without a mark. */
  | 'binary'
  /** A quotation mark is opened and never closed, or a line is longer than any record can be. */
  | 'unclosed-quote'
  /** The header lacks a column that has no default. */
  | 'missing-column';

export interface FileFaultDetails {
  /** The row of the spreadsheet, from 1. */
  row?: number;
  column?: string;
  encoding?: string;
}

/** A file that cannot be read on; `code` says why, `row` and `column` where. */
export class FileFormatError extends Error {
  override readonly name = 'FileFormatError';
  readonly code: FileFault;
  readonly row: number | undefined;
  readonly column: string | undefined;

  constructor(code: FileFault, details: FileFaultDetails = {}) {
    super(messageFor(code, details));
    this.code = code;
    this.row = details.row;
    this.column = details.column;
  }
}

function messageFor(code: FileFault, { row, column, encoding }: FileFaultDetails): string {
  switch (code) {
    case 'wrong-encoding':
      return `The file is not valid ${encoding ?? 'utf-8'}. Save it as "CSV UTF-8", or name its encoding: { encoding: 'windows-1254' } for older Turkish spreadsheets.`;
    case 'utf-16':
      return `The file is UTF-16 ("Unicode text"). Save it as "CSV UTF-8", or pass { encoding: 'utf-16le' }.`;
    case 'binary':
      return 'The file holds NUL characters, so it is not a text file. Export the sheet as "CSV UTF-8"; an .xlsx file is not one.';
    case 'unclosed-quote':
      return `Row ${row ?? '?'} opens a quotation mark that is not closed. Close it, or double it where it belongs to the text.`;
    case 'missing-column':
      return `The header has no column "${column ?? '?'}". Add it, or give a default for it.`;
  }
}
