import type { Delivery, DeliveryDeduplication } from './delivery.js';

/** A report before it is known whether it is new. */
export type ArrivedDelivery = Omit<Delivery, 'deduplication'>;

/**
 * The outcome of a new report: every handler has finished, no handler matched it, or a handler failed at every attempt.
 */
export type DeliveryOutcome = 'handled' | 'unmatched' | 'failed';

/** A report whose handlers have not all finished. */
export interface KeptDelivery {
  delivery: ArrivedDelivery;
  /** `pending`: there is no outcome yet; the handlers are running, or wait for an instance that runs them. */
  outcome: Exclude<DeliveryOutcome, 'handled'> | 'pending';
  /** Which handlers failed, and how: names of methods and kinds of errors. Contains no number and no text. */
  reason?: string;
}

/**
 * Remembers which reports came. The default store without `storage` is the memory of the process: it forgets at restart
 * and does not see what other instances saw. Implement this over a database of your own to change that.
 */
export interface DeliveryStore {
  /**
   * Records that a report came and returns whether it is new. It has to be one atomic step: two calls at the same time
   * with the same account, `id` and `rawStatus` must not both return `new`.
   */
  claim(delivery: ArrivedDelivery): Promise<DeliveryDeduplication>;
  /** Undoes a claim, because the host's method failed and the provider is going to call again. */
  release(delivery: ArrivedDelivery): Promise<void>;
  /** Records the outcome of a report; `reason` says which handlers failed and how. */
  settle(delivery: ArrivedDelivery, outcome: DeliveryOutcome, reason?: string): Promise<void>;
  /** Returns reports whose outcome is not `handled`, newest first. */
  kept(account: string, limit: number): Promise<KeptDelivery[]>;
}
