import type { CampaignReport, DeliveryStatus, ReportState } from 'iletimerkezi-core';
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
}

/** Returns the rows of `ReportTable`, from `Campaign.recipients()`. Withheld recipients are omitted. */
export function toReportRows(recipients: readonly RecipientDelivery[]): ReportListRow[] {
  return recipients.flatMap(({ number, status, finalAt }) =>
    status === 'withheld'
      ? []
      : [{ number, status, ...(finalAt !== null && { updatedAt: finalAt.getTime() }) }],
  );
}
