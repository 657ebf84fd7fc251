import type { Problem } from './problem.js';

/** The provider's ceiling for one order. Source: provider documentation, usage limits. */
export const MAX_RECIPIENTS = 50_000;

export type Audience = 'BIREYSEL' | 'TACIR';

/** Why the message is sent; the law treats the two differently, so nobody chooses by default. */
export type OrderPurpose = { kind: 'transactional' } | { kind: 'commercial'; audience: Audience };

/** Body of `POST /api/orders`. */
export type NewOrder = OrderPurpose & {
  sender: string;
  text: string;
  /** When it goes out, ISO 8601; right away when absent. */
  sendAt?: string;
  /** Turkish mobile numbers in any common spelling, at most {@link MAX_RECIPIENTS}. */
  recipients: string[];
  /** The number of SMS the sender agreed to pay for; asked for only where an order costs real credits. */
  confirmedSms?: number;
};

/**
 * `submitting`: being handed to the provider. `unknown`: no answer came, it may have been accepted.
 * `scheduled`: accepted for a later moment. `sending`: accepted, some recipients wait. `completed`: every recipient has a final state. `failed`: the provider gave up on it.
 */
export type OrderState = 'submitting' | 'unknown' | 'scheduled' | 'sending' | 'completed' | 'failed';

export type DeliveryStatus = 'waiting' | 'delivered' | 'undelivered' | 'unknown';

/** Position in this list is the one-digit code in {@link RecipientPage.statuses} and {@link OrderFrame.changes}. */
export const DELIVERY_STATUSES = [
  'waiting',
  'delivered',
  'undelivered',
  'unknown',
] as const satisfies readonly DeliveryStatus[];

export interface OrderCounts {
  readonly total: number;
  readonly waiting: number;
  readonly delivered: number;
  readonly undelivered: number;
  readonly unknown: number;
}

export interface OrderView {
  /** The demo's own id: it exists before the provider has answered. */
  readonly id: string;
  /** The provider's order id, once it is known. */
  readonly orderId?: string;
  readonly state: OrderState;
  readonly sender: string;
  readonly text: string;
  readonly purpose: OrderPurpose;
  /** SMS parts per recipient as estimated when the order was made. */
  readonly parts: number;
  /** Repeated numbers that were left out. */
  readonly duplicates: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** When it goes out, where that was left for later. */
  readonly sendAt?: string;
  readonly counts: OrderCounts;
  /** Set while `state` is `unknown` or `failed`. */
  readonly problem?: Problem;
}

/** `GET /api/orders/:id/recipients`: column-wise, since fifty thousand rows of objects are slow to read. */
export interface RecipientPage {
  readonly offset: number;
  readonly total: number;
  readonly numbers: readonly string[];
  /** One digit per number, see {@link DELIVERY_STATUSES}. */
  readonly statuses: string;
  /** When each status came, in milliseconds after the order's `createdAt`. */
  readonly changedAfterMs: readonly number[];
}

/** Data of one `frame` event of `GET /api/orders/:id/events`: all that changed since the frame before. */
export interface OrderFrame {
  readonly order: OrderView;
  /** `[recipient's position, status code, milliseconds after createdAt]`. */
  readonly changes: readonly (readonly [index: number, status: number, afterMs: number])[];
}
