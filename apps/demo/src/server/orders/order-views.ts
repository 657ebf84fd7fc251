import { countSegments, type CharacterMode } from 'iletimerkezi-core/segments';
import type { CampaignSummary, OrderView as StoredOrder } from 'nest-iletimerkezi';
import {
  ORDER_VIEW_STATES,
  type OrderCounts,
  type OrderDetail,
  type OrderPurpose,
  type OrderViewState,
  type OrderView,
  type ProviderOrder,
} from '../../shared/api/orders.js';
import type { Problem } from '../../shared/api/problem.js';
import { problem } from '../http/problems.js';
import { refusal } from '../http/provider-problem.js';

/** Returns the list view of a campaign. */
export function viewOf(campaign: CampaignSummary, characterMode: CharacterMode, revision: number): OrderView {
  const { id, sender, text, duplicates, withheld, checking, createdAt, sendAt, orders } = campaign;
  return {
    revision,
    id,
    state: stateOf(campaign),
    sender,
    text,
    purpose: purposeOf(campaign),
    parts: text === null ? 1 : countSegments(text, { characterMode }).parts,
    duplicates,
    withheld,
    unchecked: checking,
    createdAt: createdAt.toISOString(),
    ...(sendAt && { sendAt: sendAt.toISOString() }),
    counts: countsOf(campaign),
    paused: campaign.state === 'paused',
    orderCount: orders,
  };
}

/** Returns the detail view with the orders of the campaign. */
export function detailOf(
  campaign: CampaignSummary,
  stored: readonly StoredOrder[],
  characterMode: CharacterMode,
  revision: number,
): OrderDetail {
  const orders = stored.map((order, index) => providerOrder(order, index + 1, campaign));
  const states = new Set(orders.map(({ state }) => state));
  const state = ORDER_VIEW_STATES.find((known) => states.has(known)) ?? 'queued';
  // Computed from the orders, because the stored totals were read at another time.
  const counts = orders.map((order) => order.counts).reduce(added, NONE);
  const withheld = orders.reduce((sum, order) => sum + order.withheld, 0);
  return { ...viewOf(campaign, characterMode, revision), state, counts, withheld, orders };
}

const NONE: OrderCounts = { total: 0, waiting: 0, delivered: 0, undelivered: 0, unknown: 0, notSent: 0 };

function added(a: OrderCounts, b: OrderCounts): OrderCounts {
  return {
    total: a.total + b.total,
    waiting: a.waiting + b.waiting,
    delivered: a.delivered + b.delivered,
    undelivered: a.undelivered + b.undelivered,
    unknown: a.unknown + b.unknown,
    notSent: a.notSent + b.notSent,
  };
}

function providerOrder(order: StoredOrder, place: number, campaign: CampaignSummary): ProviderOrder {
  const { id, providerOrderId, withheld, attempts } = order;
  const state = stateOfOrder(order, campaign);
  const evidence = evidenceIn(order.evidence);
  return {
    id,
    place,
    state,
    ...(providerOrderId !== null && { orderId: providerOrderId }),
    counts: countsOfOrder(order, state),
    withheld,
    attempts,
    ...(evidence !== undefined && { evidence }),
    ...problemOf(order, state),
  };
}

/** Returns the state of a campaign from its totals. States that need a decision come first. */
function stateOf(campaign: CampaignSummary): OrderViewState {
  const { unknown, queued, checking, withheld, waiting, submitted, recipients, notSent } = campaign;
  if (unknown > 0) return 'unknown';
  if (queued > 0) return queuedState(campaign, checking > 0);
  if (waiting > 0) return isAhead(campaign.sendAt) ? 'scheduled' : 'sending';
  if (submitted > 0) return 'completed';
  if (withheld === recipients) return 'withheld';
  if (notSent === recipients - withheld && campaign.state === 'cancelled') return 'cancelled';
  return notSent > 0 ? 'failed' : 'resent';
}

/** Returns the state of orders that were not submitted: paused, checking or queued. */
function queuedState({ state }: CampaignSummary, isChecking: boolean): OrderViewState {
  if (state === 'paused') return 'paused';
  return isChecking ? 'checking' : 'queued';
}

function stateOfOrder({ state, ...order }: StoredOrder, campaign: CampaignSummary): OrderViewState {
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
      return isAhead(campaign.sendAt) ? 'scheduled' : 'sending';
    case 'settled':
      return 'completed';
    case 'rejected':
      return 'failed';
    default:
      // Another release of the outbox may add states.
      return ORDER_VIEW_STATES.find((known) => known === state) ?? 'queued';
  }
}

const isAhead = (moment: Date | null) => moment !== null && moment.getTime() > Date.now();

function countsOf(campaign: CampaignSummary): OrderCounts {
  const { recipients, withheld, delivered, undelivered, unknown, notSent } = campaign;
  const total = recipients - withheld;
  const waiting = total - delivered - undelivered - unknown - notSent;
  return { total, waiting: Math.max(0, waiting), delivered, undelivered, unknown, notSent };
}

function countsOfOrder(
  { recipients, delivered, undelivered }: StoredOrder,
  state: OrderViewState,
): OrderCounts {
  const none = { ...NONE, total: recipients };
  switch (state) {
    case 'unknown':
    case 'held':
      // Recipients of an order with an unknown outcome are not waiting.
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

function purposeOf({ kind, audience }: CampaignSummary): OrderPurpose {
  return kind === 'commercial' ? { kind, audience: audience ?? 'BIREYSEL' } : { kind };
}

function problemOf({ evidence }: StoredOrder, state: OrderViewState): { problem?: Problem } {
  if (state === 'unknown') return { problem: problem('outcome-unknown') };
  if (state === 'held') return { problem: problem('order-held') };
  if (state !== 'failed') return {};
  const providerCode = fieldOf(evidence, 'providerCode');
  if (typeof providerCode !== 'number') return { problem: problem('order-failed') };
  return { problem: refusal(providerCode) };
}

/** Returns the evidence for the outcome of an order. */
function evidenceIn(evidence: unknown): string | undefined {
  for (const name of ['reconciled', 'unknown', 'resolved']) {
    const words = fieldOf(evidence, name);
    if (typeof words === 'string') return words;
  }
  return undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
