import { csvLines } from 'iletimerkezi-core/files';
import type { SmsUi } from '../../provider/context.js';
import type { ReportRow } from '../../report/reportRow.js';
import type { ExportContext, GridColumn } from './reportColumns.js';
import type { ReasonOf } from './reportReason.js';

interface ReportCsvOptions {
  ui: Pick<SmsUi, 't' | 'format'>;
  columns: readonly GridColumn[];
  reasonOf: ReasonOf;
}

/**
 * Writes columns of rows as CSV for Turkish Excel.
 * @yields one line at a time, because a report may be long.
 */
export function reportCsv(options: ReportCsvOptions, rows: Iterable<ReportRow>): Generator<string> {
  return csvLines(reportCells(options, rows));
}

function* reportCells(
  { ui: { t, format }, columns, reasonOf }: ReportCsvOptions,
  rows: Iterable<ReportRow>,
): Generator<readonly string[]> {
  const context: ExportContext = { t, reasonOf, timeOf: byMinute(format.dateTime) };
  const cells = columns.flatMap(({ exported }) => exported);
  yield cells.map(({ title }) => t(title));
  for (const row of rows) yield cells.map(({ write }) => write(row, context));
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
