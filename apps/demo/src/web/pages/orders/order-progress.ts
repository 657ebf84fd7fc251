import {
  FINAL_REPORT_STATES,
  type CampaignDetail,
  type CampaignReport,
  type ReportState,
} from 'iletimerkezi-core';

/** Whether an order waits for its time, here or at the provider. */
export const isScheduled = ({ sendAt, state }: CampaignReport): boolean =>
  sendAt !== undefined && Date.parse(sendAt) > Date.now() && !FINAL_REPORT_STATES.has(state);

/** States of an order that was not submitted yet. */
const HERE: ReadonlySet<ReportState> = new Set(['checking', 'queued', 'paused', 'submitting']);

/** Returns the number of recipients of the orders that were not submitted. */
export const recipientsHere = (order: CampaignDetail): number =>
  recipientsOf(order, (state) => HERE.has(state));

/** Whether people may have got a message that the counts of an order do not state: its own, or that of the order it repeats. */
export const isUncertain = ({ state, counts, repeats }: CampaignReport): boolean =>
  state === 'resent' || counts.unknown > 0 || repeats !== undefined;

/** Whether no person of a campaign gets its message. */
export const isCancelled = ({ orders }: CampaignDetail): boolean =>
  orders.every(({ state, counts }) => state === 'cancelled' || counts.total === 0);

/** Whether some orders of a campaign were cancelled, and nothing is left to cancel. */
export const isPartlyCancelled = (order: CampaignDetail): boolean =>
  cancelledParts(order).cancelled > 0 &&
  !isCancelled(order) &&
  order.orders.every(({ state }) => state !== 'scheduled' && !HERE.has(state));

const ENDED: ReadonlySet<ReportState> = new Set(['failed', 'expired']);
const UNCERTAIN: ReadonlySet<ReportState> = new Set(['submitting', 'unknown', 'held', 'resent']);

/** The recipients of a campaign after a cancellation. */
export interface CancelledParts {
  /** Their order was cancelled. */
  readonly cancelled: number;
  /** The provider had begun to send their order. */
  readonly begun: number;
  /** Their order had failed or expired. */
  readonly ended: number;
  /** It is not known whether the provider has their order. */
  readonly uncertain: number;
}

/** Counts the recipients of a campaign after its cancellation. An order that was not cancelled then had been begun. */
export function cancelledParts(order: CampaignDetail): CancelledParts {
  const cancelled = recipientsOf(order, (state) => state === 'cancelled');
  const ended = recipientsOf(order, (state) => ENDED.has(state));
  const uncertain = recipientsOf(order, (state) => UNCERTAIN.has(state));
  const all = recipientsOf(order, (state) => state !== 'withheld');
  return { cancelled, ended, uncertain, begun: all - cancelled - ended - uncertain };
}

const recipientsOf = ({ orders }: CampaignDetail, isCounted: (state: ReportState) => boolean): number =>
  orders.reduce((sum, { state, counts }) => sum + (isCounted(state) ? counts.total : 0), 0);
