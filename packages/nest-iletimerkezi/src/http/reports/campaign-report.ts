import {
  REPORT_STATES,
  type CampaignDetail,
  type CampaignReport,
  type OrderKind,
  type ReportOrder,
  type ReportCounts,
  type ReportFault,
  type ReportState,
} from 'iletimerkezi-core';
import { countSegments, type SegmentOptions } from 'iletimerkezi-core/segments';
import type { CampaignSummary } from '../../storage/outbox/campaign-pages.repository.js';
import type { OrderView } from '../../storage/outbox/campaigns.repository.js';

/** Context of a report: the account's counting rules, and the revision taken before reading. */
export interface ReportContext {
  readonly counting: SegmentOptions;
  readonly revision: number;
  /** Whether one of its orders is held, which {@link CampaignSummary} does not include. */
  readonly isHeld?: boolean;
}

/** Returns a campaign for a list of campaigns. */
export function toCampaignReport(
  campaign: CampaignSummary,
  { counting, revision, isHeld = false }: ReportContext,
): CampaignReport {
  const { id, sender, text, duplicates, withheld, checking, createdAt, sendAt, orders } = campaign;
  return {
    ...kindOf(campaign),
    revision,
    id,
    state: isHeld ? 'held' : stateOf(campaign),
    sender,
    text,
    parts: text === null ? 1 : countSegments(text, counting).parts,
    duplicates,
    withheld,
    unchecked: checking,
    createdAt: createdAt.toISOString(),
    ...(sendAt && { sendAt: sendAt.toISOString() }),
    counts: countsOf(campaign),
    paused: campaign.state === 'paused' && campaign.queued > 0,
    orderCount: orders,
    ...(campaign.repeats !== null && { repeats: campaign.repeats }),
  };
}

/** Returns a campaign with its orders. State and counts are derived from the orders, so that they are consistent. */
export function toCampaignDetail(
  campaign: CampaignSummary,
  stored: readonly OrderView[],
  context: ReportContext,
): CampaignDetail {
  const orders = stored.map((order, index) => orderReport(order, index + 1, campaign));
  const states = new Set(orders.map(({ state }) => state));
  return {
    ...toCampaignReport(campaign, context),
    state: REPORT_STATES.find((known) => states.has(known)) ?? 'queued',
    counts: orders.map((order) => order.counts).reduce(added, NONE),
    withheld: orders.reduce((sum, order) => sum + order.withheld, 0),
    orders,
  };
}

/** Serializes a report without its revision, to detect changes of the content. */
export const contentOf = (report: CampaignReport): string => JSON.stringify({ ...report, revision: 0 });

const NONE: ReportCounts = { total: 0, waiting: 0, delivered: 0, undelivered: 0, unknown: 0, notSent: 0 };

function added(a: ReportCounts, b: ReportCounts): ReportCounts {
  return {
    total: a.total + b.total,
    waiting: a.waiting + b.waiting,
    delivered: a.delivered + b.delivered,
    undelivered: a.undelivered + b.undelivered,
    unknown: a.unknown + b.unknown,
    notSent: a.notSent + b.notSent,
  };
}

function orderReport(order: OrderView, place: number, campaign: CampaignSummary): ReportOrder {
  const { id, providerOrderId, sendAt, withheld, attempts } = order;
  const state = stateOfOrder(order, campaign);
  const evidence = evidenceIn(order.evidence);
  const fault = faultOf(order, state);
  const repeatedBy = fieldOf(order.evidence, 'resentAs');
  return {
    id,
    place,
    state,
    ...(providerOrderId !== null && { orderId: providerOrderId }),
    ...(sendAt && { sendAt: sendAt.toISOString() }),
    counts: countsOfOrder(order, state),
    withheld,
    attempts,
    ...(evidence !== undefined && { evidence }),
    ...(typeof repeatedBy === 'string' && { repeatedBy }),
    ...(fault !== undefined && { fault }),
  };
}

function stateOf(campaign: CampaignSummary): ReportState {
  const { unknown, queued, checking, withheld, waiting, submitted, recipients, notSent } = campaign;
  if (unknown > 0) return 'unknown';
  if (queued > 0) return queuedState(campaign, checking > 0);
  if (waiting > 0) return isAhead(campaign.sendAt) ? 'scheduled' : 'sending';
  if (submitted > 0) return 'completed';
  if (withheld === recipients) return 'withheld';
  if (notSent === recipients - withheld && campaign.state === 'cancelled') return 'cancelled';
  return notSent > 0 ? 'failed' : 'resent';
}

function queuedState({ state }: CampaignSummary, isChecking: boolean): ReportState {
  if (state === 'paused') return 'paused';
  return isChecking ? 'checking' : 'queued';
}

function stateOfOrder({ state, ...order }: OrderView, campaign: CampaignSummary): ReportState {
  switch (state) {
    case 'checking':
    case 'pending':
      return queuedState(campaign, state === 'checking');
    case 'claimed':
    case 'submitting':
      return 'submitting';
    case 'submitted':
    case 'reconciled':
      if (order.delivered + order.undelivered >= order.recipients) return 'completed';
      return isAhead(order.sendAt) ? 'scheduled' : 'sending';
    case 'settled':
      return 'completed';
    case 'rejected':
      return 'failed';
    default:
      return state;
  }
}

const isAhead = (moment: Date | null): boolean => moment !== null && moment.getTime() > Date.now();

function countsOf(campaign: CampaignSummary): ReportCounts {
  const { recipients, withheld, delivered, undelivered, unknown, notSent } = campaign;
  const total = recipients - withheld;
  const waiting = total - delivered - undelivered - unknown - notSent;
  return { total, waiting: Math.max(0, waiting), delivered, undelivered, unknown, notSent };
}

function countsOfOrder({ recipients, delivered, undelivered }: OrderView, state: ReportState): ReportCounts {
  const none = { ...NONE, total: recipients };
  switch (state) {
    case 'unknown':
    case 'held':
      return { ...none, unknown: recipients };
    case 'failed':
    case 'expired':
    case 'cancelled':
    case 'resent':
    case 'withheld':
      return { ...none, notSent: recipients };
    default:
      return { ...none, delivered, undelivered, waiting: recipients - delivered - undelivered };
  }
}

function kindOf({ kind, audience }: CampaignSummary): OrderKind {
  return kind === 'commercial' ? { kind, audience: audience ?? 'BIREYSEL' } : { kind };
}

function faultOf({ evidence }: OrderView, state: ReportState): ReportFault | undefined {
  if (state === 'unknown') return { code: 'outcome-unknown' };
  if (state === 'held') return { code: 'held' };
  if (state !== 'failed') return undefined;
  const providerCode = fieldOf(evidence, 'providerCode');
  return typeof providerCode === 'number' ? { code: 'refused', providerCode } : { code: 'failed' };
}

function evidenceIn(evidence: unknown): string | undefined {
  for (const name of ['reconciled', 'unknown', 'resolved']) {
    const words = fieldOf(evidence, name);
    if (typeof words === 'string') return words;
  }
  return undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
