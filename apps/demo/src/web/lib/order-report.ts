import type { ReportRow } from 'react-sms-ui';
import { DELIVERY_STATUSES, type OrderFrame, type RecipientPage } from '../../shared/api/orders.js';

/** The rows of a report as the table takes them. */
export function reportRows(page: RecipientPage, createdAt: string): ReportRow[] {
  const start = Date.parse(createdAt);
  return page.numbers.map((number, index) =>
    row(number, Number(page.statuses[index]), start, page.changedAfterMs[index]),
  );
}

/** The rows after a frame: changed ones are new objects, the others the same; applying it twice changes nothing. */
export function applyFrame(rows: readonly ReportRow[], { order, changes }: OrderFrame): ReportRow[] {
  const start = Date.parse(order.createdAt);
  const next = rows.slice();
  for (const [index, status, afterMs] of changes) {
    const before = rows[index];
    if (before === undefined) continue;
    const after = row(before.number, status, start, afterMs);
    if (after.status !== before.status || after.updatedAt !== before.updatedAt) next[index] = after;
  }
  return next;
}

function row(number: string, code: number, start: number, afterMs: number | undefined): ReportRow {
  const status = DELIVERY_STATUSES[code] ?? 'unknown';
  return status === 'waiting' || afterMs === undefined || afterMs === 0
    ? { number, status }
    : { number, status, updatedAt: start + afterMs };
}
