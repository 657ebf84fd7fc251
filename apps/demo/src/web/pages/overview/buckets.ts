import type { DeliveryBucket } from 'react-sms-ui';
import type { CampaignReport } from 'iletimerkezi-core';

const HOUR = 3_600_000;
const HOURS = 12;

/**
 * Counts the recipients' states by the hour in which their order was sent, for the last twelve hours. Scheduled orders are not
 * counted: their messages are not due, so they would lower the share of delivered ones.
 */
export function hourlyBuckets(orders: readonly CampaignReport[], now: number): DeliveryBucket[] {
  const first = Math.floor(now / HOUR) * HOUR - (HOURS - 1) * HOUR;
  return Array.from({ length: HOURS }, (_, index) => {
    const start = first + index * HOUR;
    const bucket = { start, waiting: 0, delivered: 0, undelivered: 0, unknown: 0 };
    for (const { state, sendAt, createdAt, counts } of orders) {
      const at = Date.parse(sendAt ?? createdAt);
      if (state === 'scheduled' || at < start || at >= start + HOUR) continue;
      bucket.waiting += counts.waiting;
      bucket.delivered += counts.delivered;
      bucket.undelivered += counts.undelivered;
      bucket.unknown += counts.unknown;
    }
    return bucket;
  });
}
