/** Why the outcome of an order is unknown. */
export type UnknownReason = 'lease-expired' | 'duplicate-after-attempt' | 'unexpected-error';
/** Why an order waits for a decision. */
export type HeldReason = 'no-evidence' | 'lookup-failed' | 'not-ready' | 'spend-limit';
/** The evidence or the assumption that the provider accepted an order. */
export type ReconciledReason = 'late-answer' | 'found-in-reports' | 'duplicate-refused' | 'assumed-by-policy';
/** Why an order was settled without a final status for every recipient. */
export type SettledReason = 'report-unusable' | 'recipients-waiting';

/** Why an order waits, although its `notBefore` has passed. */
export type WaitingReason = 'outside-hours';

/** Codes in an order's evidence. `orderReasonText()` returns their texts. */
export type OrderReason =
  | UnknownReason
  | HeldReason
  | ReconciledReason
  | SettledReason
  | WaitingReason
  | 'no-recipient-left'
  | 'original-accepted'
  | 'resent-by-policy';

/**
 * The reasons for an order's state, as codes. Entries of earlier states are kept, one for each state. Contains no phone
 * number and no message text.
 */
export interface OrderEvidence {
  readonly unknown?: UnknownReason;
  readonly held?: HeldReason;
  readonly reconciled?: ReconciledReason;
  readonly settled?: SettledReason;
  /** `until` is the time at which it may be sent (ISO 8601). */
  readonly pending?: WaitingReason;
  readonly until?: string;
  readonly withheld?: 'no-recipient-left';
  readonly cancelled?: 'original-accepted';
  readonly resent?: 'resent-by-policy';
  /** A person's decision about a held order. */
  readonly resolved?: 'sent' | 'resend' | 'drop';
  /** The code, outcome and provider code of the last error of the provider, and its time (ISO 8601). */
  readonly code?: string;
  readonly providerCode?: number;
  readonly outcome?: string;
  readonly at?: string;
  /** The class of an unexpected error. */
  readonly failed?: string;
  /** The search in the provider's reports. */
  readonly lookedUp?: unknown;
  readonly [detail: string]: unknown;
}
