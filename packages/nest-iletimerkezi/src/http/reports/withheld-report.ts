import type { WithheldReason } from '../../consents/guard/withheld.js';
import type { RecipientDelivery } from '../../storage/outbox/campaign-pages.repository.js';

/** A reason that is stored with a recipient. `not-checked` is not stored, because the outbox retries failed checks. */
export type StoredWithheldReason = Exclude<WithheldReason, 'not-checked'>;

/** Recipients that were removed from an order, for lack of consent or because of the frequency cap. */
export interface WithheldReport {
  /** Number of recipients by reason. */
  readonly counts: Readonly<Partial<Record<StoredWithheldReason, number>>>;
  /** The first recipients, ordered by E.164 number. */
  readonly rows: readonly { readonly number: string; readonly reason: StoredWithheldReason }[];
}

/** Returns the recipients with the status `withheld` and their reasons. @param limit maximum number of rows */
export function toWithheldReport(recipients: readonly RecipientDelivery[], limit: number): WithheldReport {
  const counts: Partial<Record<StoredWithheldReason, number>> = {};
  const rows: { number: string; reason: StoredWithheldReason }[] = [];
  for (const { number, status, consent } of recipients) {
    if (status !== 'withheld') continue;
    const reason = reasonOf(consent);
    counts[reason] = (counts[reason] ?? 0) + 1;
    if (rows.length < limit) rows.push({ number, reason });
  }
  return { counts, rows };
}

function reasonOf(verdict: RecipientDelivery['consent']): StoredWithheldReason {
  return verdict === null || verdict === 'granted' || verdict === 'allowed' || verdict === 'open'
    ? 'unknown'
    : verdict;
}
