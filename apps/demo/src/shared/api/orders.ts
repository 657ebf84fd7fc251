import type { ComposedMessage } from 'iletimerkezi-core';

/** The maximum number of recipients of an order. Source: provider documentation, usage limits. */
export const MAX_RECIPIENTS = 50_000;

/** The maximum number of recipients of a request. The outbox splits it into orders of {@link MAX_RECIPIENTS}. */
export const MAX_CAMPAIGN = 500_000;

/** Body of `POST /api/orders`, and of `POST /api/orders/check`, which sends nothing. Answered with a `SubmitResult`. */
export type NewOrder = ComposedMessage & {
  /** The number of SMS that the user confirmed. Required only for a real account. */
  confirmedSms?: number;
};

/** The result of a dry run. */
export interface OrderCheck {
  /** The number of recipients of the message. */
  readonly recipients: number;
  /** The number of orders at the provider. */
  readonly orders: number;
  readonly duplicates: number;
  /** Absent if consents are not checked here. */
  readonly consents?: ConsentCheck;
  /** SMS parts per recipient. */
  readonly parts: number;
  /** The maximum number of SMS. The user types it before a real account is charged. */
  readonly sms: number;
  /** Credits of the account; absent if the provider did not respond. */
  readonly balance?: number;
}

/** The consent check of a commercial order before it is sent. */
export interface ConsentCheck {
  readonly withheld: WithheldCounts;
  /** The number of recipients whose consent is checked before sending; part of {@link OrderCheck.recipients}. */
  readonly toCheck: number;
}

/** The reasons of `nest-iletimerkezi` for a withheld recipient of the outbox. */
export const WITHHELD_REASONS = [
  'refused',
  'no-record',
  'not-registered',
  'unknown',
  'stale',
  'not-checkable',
] as const;

export type WithheldReason = (typeof WITHHELD_REASONS)[number];

/** The number of recipients per reason. */
export type WithheldCounts = Readonly<Partial<Record<WithheldReason, number>>>;

/** `GET /api/orders/:id/withheld`: the withheld recipients of an order. */
export interface WithheldList {
  readonly counts: WithheldCounts;
  /** The first recipients, sorted by number. */
  readonly rows: readonly { readonly number: string; readonly reason: WithheldReason }[];
}

/** Body of `POST /api/orders/:id/orders/:orderId/resolve`: the decision about a held order. */
export interface OrderDecision {
  readonly decision: 'sent' | 'resend' | 'drop';
  /** With `sent`: the provider's id, to follow the deliveries. */
  readonly orderId?: string;
}
