/** Default lease of an instance, in milliseconds. */
export const LEASE_MS = 10_000;

/** Options of an account's outbox. All are optional. */
export interface OutboxOptions {
  /**
   * Whether this process sends. Default true. With `false` it only enqueues, and other processes on the same database
   * send.
   */
  run?: boolean;
  /**
   * The handling of an order whose outcome is still unknown after all lookups in the provider's reports. `hold` (default):
   * waits for manual resolution. `assume-sent`: counts as sent. `resend`: sends it once more, so recipients of the first
   * order may receive the message twice.
   */
  onUnknown?: 'hold' | 'assume-sent' | 'resend';
  /** Delays before each lookup of an order with unknown outcome, in milliseconds. After the last one, `onUnknown` applies. */
  lookUpAfterMs?: readonly number[];
  /** Delays before each poll of an order's report, in milliseconds. After the last one, the known statuses are final. */
  pollAfterMs?: readonly number[];
  /** Maximum number of attempts for an order that certainly did not reach the provider. Default 8. */
  attempts?: number;
  /** Delay before the second attempt, in milliseconds. Doubles with each attempt, up to five minutes. Default 1,000. */
  retryDelayMs?: number;
  /**
   * Lease of an instance, in milliseconds. When an unresponsive instance's lease expires, other instances send the orders
   * it had claimed, mark the orders it was submitting as `unknown`, and take over its lookups. Default 10,000, at least
   * 1,000.
   */
  leaseMs?: number;
  /** Time for which numbers and texts are kept after an order has ended; `false` disables deletion. See {@link RetentionOptions}. */
  retention?: RetentionOptions | false;
}

/**
 * When recipients' numbers, texts, delivery reports and dedupe keys of ended orders are deleted. Counters and progress are
 * kept. Orders that have not ended, including held and unknown ones, are not affected.
 */
export interface RetentionOptions {
  /** Whole days after the order's end, 1 to 36,500. Default 1,096. */
  transactionalDays?: number;
  /**
   * The same for commercial orders. Default 1,096, three years: records about commercial messages must be kept for three
   * years from their date (regulation on commercial communication and commercial electronic messages, art. 13). Lower
   * values require `acceptShorterThanLegal`.
   */
  commercialDays?: number;
  /** Days after the last save for which drafts of `TemplatesService` are kept, 1 to 36,500. Default 90. Templates stay until they are removed. */
  draftDays?: number;
  /** Allows `commercialDays` below 1,096, which the regulation does not permit. Consult your lawyer first. */
  acceptShorterThanLegal?: boolean;
  /**
   * Key of at least 32 characters or bytes. With it, numbers are replaced by keyed hashes instead of deleted, and
   * `Campaign.includes` keeps working. Store it outside the database and do not lose it: no other key matches the hashes.
   */
  hashKey?: string | Uint8Array;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Three years including a leap day. */
export const RETENTION_DEFAULT_DAYS = 1_096;

export const DRAFT_DEFAULT_DAYS = 90;

export const OUTBOX_DEFAULTS: Required<OutboxOptions> = {
  run: true,
  onUnknown: 'hold',
  lookUpAfterMs: [2 * SECOND, 10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE],
  // Most reports arrive by webhook. Polls fetch the lost ones, less often the older the order is.
  pollAfterMs: [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR, 48 * HOUR, 72 * HOUR],
  attempts: 8,
  retryDelayMs: SECOND,
  leaseMs: LEASE_MS,
  retention: {},
};
