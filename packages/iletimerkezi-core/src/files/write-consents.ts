import type { ConsentRecord } from '../contract/iys-register.js';
import { formatDateTime, formatFileDateTime } from '../istanbul-time.js';
import type { ConsentFileFormat } from './consent-file.js';
import { BYTE_ORDER_MARK, csvLine } from './csv-writer.js';
import type { Delimiter } from './delimiter.js';
import { platformOf } from './platforms.js';

/** A record with further columns of a file. Rows of `readConsents` can be written unchanged. */
export interface ConsentToWrite {
  record: ConsentRecord;
  brandCode?: string | number | undefined;
  platform?: string | undefined;
  externalId?: string | undefined;
}

export interface WriteConsentsOptions {
  format: ConsentFileFormat;
  /** For `csv` only. Default `;`, the default of Turkish spreadsheets. */
  delimiter?: Delimiter;
  /** For `csv` only: begin with a byte order mark, by which Excel recognizes UTF-8. Default true. */
  byteOrderMark?: boolean;
  /** For Netmera's files: the platform of rows without one. Default: the platform of the record's source. */
  platform?: string;
}

/** Number of lines per chunk of output. */
const PIECE_LINES = 500;
const CSV_HEADER = [
  'recipient',
  'recipientType',
  'type',
  'status',
  'source',
  'consentDate',
  'brandCode',
  'externalId',
];

/**
 * Writes a consent file in chunks of text from any source of records, without keeping them in memory. Dates are Istanbul time
 * in whole seconds. Prefixes cells that a spreadsheet would evaluate as a formula with an apostrophe, which `readConsents`
 * removes.
 *
 * @throws {TypeError} when a record's channel is not supported by the Netmera format
 */
export async function* writeConsents(
  consents: Iterable<ConsentToWrite> | AsyncIterable<ConsentToWrite>,
  options: WriteConsentsOptions,
): AsyncGenerator<string> {
  const isCsv = options.format === 'csv';
  const delimiter = isCsv ? (options.delimiter ?? ';') : '; ';
  let piece = isCsv ? headerOf(delimiter, options.byteOrderMark !== false) : '';
  let lines = 0;
  let index = 0;
  for await (const consent of consents) {
    const cells = isCsv ? csvCells(consent) : netmeraCells(consent, options, index);
    piece += csvLine(cells, delimiter);
    lines += 1;
    index += 1;
    if (lines === PIECE_LINES) {
      yield piece;
      piece = '';
      lines = 0;
    }
  }
  if (piece !== '') yield piece;
}

function headerOf(delimiter: string, byteOrderMark: boolean): string {
  return (byteOrderMark ? BYTE_ORDER_MARK : '') + csvLine(CSV_HEADER, delimiter);
}

function csvCells({ record, brandCode, externalId }: ConsentToWrite): string[] {
  const { recipient, recipientType, channel, status, source, consentDate } = record;
  return [
    recipient,
    recipientType,
    channel,
    status,
    source,
    formatDateTime(consentDate),
    brandCode === undefined ? '' : String(brandCode),
    externalId ?? '',
  ];
}

/** As in Netmera's sample: a space after each `;`, numbers as 90…, no external id when there is none. */
function netmeraCells(consent: ConsentToWrite, options: WriteConsentsOptions, index: number): string[] {
  const { record } = consent;
  const isEmail = options.format === 'netmera-email';
  const channel = isEmail ? 'EPOSTA' : 'MESAJ';
  if (record.channel !== channel) {
    throw new TypeError(
      `Record ${index} is for ${record.channel}, a ${options.format} file holds only ${channel}. Write the channels into files of their own.`,
    );
  }
  const cells = [
    isEmail ? record.recipient : record.recipient.replace(/^\+/, ''),
    consent.platform ?? options.platform ?? platformOf(record.source),
    record.status,
    formatFileDateTime(record.consentDate),
  ];
  if (consent.externalId !== undefined && consent.externalId !== '') cells.push(consent.externalId);
  return cells;
}
