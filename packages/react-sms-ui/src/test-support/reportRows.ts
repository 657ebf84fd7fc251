import type { DeliveryStatus, ReportRow } from '../report/reportRow.js';

const START = Date.UTC(2026, 10, 21, 10, 40);

const STATUSES: readonly [number, DeliveryStatus, number][] = [
  [0.86, 'delivered', 111],
  [0.95, 'waiting', 110],
  [0.998, 'undelivered', 112],
  [1, 'unknown', 119],
];

/** Returns a report with `count` recipients, the same on every call. */
export function reportRows(count: number): ReportRow[] {
  let seed = 42;
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  return Array.from({ length: count }, (_, place) => {
    const chance = random();
    const [, status, statusCode] = STATUSES.find(([limit]) => chance < limit) ?? [1, 'unknown' as const, 119];
    return {
      number: `+905${String(300_000_000 + ((place * 7_919) % 99_999_989))}`,
      status,
      statusCode,
      updatedAt: status === 'waiting' ? undefined : START + Math.floor(random() * 1_400_000),
    };
  });
}

/** Returns the rows with some of the waiting ones delivered, like a live update. */
export function deliverSome(rows: readonly ReportRow[], count: number, at: number): ReportRow[] {
  let left = count;
  return rows.map((row) => {
    if (left === 0 || row.status !== 'waiting') return row;
    left -= 1;
    return { ...row, status: 'delivered', statusCode: 111, updatedAt: at };
  });
}

/** Returns the rows with a bill: nothing for undelivered ones, and unknown while a state is not final. */
export function withCredits(rows: readonly ReportRow[]): ReportRow[] {
  return rows.map((row, place) => {
    if (row.status === 'undelivered') return { ...row, credits: 0 };
    return row.status === 'delivered' ? { ...row, credits: 1 + (place % 2) } : row;
  });
}
