import type { DeliveryStatus } from '../delivery/carrier.js';

/** An attempt to deliver a webhook. */
export interface Attempt {
  /** Virtual time. */
  at: number;
  /** Real time from the request to the response or the failure, in milliseconds. */
  durationMs: number;
  url: string;
  /** The HTTP status, or the error of a request without a response. */
  result: { status: number } | { error: string };
}

/**
 * `queued`: waits for a free connection. `sending`: the request is in flight. `waiting`: waits for the next attempt or for
 * the delay of a fault. `held`: a `reorder` fault holds it until the next status of its message was sent. `dropped`: a fault
 * discarded it. `failed`: no attempts are left.
 */
export type NotificationState =
  | 'queued'
  | 'sending'
  | 'waiting'
  | 'held'
  | 'delivered'
  | 'failed'
  | 'dropped';

/** A status change that is sent to the webhook of the account. */
export interface Notification {
  readonly id: number;
  readonly account: string;
  /** The row of the message. */
  readonly message: number;
  readonly status: DeliveryStatus;
  readonly createdAt: number;
  state: NotificationState;
  attempts: Attempt[];
  /** The fault that was applied, if any. */
  rule: string | undefined;
}
