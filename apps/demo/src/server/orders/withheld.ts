import type { RecipientDelivery } from 'nest-iletimerkezi';
import {
  WITHHELD_REASONS,
  type WithheldCounts,
  type WithheldList,
  type WithheldReason,
} from '../../shared/api/orders.js';

/** Rows that are listed; whoever needs more finds each person on the Consents page. */
const LISTED = 200;

/** Whom an order does not go to, and why, from the recipients that the library keeps. */
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

/** Another release of the library may know reasons that this page has no word for. */
const reasonOf = (text: string | null): WithheldReason =>
  WITHHELD_REASONS.find((known) => known === text) ?? 'unknown';
