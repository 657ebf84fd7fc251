import type { CampaignReport, DeliveryStatus, ReportState } from 'iletimerkezi-core';
import type { RecipientCost } from '../../outbox/campaign-costs.js';
import type { RecipientDelivery } from '../../storage/outbox/campaign-pages.repository.js';

/** One row of `OrdersTable` of `react-sms-ui`, as JSON. */
export interface OrderListRow {
  /** The campaign's id. */
  readonly orderId: string;
  readonly sender: string;
  readonly state: 'scheduled' | 'sending' | 'completed' | 'failed' | 'cancelled' | 'unknown';
  /** Creation time, or the scheduled time of a scheduled campaign, in epoch milliseconds. */
  readonly time: number;
  readonly counts: Readonly<Record<DeliveryStatus, number>>;
}

const ROW_STATES: Record<ReportState, OrderListRow['state']> = {
  held: 'unknown',
  unknown: 'unknown',
  submitting: 'sending',
  paused: 'sending',
  checking: 'sending',
  queued: 'sending',
  sending: 'sending',
  scheduled: 'scheduled',
  completed: 'completed',
  failed: 'failed',
  expired: 'failed',
  withheld: 'failed',
  cancelled: 'cancelled',
  resent: 'cancelled',
};

/** Returns the rows of `OrdersTable`, from `CampaignReports.list()`. Recipients without a sent message count as undelivered. */
export function toOrderRows(campaigns: readonly CampaignReport[]): OrderListRow[] {
  return campaigns.map(({ id, sender, state, createdAt, sendAt, counts }) => {
    const { waiting, delivered, undelivered, unknown, notSent } = counts;
    return {
      orderId: id,
      sender,
      state: ROW_STATES[state],
      time: Date.parse(state === 'scheduled' && sendAt !== undefined ? sendAt : createdAt),
      counts: { waiting, delivered, undelivered: undelivered + notSent, unknown },
    };
  });
}

/** One row of `ReportTable` of `react-sms-ui`, as JSON. */
export interface ReportListRow {
  /** E.164. */
  readonly number: string;
  readonly status: DeliveryStatus;
  /** When the status was received, in epoch milliseconds. */
  readonly updatedAt?: number;
  /** Billed credits; absent while they are not known. */
  readonly credits?: number;
}

/**
 * Returns the rows of `ReportTable`, from `Campaign.recipients()`. Withheld recipients are omitted.
 * @param costs those of the same order, from `Campaign.recipientCosts()`. Without them, rows have no credits.
 */
export function toReportRows(
  recipients: readonly RecipientDelivery[],
  costs: readonly RecipientCost[] = [],
): ReportListRow[] {
  const billedOf = new Map(costs.map(({ number, billed }) => [number, billed]));
  return recipients.flatMap(({ number, status, finalAt }) => {
    if (status === 'withheld') return [];
    const credits = billedOf.get(number) ?? undefined;
    return [
      {
        number,
        status,
        ...(finalAt !== null && { updatedAt: finalAt.getTime() }),
        ...(credits !== undefined && { credits }),
      },
    ];
  });
}
