import type { ReportRow } from 'react-sms-ui';

const STATUSES = ['delivered', 'delivered', 'delivered', 'delivered', 'waiting', 'undelivered'] as const;
const CODES = { delivered: 111, waiting: 110, undelivered: 112 } as const;
const START = Date.UTC(2026, 10, 21, 10, 40);

/** The same shuffled report in every run: every number once, in no order. */
export function reportRows(count: number): ReportRow[] {
  let state = 42;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
  const rows = Array.from({ length: count }, (_, place): ReportRow => {
    const status = STATUSES[next() % STATUSES.length] ?? 'delivered';
    return {
      number: `+905${300_000_000 + place * 1_009}`,
      status,
      statusCode: CODES[status],
      updatedAt: START + (next() % 1_400_000),
    };
  });
  for (let place = rows.length - 1; place > 0; place -= 1) {
    const other = next() % (place + 1);
    [rows[place], rows[other]] = [rows[other] as ReportRow, rows[place] as ReportRow];
  }
  return rows;
}

/** Replaces so many rows, evenly spread and the first among them, by ones in another state. */
export function turnRows(
  rows: readonly ReportRow[],
  count: number,
): { rows: ReportRow[]; turned: ReportRow[] } {
  const step = Math.max(1, Math.floor(rows.length / count));
  const turned: ReportRow[] = [];
  const next = rows.map((row, place): ReportRow => {
    if (place % step !== 0 || turned.length === count) return row;
    const status = row.status === 'undelivered' ? 'delivered' : 'undelivered';
    const changed = { ...row, status, statusCode: CODES[status], updatedAt: START + 1_500_000 } as const;
    turned.push(changed);
    return changed;
  });
  return { rows: next, turned };
}
