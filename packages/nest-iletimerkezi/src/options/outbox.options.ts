/** Lease of an instance in milliseconds, unless the host sets another. */
export const LEASE_MS = 10_000;

/** How the outbox of an account works. Everything has a default. */
export interface OutboxOptions {
  /**
   * Whether this process sends. Default true; `false` for one that only enqueues and leaves the sending to others on
   * the same database.
   */
  run?: boolean;
  /**
   * What becomes of an order whose outcome stays unknown after every look at the provider's reports.
   * `hold` (default): it waits for a person. `assume-sent`: it counts as sent. `resend`: it is sent once more, and
   * whoever got the first gets it twice.
   */
  onUnknown?: 'hold' | 'assume-sent' | 'resend';
  /** Pauses before each look for an order of unknown outcome, in milliseconds; after the last the policy decides. */
  lookUpAfterMs?: readonly number[];
  /** Pauses before each poll of an order's report, in milliseconds. After the last, what is known is final. */
  pollAfterMs?: readonly number[];
  /** Attempts in all, for an order that certainly did not reach the provider. Default 8. */
  attempts?: number;
  /** Pause before the second attempt, in milliseconds; it doubles each time, up to five minutes. Default 1,000. */
  retryDelayMs?: number;
  /**
   * How long an instance that says nothing keeps its orders, in milliseconds. Then what it had only claimed goes on
   * elsewhere, what it was submitting becomes unknown, and its looks at the provider's reports are made by others.
   * Default 10,000, at least 1,000.
   */
  leaseMs?: number;
  /** How long numbers and texts are kept after an order's end; `false` for ever. See {@link RetentionOptions}. */
  retention?: RetentionOptions | false;
}

/**
 * When the recipients' numbers, the texts, the delivery reports and the host's dedupe keys of ended orders go. Counters
 * and progress stay. Orders that are not at their end, held and unknown ones among them, are left alone.
 */
export interface RetentionOptions {
  /** Whole days after the order's end, 1 to 36,500. Default 1,096. */
  transactionalDays?: number;
  /**
   * The same for commercial orders. Default 1,096, three years: records about commercial messages have to be kept for
   * three years from their date (regulation on commercial communication and commercial electronic messages, art. 13).
   * Less is refused without `acceptShorterThanLegal`.
   */
  commercialDays?: number;
  /** Accepts `commercialDays` below 1,096, which the regulation does not provide for. Ask your lawyer first. */
  acceptShorterThanLegal?: boolean;
  /**
   * With a key of 32 characters or bytes at least, numbers are replaced by keyed hashes instead of removed, and
   * `Campaign.includes` still answers. Keep it out of the database, and keep it: no other key reads these hashes.
   */
  hashKey?: string | Uint8Array;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Three years, with the leap day that may be in them. */
export const RETENTION_DEFAULT_DAYS = 1_096;

export const OUTBOX_DEFAULTS: Required<OutboxOptions> = {
  run: true,
  onUnknown: 'hold',
  lookUpAfterMs: [2 * SECOND, 10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE],
  // Webhooks bring most reports; the polls are for those that were lost, and slow down with the order's age.
  pollAfterMs: [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR, 48 * HOUR, 72 * HOUR],
  attempts: 8,
  retryDelayMs: SECOND,
  leaseMs: LEASE_MS,
  retention: {},
};
