import { DELIVERY_STATUSES, type DeliveryStatus } from './reportRow.js';

type Counts = Readonly<Record<DeliveryStatus, number>>;

/**
 * Returns the share of each state, from 0 to 1. Shares are full percents, or tenths where a state has less than one percent,
 * add up to 1, and are 0 only without a message: one undelivered message in 50,000 stays visible.
 */
export function sharesOf(counts: Counts): Record<DeliveryStatus, number> {
  const total = DELIVERY_STATUSES.reduce((sum, status) => sum + counts[status], 0);
  const shares: Record<DeliveryStatus, number> = { delivered: 0, waiting: 0, undelivered: 0, unknown: 0 };
  if (total === 0) return shares;
  const present = DELIVERY_STATUSES.filter((status) => counts[status] > 0);
  const steps = present.some((status) => counts[status] / total < 0.01) ? 1_000 : 100;
  const exact = (status: DeliveryStatus): number => (counts[status] / total) * steps;
  const rounded = new Map(present.map((status) => [status, Math.max(1, Math.floor(exact(status)))]));
  let left = steps - [...rounded.values()].reduce((sum, one) => sum + one, 0);
  // The largest remainder is rounded up first; what the smallest states were raised by is taken from the largest.
  const byRemainder = present.toSorted(
    (one, two) => exact(two) - Math.floor(exact(two)) - (exact(one) - Math.floor(exact(one))),
  );
  for (const status of byRemainder) {
    if (left <= 0) break;
    if (exact(status) < 1) continue;
    rounded.set(status, (rounded.get(status) ?? 0) + 1);
    left -= 1;
  }
  const largest = present.toSorted((one, two) => counts[two] - counts[one])[0];
  if (largest !== undefined) rounded.set(largest, (rounded.get(largest) ?? 0) + left);
  for (const [status, share] of rounded) shares[status] = share / steps;
  return shares;
}
