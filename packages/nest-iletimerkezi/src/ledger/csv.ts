import { formatDateTime } from 'iletimerkezi-core';
import { guardCell } from 'iletimerkezi-core/files';
import type { LedgerRecord } from './ledger.types.js';

const LINE_END = '\r\n';

/** With a byte order mark, by which spreadsheets know UTF-8. The names are the wire's where it has one. */
export const CSV_HEADER = `\ufeff${[
  'position',
  'brandCode',
  'recipient',
  'recipientType',
  'type',
  'status',
  'source',
  'consentDate',
  'recordedAt',
  'origin',
  'registration',
  'hash',
].join(';')}${LINE_END}`;

/** Times are Istanbul's; an erased recipient is an empty cell. */
export function csvLine(record: LedgerRecord): string {
  const cells = [
    String(record.position),
    record.brandCode,
    record.recipient ?? '',
    record.recipientType,
    record.channel,
    record.status,
    record.source,
    formatDateTime(record.consentDate),
    formatDateTime(record.recordedAt),
    record.origin,
    record.registration ?? '',
    record.hash,
  ];
  return cells.map((cell) => quoted(guardCell(cell))).join(';') + LINE_END;
}

const quoted = (cell: string): string => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
