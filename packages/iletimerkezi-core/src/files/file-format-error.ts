import type { ErrorTexts } from '../error-texts.js';
import { IletimerkeziError } from '../errors.js';

/** Why a file cannot be read. Faults of rows are reported with the rows. */
export type FileFault =
  /** The bytes are not in the expected encoding. */
  | 'wrong-encoding'
  /** The file begins as UTF-16 ("Unicode text"). */
  | 'utf-16'
  /** The file contains NUL characters: not a text file, or UTF-16 without a byte order mark. */
  | 'binary'
  /** A line is longer than any record may be, for example because a quotation mark is not closed. */
  | 'unclosed-quote'
  /** The header lacks a column that has no default. */
  | 'missing-column'
  /** Several columns are candidates; a user has to choose one. */
  | 'ambiguous-column';

export interface FileFaultDetails {
  /** The row of the spreadsheet, from 1. */
  row?: number;
  column?: string;
  /** The candidate columns, by names or letters. */
  columns?: readonly string[];
  encoding?: string;
}

/** A file cannot be read. `code` has the reason; `row`, `column` and `columns` have the place. */
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

/** The explanations of the codes. */
export const FILE_TEXTS: Readonly<Record<FileFault, ErrorTexts>> = {
  'wrong-encoding': {
    en: {
      title: 'The file is not valid {encoding}',
      meaning: '',
      fix: `Save it as "CSV UTF-8", or specify its encoding: { encoding: 'windows-1254' } for older Turkish spreadsheets.`,
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
      fix: 'Close the mark, or double it if it is part of the text.',
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
      fix: 'Add it, or specify a default value.',
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
