import type { ErrorTexts } from '../error-texts.js';
import { IletimerkeziError } from '../errors.js';

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
export class FileFormatError extends IletimerkeziError {
  override readonly name = 'FileFormatError';
  declare readonly code: FileFault;
  readonly row: number | undefined;
  readonly column: string | undefined;
  readonly columns: readonly string[];

  constructor(code: FileFault, { row, column, columns = [], encoding }: FileFaultDetails = {}) {
    super({
      code,
      texts: FILE_TEXTS[code],
      params: {
        row: row ?? '?',
        column: column ?? '?',
        columns: columns.map((name) => `"${name}"`).join(', '),
        encoding: encoding ?? 'utf-8',
      },
    });
    this.row = row;
    this.column = column;
    this.columns = columns;
  }

  override toJSON(): Record<string, unknown> {
    const { row, column, columns } = this;
    return { ...super.toJSON(), row, column, columns };
  }
}

/** Why a file cannot be read, explained. */
export const FILE_TEXTS: Readonly<Record<FileFault, ErrorTexts>> = {
  'wrong-encoding': {
    en: {
      title: 'The file is not valid {encoding}',
      meaning: '',
      fix: `Save it as "CSV UTF-8", or name its encoding: { encoding: 'windows-1254' } for older Turkish spreadsheets.`,
    },
    tr: {
      title: 'Dosya seçilen kodlamada değil ({encoding})',
      meaning: '',
      fix: '“CSV UTF-8” olarak kaydedin ya da eski Türkçe tablolar için windows-1254 kodlamasını seçin.',
    },
  },
  'utf-16': {
    en: {
      title: 'The file is UTF-16 ("Unicode text")',
      meaning: '',
      fix: `Save it as "CSV UTF-8", or pass { encoding: 'utf-16le' }.`,
    },
    tr: {
      title: 'Dosya “Unicode metin” (UTF-16) olarak kaydedilmiş',
      meaning: '',
      fix: '“CSV UTF-8” olarak kaydedin.',
    },
  },
  binary: {
    en: {
      title: 'The file is not a text file: it contains NUL characters',
      meaning: '',
      fix: 'Export the sheet as "CSV UTF-8"; an .xlsx file cannot be read.',
    },
    tr: {
      title: 'Bu bir metin dosyası değil: NUL karakterleri içeriyor',
      meaning: '',
      fix: 'Tabloyu “CSV UTF-8” olarak dışa aktarın; .xlsx okunmaz.',
    },
  },
  'unclosed-quote': {
    en: {
      title: 'Row {row} opens a quotation mark that is not closed, or is longer than 65,536 characters',
      meaning: '',
      fix: 'Close the mark, or double it where it belongs to the text.',
    },
    tr: {
      title: '{row}. satırda açılan tırnak kapanmıyor ya da satır 65.536 karakterden uzun',
      meaning: '',
      fix: 'Tırnağı kapatın; metnin parçasıysa çift yazın.',
    },
  },
  'missing-column': {
    en: {
      title: 'The header has no column "{column}"',
      meaning: '',
      fix: 'Add it, or give a default for it.',
    },
    tr: {
      title: 'Başlık satırında “{column}” sütunu yok',
      meaning: '',
      fix: 'Ekleyin ya da bir varsayılan değer verin.',
    },
  },
  'ambiguous-column': {
    en: {
      title: 'It is not certain which column to use: {columns}',
      meaning: '',
      fix: 'Name the column in the options.',
    },
    tr: {
      title: 'Hangi sütunun kullanılacağı belli değil: {columns}',
      meaning: '',
      fix: 'Sütunu seçeneklerde belirtin.',
    },
  },
};
