import { toCsv } from '../../parts/csv.js';
import { knownStatus } from '../../parts/StatusMark.js';
import type { SmsUi } from '../../provider/context.js';
import type { ReportRow } from '../../report/reportRow.js';

/** The shown rows as CSV for Turkish Excel: numbers as digits (905…), so that no spreadsheet shortens or computes them. */
export function reportCsv({ t, format }: Pick<SmsUi, 't' | 'format'>, rows: Iterable<ReportRow>): string {
  const lines = Array.from(rows, (row) => [
    row.number.replace(/^\+/, ''),
    t(`status.${knownStatus(row.status)}`),
    row.statusCode === undefined ? '' : String(row.statusCode),
    row.updatedAt === undefined ? '' : format.dateTime(row.updatedAt),
  ]);
  return toCsv([[t('report.number'), t('report.status'), t('report.code'), t('report.updated')], ...lines]);
}
