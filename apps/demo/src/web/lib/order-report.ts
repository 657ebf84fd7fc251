import type { ReportRow } from 'react-sms-ui';
import { DELIVERY_STATUSES, type OrderFrame, type RecipientPage } from '../../shared/api/orders.js';

/** A recipient of an order. Withheld recipients keep their position. */
export type RecipientRow = ReportRow | { readonly number: string; readonly status: 'withheld' };

/** The current state of the recipients of an order. */
export function recipientRows(page: RecipientPage, createdAt: string): RecipientRow[] {
  const start = Date.parse(createdAt);
  return page.numbers.map((number, index) =>
    row(number, Number(page.statuses[index]), start, page.changedAfterMs[index]),
  );
}

/** Returns the rows of the report: all recipients that are not withheld. */
export function reportRows(rows: readonly RecipientRow[]): readonly ReportRow[] {
  return rows.every(isReported) ? rows : rows.filter(isReported);
}

const isReported = (row: RecipientRow): row is ReportRow => row.status !== 'withheld';

/** Applies a frame to the rows. Only changed rows become new objects. Applying a frame twice has no effect. */
export function applyFrame(rows: readonly RecipientRow[], { order, changes }: OrderFrame): RecipientRow[] {
  const start = Date.parse(order.createdAt);
  const next = rows.slice();
  for (const [index, status, afterMs] of changes) {
    const before = rows[index];
    if (before === undefined) continue;
    const after = row(before.number, status, start, afterMs);
    if (after.status !== before.status || momentOf(after) !== momentOf(before)) next[index] = after;
  }
  return next;
}

const momentOf = (row: RecipientRow) => ('updatedAt' in row ? row.updatedAt : undefined);

function row(number: string, code: number, start: number, afterMs: number | undefined): RecipientRow {
  const status = DELIVERY_STATUSES[code] ?? 'unknown';
  return status === 'waiting' || status === 'withheld' || afterMs === undefined || afterMs === 0
    ? { number, status }
    : { number, status, updatedAt: start + afterMs };
}
