import type { DeliveryStatus } from 'iletimerkezi-core';
import type { Problem } from './problem.js';
import type { Revised } from './revised.js';

/** The provider's ceiling for one order. Source: provider documentation, usage limits. */
export const MAX_RECIPIENTS = 50_000;

/** What one request to the demo may hold; it becomes orders of {@link MAX_RECIPIENTS}. */
export const MAX_CAMPAIGN = 500_000;

export type Audience = 'BIREYSEL' | 'TACIR';

/** Why the message is sent; the law treats the two differently, so nobody chooses by default. */
export type OrderPurpose = { kind: 'transactional' } | { kind: 'commercial'; audience: Audience };

/** Body of `POST /api/orders` and of `POST /api/orders/check`, which sends nothing. */
export type NewOrder = OrderPurpose & {
  sender: string;
  text: string;
  /** When it goes out, ISO 8601; right away when absent. */
  sendAt?: string;
  /** Turkish mobile numbers in any common spelling, at most {@link MAX_CAMPAIGN}. */
  recipients: readonly string[];
  /** The number of SMS the sender agreed to pay for; asked for only where an order costs real credits. */
  confirmedSms?: number;
};

/** What an order would do: the dry run. */
export interface OrderCheck {
  /** Who would get it. */
  readonly recipients: number;
  /** How many orders the provider would get. */
  readonly orders: number;
  readonly duplicates: number;
  /** What is known of the recipients' consents; absent where nobody is judged here. */
  readonly consents?: ConsentCheck;
  /** SMS parts per recipient. */
  readonly parts: number;
  /** SMS in all, at most: what has to be typed before a real account spends. */
  readonly sms: number;
  /** Credits of the account, where the provider could be asked. */
  readonly balance?: number;
}

/** What the consent guard says of a commercial order before it is sent. */
export interface ConsentCheck {
  /** Who would not get it. */
  readonly withheld: WithheldCounts;
  /** About whom the registry is asked first; they are among {@link OrderCheck.recipients}. */
  readonly toCheck: number;
}

/** Why a commercial message does not go to somebody, as `nest-iletimerkezi` words it. */
export const WITHHELD_REASONS = [
  'refused',
  'no-record',
  'not-registered',
  'unknown',
  'stale',
  'not-checkable',
] as const;

export type WithheldReason = (typeof WITHHELD_REASONS)[number];

/** How many for each reason that occurs. */
export type WithheldCounts = Readonly<Partial<Record<WithheldReason, number>>>;

/** `GET /api/orders/:id/withheld`: whom one of its orders does not go to. */
export interface WithheldList {
  readonly counts: WithheldCounts;
  /** The first of them, by their numbers. */
  readonly rows: readonly { readonly number: string; readonly reason: WithheldReason }[];
}

/**
 * `checking`: İYS is being asked about recipients. `queued`: on disk, not handed over yet. `submitting`: being handed over. `unknown`: no answer came, it may have been
 * accepted, and the provider's reports are being searched. `held`: nothing was found; a person decides. `scheduled`:
 * accepted for a later moment. `sending`: accepted, some recipients wait. `completed`: every recipient has a final
 * state. `failed`: refused. `resent`: another order took its place. `withheld`: nobody on it may be written to.
 */
export const ORDER_VIEW_STATES = [
  'held',
  'unknown',
  'submitting',
  'paused',
  'checking',
  'queued',
  'sending',
  'scheduled',
  'completed',
  'failed',
  'expired',
  'cancelled',
  'resent',
  'withheld',
] as const;

export type OrderViewState = (typeof ORDER_VIEW_STATES)[number];

/** Nothing more will come for an order in such a state. */
export const FINAL_STATES: ReadonlySet<OrderViewState> = new Set([
  'completed',
  'failed',
  'expired',
  'cancelled',
  'resent',
  'withheld',
]);

/** A recipient's delivery status; `withheld`: not sent because of missing consent. */
export type RecipientStatus = DeliveryStatus | 'withheld';

/** Position in this list is the one-digit code in {@link RecipientPage.statuses} and {@link OrderFrame.changes}. */
export const DELIVERY_STATUSES = [
  'waiting',
  'delivered',
  'undelivered',
  'unknown',
  'withheld',
] as const satisfies readonly RecipientStatus[];

export interface OrderCounts {
  /** Whoever it is withheld from is not among them. */
  readonly total: number;
  readonly waiting: number;
  readonly delivered: number;
  readonly undelivered: number;
  /** Nobody knows whether the provider took them. */
  readonly unknown: number;
  /** They did not go: refused, expired, cancelled. */
  readonly notSent: number;
}

/** One order of at most {@link MAX_RECIPIENTS} at the provider. */
export interface ProviderOrder {
  readonly id: string;
  /** From 1, in the order in which they go. */
  readonly place: number;
  readonly state: OrderViewState;
  /** The provider's id, once it is known. */
  readonly orderId?: string;
  readonly counts: OrderCounts;
  /** Whom it does not go to, see {@link WithheldList}. */
  readonly withheld: number;
  readonly attempts: number;
  /** How it was found out what became of it, in the outbox's own words. */
  readonly evidence?: string;
  /** Set while `state` is `unknown`, `held` or `failed`. */
  readonly problem?: Problem;
}

/** What somebody sent at once: one order, or a campaign of several. */
export interface OrderView extends Revised {
  /** The demo's own id: it exists before the provider has answered. */
  readonly id: string;
  readonly state: OrderViewState;
  readonly sender: string;
  /** Null once it was erased. */
  readonly text: string | null;
  readonly purpose: OrderPurpose;
  /** SMS parts per recipient as estimated. */
  readonly parts: number;
  /** Repeated numbers that were left out. */
  readonly duplicates: number;
  /** Whom it does not go to for want of their consent. */
  readonly withheld: number;
  /** Of those it may go to, about whom the registry still is to be asked. */
  readonly unchecked: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** When it goes out, where that was left for later. */
  readonly sendAt?: string;
  readonly counts: OrderCounts;
  /** Whether what has not gone is held back. */
  readonly paused: boolean;
  /** How many orders it has at the provider; {@link OrderDetail.orders} names them. */
  readonly orderCount: number;
}

/** `GET /api/orders/:id` */
export interface OrderDetail extends OrderView {
  readonly orders: readonly ProviderOrder[];
}

/** `GET /api/orders/:id/recipients`: column-wise, since fifty thousand rows of objects are slow to read. */
export interface RecipientPage {
  /** Goes on here: `GET …/events?after=`. */
  readonly cursor: string;
  readonly numbers: readonly string[];
  /** One digit per number, see {@link DELIVERY_STATUSES}. */
  readonly statuses: string;
  /** When each status came, in milliseconds after the order's `createdAt`; 0 where there is none yet. */
  readonly changedAfterMs: readonly number[];
}

/** Data of one `frame` event of `GET /api/orders/:id/events`: all that changed since the frame before. */
export interface OrderFrame {
  readonly order: OrderDetail;
  /** `[recipient's position, status code, milliseconds after createdAt or 0]`. */
  readonly changes: readonly (readonly [index: number, status: number, afterMs: number])[];
}

/** Body of `POST /api/orders/:id/orders/:orderId/resolve`: what a person decides about a held order. */
export interface OrderDecision {
  readonly decision: 'sent' | 'resend' | 'drop';
  /** With `sent`: the provider's id as its panel shows it, to follow the deliveries. */
  readonly orderId?: string;
}
