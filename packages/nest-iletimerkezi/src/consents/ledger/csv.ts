import { formatDateTime } from 'iletimerkezi-core';
import { csvLine as lineOf, toCsv } from 'iletimerkezi-core/files';
import type { LedgerRecord } from '../../storage/ledger/ledger-rows.js';

/** The header row, after a byte order mark. Names are those of the provider's API where it has one. */
export const CSV_HEADER = toCsv([
  [
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
  ],
]);

/** Returns a record as a row. Times are Istanbul time; an erased recipient is an empty cell. */
export function csvLine(record: LedgerRecord): string {
  return lineOf([
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
  ]);
}
