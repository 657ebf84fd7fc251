import type { RecipientDelivery } from 'nest-iletimerkezi';
import {
  WITHHELD_REASONS,
  type WithheldCounts,
  type WithheldList,
  type WithheldReason,
} from '../../shared/api/orders.js';

/** The maximum number of listed recipients. */
const LISTED = 200;

/** Returns the withheld recipients of an order with their reasons. */
export function withheldOf(recipients: readonly RecipientDelivery[]): WithheldList {
  const rows = recipients
    .filter(({ status }) => status === 'withheld')
    .map(({ number, consent }) => ({ number, reason: reasonOf(consent) }));
  return { counts: countReasons(rows), rows: rows.slice(0, LISTED) };
}

export function countReasons(rows: readonly { reason: string }[]): WithheldCounts {
  const counts: Partial<Record<WithheldReason, number>> = {};
  for (const row of rows) {
    const reason = reasonOf(row.reason);
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}

/** Another release of the library may add reasons. */
const reasonOf = (text: string | null): WithheldReason =>
  WITHHELD_REASONS.find((known) => known === text) ?? 'unknown';
