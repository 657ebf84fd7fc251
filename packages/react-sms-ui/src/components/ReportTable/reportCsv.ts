import { csvLines } from 'iletimerkezi-core/files';
import { knownStatus } from '../../parts/StatusMark.js';
import type { SmsUi } from '../../provider/context.js';
import type { ReportRow } from '../../report/reportRow.js';

/**
 * Writes rows as CSV for Turkish Excel, with phone numbers as digits (905…), which spreadsheets neither shorten nor
 * evaluate.
 * @yields one line at a time, because a report may be long.
 */
export function reportCsv(
  { t, format }: Pick<SmsUi, 't' | 'format'>,
  rows: Iterable<ReportRow>,
): Generator<string> {
  return csvLines(reportCells({ t, format }, rows));
}

function* reportCells(
  { t, format }: Pick<SmsUi, 't' | 'format'>,
  rows: Iterable<ReportRow>,
): Generator<readonly string[]> {
  const timeOf = byMinute(format.dateTime);
  yield [t('report.number'), t('report.status'), t('report.code'), t('report.updated')];
  for (const row of rows)
    yield [
      row.number.replace(/^\+/, ''),
      t(`status.${knownStatus(row.status)}`),
      row.statusCode === undefined ? '' : String(row.statusCode),
      row.updatedAt === undefined ? '' : timeOf(row.updatedAt),
    ];
}

/** Formats each minute once. Formatting is slow, and the rows of a report share few minutes. */
function byMinute(write: (moment: number) => string): (moment: number) => string {
  const written = new Map<number, string>();
  return (moment) => {
    const minute = Math.floor(Number(moment) / 60_000);
    const known = written.get(minute);
    if (known !== undefined) return known;
    const text = write(moment);
    written.set(minute, text);
    return text;
  };
}
