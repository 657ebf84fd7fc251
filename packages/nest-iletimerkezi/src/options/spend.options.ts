import { type CharacterMode, countSegments } from 'iletimerkezi-core';

/**
 * Caps on what an account may spend, in message credits: the parts of a text by the account's character mode, times its
 * recipients. Periods are those of the calendar of Türkiye. All instances on the database share the counters. Requires
 * `storage`, and at least one cap.
 */
export interface SpendLimitOptions {
  /** Maximum credits of a day. */
  perDay?: number;
  /** Maximum credits of a month. */
  perMonth?: number;
  /** Maximum credits of one campaign, which is one call of `enqueue`, `enqueueMany` or `send`. */
  perCampaign?: number;
  /**
   * Credits of each day and month that only transactional messages to up to 100 recipients can use, such as one-time codes.
   * Default 0.
   */
  reserveForTransactional?: number;
  /**
   * The handling of an order that exceeds the cap of a day or month. `refuse`: the call throws {@link SpendLimitError}.
   * `wait`: the outbox stores the order and sends it in the next period, or when the cap was raised, until its `notAfter`.
   * Direct sends, one-time codes and orders that are larger than the cap are always refused. Default `refuse`.
   */
  beyond?: 'refuse' | 'wait';
}

/** Limits of an account. */
export interface LimitOptions {
  spend?: SpendLimitOptions;
}

/** The spend limits of an account, as the code that counts needs them. */
export interface SpendRules {
  readonly perDay: number | undefined;
  readonly perMonth: number | undefined;
  readonly perCampaign: number | undefined;
  readonly reserveForTransactional: number;
  readonly beyond: 'refuse' | 'wait';
  /** Whether the provider's prices are in credits. Those of an account in abroad mode are in lira. */
  readonly byPrice: boolean;
  /** Returns the parts of a text, by the most expensive reading of the provider's table. */
  readonly partsOf: (text: string) => number;
}

/** The options that decide how the parts of a text are counted. */
interface CountingOptions {
  readonly limits?: LimitOptions;
  readonly characterMode?: CharacterMode;
  readonly turkishLetterCost?: 1 | 2;
  readonly abroad?: boolean;
}

/** Returns the spend limits of an account; undefined without any. */
export function spendRules({
  limits,
  characterMode,
  turkishLetterCost,
  abroad = false,
}: CountingOptions): SpendRules | undefined {
  if (!limits?.spend) return undefined;
  const { perDay, perMonth, perCampaign, reserveForTransactional = 0, beyond = 'refuse' } = limits.spend;
  return {
    perDay,
    perMonth,
    perCampaign,
    reserveForTransactional,
    beyond,
    byPrice: !abroad,
    partsOf: (text) => countSegments(text, { characterMode, turkishLetterCost }).partsMax,
  };
}
