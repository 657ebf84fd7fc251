import type { Delivery, DeliveryDeduplication } from './delivery.js';

/** A received report that has not been deduplicated yet. */
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
  /** Failed handlers: method names and error names. Contains no number and no text. */
  reason?: string;
}

/**
 * Stores received reports for deduplication. Without `storage`, the default store is in memory: it is lost at a restart
 * and is not shared between instances. Implement this interface to use your own database.
 */
export interface DeliveryStore {
  /**
   * Records a report and returns whether it is new. Must be atomic: two concurrent calls with the same account, `id` and
   * `rawStatus` must not both return `new`.
   */
  claim(delivery: ArrivedDelivery): Promise<DeliveryDeduplication>;
  /** Reverts a claim after the host's method failed. The provider will send the report again. */
  release(delivery: ArrivedDelivery): Promise<void>;
  /** Records the outcome of a report. `reason` lists the failed handlers and their errors. */
  settle(delivery: ArrivedDelivery, outcome: DeliveryOutcome, reason?: string): Promise<void>;
  /** Returns reports whose outcome is not `handled`, newest first. */
  kept(account: string, limit: number): Promise<KeptDelivery[]>;
}
