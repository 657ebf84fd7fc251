import type { DeliveryStatus } from '../delivery/carrier.js';

/** One try to deliver a webhook. */
export interface Attempt {
  /** Virtual time. */
  at: number;
  /** Real milliseconds from request to answer or failure. */
  durationMs: number;
  url: string;
  /** The HTTP status, or what kept the request from getting one. */
  result: { status: number } | { error: string };
}

/**
 * `queued` waits for a free connection, `sending` is on its way, `waiting` for its next attempt or a rule's delay,
 * `held` for the next status of its message (reorder), `dropped` was lost on purpose, `failed` has no attempt left.
 */
export type NotificationState =
  | 'queued'
  | 'sending'
  | 'waiting'
  | 'held'
  | 'delivered'
  | 'failed'
  | 'dropped';

/** A status change to send to the account's webhook. */
export interface Notification {
  readonly id: number;
  readonly account: string;
  /** The message's row. */
  readonly message: number;
  readonly status: DeliveryStatus;
  readonly createdAt: number;
  state: NotificationState;
  attempts: Attempt[];
  /** The rule that changed its way, if any. */
  rule: string | undefined;
}
