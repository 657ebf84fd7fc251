import type { Revised } from '../../shared/api/revised.js';

/** Returns the newer of two reports about the same thing: an answer that was delayed never replaces a newer event. */
export function newest<Report extends Revised>(known: Report | undefined, next: Report): Report {
  return known !== undefined && known.revision > next.revision ? known : next;
}

/** Merges reports by id, each in its newest version, in the order in which the ids came. */
export function mergeNewest<Report extends Revised & { readonly id: string }>(
  known: readonly Report[],
  next: readonly Report[],
): Report[] {
  const byId = new Map(known.map((report) => [report.id, report]));
  for (const report of next) byId.set(report.id, newest(byId.get(report.id), report));
  return [...byId.values()];
}
