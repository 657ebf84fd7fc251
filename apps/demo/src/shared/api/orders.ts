import type { DeliveryStatus } from 'iletimerkezi-core';
import type { Problem } from './problem.js';
import type { Revised } from './revised.js';

/** The provider's limit for one order. Source: provider documentation, usage limits. */
export const MAX_RECIPIENTS = 50_000;

/** The limit for one request, which is split into orders of {@link MAX_RECIPIENTS}. */
export const MAX_CAMPAIGN = 500_000;

export type Audience = 'BIREYSEL' | 'TACIR';

/** The kind of the message. There is no default, because the law treats the two differently. */
export type OrderPurpose = { kind: 'transactional' } | { kind: 'commercial'; audience: Audience };

/** Body of `POST /api/orders` and of `POST /api/orders/check`, which sends nothing. */
export type NewOrder = OrderPurpose & {
  sender: string;
  text: string;
  /** The send time, ISO 8601. Default: immediately. */
  sendAt?: string;
  /** Turkish mobile numbers in any common format, at most {@link MAX_CAMPAIGN}. */
  recipients: readonly string[];
  /** The confirmed number of SMS. Required if the order costs real credits. */
  confirmedSms?: number;
};

/** The result of a dry run. */
export interface OrderCheck {
  /** The number of recipients. */
  readonly recipients: number;
  /** The number of provider orders. */
  readonly orders: number;
  readonly duplicates: number;
  /** The result of the consent check; absent without a brand code. */
  readonly consents?: ConsentCheck;
  /** SMS parts per recipient. */
  readonly parts: number;
  /** The maximum number of SMS. With a real account, it must be typed to confirm the order. */
  readonly sms: number;
  /** The account's credits, if available. */
  readonly balance?: number;
}

/** The result of the consent guard for a commercial order. */
export interface ConsentCheck {
  /** The withheld recipients, by reason. */
  readonly withheld: WithheldCounts;
  /** Recipients to check in the registry. {@link OrderCheck.recipients} includes them. */
  readonly toCheck: number;
}

/** The reasons of `nest-iletimerkezi` for withholding a commercial message. */
export const WITHHELD_REASONS = [
  'refused',
  'no-record',
  'not-registered',
  'unknown',
  'stale',
  'not-checkable',
] as const;

export type WithheldReason = (typeof WITHHELD_REASONS)[number];

/** The number of recipients by reason. */
export type WithheldCounts = Readonly<Partial<Record<WithheldReason, number>>>;

/** `GET /api/orders/:id/withheld`: the withheld recipients of an order. */
export interface WithheldList {
  readonly counts: WithheldCounts;
  /** The first recipients, sorted by number. */
  readonly rows: readonly { readonly number: string; readonly reason: WithheldReason }[];
}

/**
 * `checking`: recipients are being checked in İYS. `queued`: stored, not submitted. `submitting`: the request is open. `unknown`: no response; it may have been
 * accepted and is being looked up in the reports. `held`: not found; an operator decides. `scheduled`:
 * accepted for a later time. `sending`: accepted, some recipients wait. `completed`: every recipient has a final
 * state. `failed`: refused. `resent`: sent again as another order. `withheld`: no recipient has a valid consent.
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

/** The final states. */
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
  /** Without withheld recipients. */
  readonly total: number;
  readonly waiting: number;
  readonly delivered: number;
  readonly undelivered: number;
  /** Recipients of orders with an unknown outcome. */
  readonly unknown: number;
  /** Recipients of refused, expired or cancelled orders. */
  readonly notSent: number;
}

/** One order of at most {@link MAX_RECIPIENTS} at the provider. */
export interface ProviderOrder {
  readonly id: string;
  /** The position in the campaign, from 1. */
  readonly place: number;
  readonly state: OrderViewState;
  /** The provider's id, if known. */
  readonly orderId?: string;
  readonly counts: OrderCounts;
  /** The number of withheld recipients, see {@link WithheldList}. */
  readonly withheld: number;
  readonly attempts: number;
  /** The evidence for the outcome. */
  readonly evidence?: string;
  /** Set while `state` is `unknown`, `held` or `failed`. */
  readonly problem?: Problem;
}

/** A campaign: one order or several. */
export interface OrderView extends Revised {
  /** The id of the campaign. It exists before the provider has responded. */
  readonly id: string;
  readonly state: OrderViewState;
  readonly sender: string;
  /** Null if it was erased. */
  readonly text: string | null;
  readonly purpose: OrderPurpose;
  /** The estimated number of SMS per recipient. */
  readonly parts: number;
  /** The number of removed duplicates. */
  readonly duplicates: number;
  /** The number of recipients without a valid consent. */
  readonly withheld: number;
  /** The number of remaining recipients to check in the registry. */
  readonly unchecked: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** The scheduled send time. */
  readonly sendAt?: string;
  readonly counts: OrderCounts;
  /** Whether the campaign is paused. */
  readonly paused: boolean;
  /** The number of orders. {@link OrderDetail.orders} lists them. */
  readonly orderCount: number;
}

/** `GET /api/orders/:id` */
export interface OrderDetail extends OrderView {
  readonly orders: readonly ProviderOrder[];
}

/** `GET /api/orders/:id/recipients`, by column: 50,000 row objects would be slow to parse. */
export interface RecipientPage {
  /** The cursor for `GET …/events?after=`. */
  readonly cursor: string;
  readonly numbers: readonly string[];
  /** One digit per number, see {@link DELIVERY_STATUSES}. */
  readonly statuses: string;
  /** The time of each status in milliseconds after the order's `createdAt`; 0 if there is none. */
  readonly changedAfterMs: readonly number[];
}

/** Data of a `frame` event of `GET /api/orders/:id/events`: all changes since the previous frame. */
export interface OrderFrame {
  readonly order: OrderDetail;
  /** `[recipient's position, status code, milliseconds after createdAt or 0]`. */
  readonly changes: readonly (readonly [index: number, status: number, afterMs: number])[];
}

/** Body of `POST /api/orders/:id/orders/:orderId/resolve`: the decision about a held order. */
export interface OrderDecision {
  readonly decision: 'sent' | 'resend' | 'drop';
  /** With `sent`: the provider's id from its panel, to follow the deliveries. */
  readonly orderId?: string;
}
