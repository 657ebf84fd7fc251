/**
 * The states of an order in the outbox of `nest-iletimerkezi`, which also defines the transitions between them
 * (`ORDER_TRANSITIONS`). The provider's own states of an order are {@link OrderStatus}.
 */
export const ORDER_STATES = [
  /** Queued; the consent of some recipients is not known yet. */
  'checking',
  /** Queued; ready to be claimed. */
  'pending',
  /** Claimed by an instance; nothing was sent. */
  'claimed',
  /** Committed before the first byte of the request is sent. */
  'submitting',
  /** Accepted by the provider, which returned its order id. */
  'submitted',
  /** The request may have reached the provider; its outcome is being looked up. */
  'unknown',
  /** The outcome was not found in time; an operator decides. */
  'held',
  /** The outcome was not found, and a second order replaces this one. */
  'resent',
  /** The outcome was unknown, and evidence shows that the provider accepted the order. */
  'reconciled',
  /** The report is final for every recipient. */
  'settled',
  /** Refused by the provider, or dropped by an operator. */
  'rejected',
  /** Not sent: `notAfter` has passed. */
  'expired',
  /** Not sent: its campaign was cancelled. */
  'cancelled',
  /** Not sent: no recipient has given consent. */
  'withheld',
] as const;

/** One of {@link ORDER_STATES}. New states may be added: keep a default branch. */
export type OrderState = (typeof ORDER_STATES)[number];
