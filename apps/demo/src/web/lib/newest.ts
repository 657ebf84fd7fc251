import type { Revised } from '../../shared/api/revised.js';

/** Returns the report with the higher revision, so that a delayed response never replaces a newer event. */
export function newest<Report extends Revised>(known: Report | undefined, next: Report): Report {
  return known !== undefined && known.revision > next.revision ? known : next;
}

/** Merges reports by id. Keeps the newest version of each and the order of the first occurrences. */
export function mergeNewest<Report extends Revised & { readonly id: string }>(
  known: readonly Report[],
  next: readonly Report[],
): Report[] {
  const byId = new Map(known.map((report) => [report.id, report]));
  for (const report of next) byId.set(report.id, newest(byId.get(report.id), report));
  return [...byId.values()];
}
