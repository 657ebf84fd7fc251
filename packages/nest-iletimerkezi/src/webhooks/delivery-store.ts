import type { Delivery, DeliveryNovelty } from './delivery.js';

/** A report before it is known whether it is new. */
export type ArrivedDelivery = Omit<Delivery, 'novelty'>;

/**
 * What became of a new report: its handlers are done with it, none asked for it, or one failed at every attempt.
 */
export type DeliveryFate = 'handled' | 'unmatched' | 'failed';

/** A report that still asks for somebody's attention. */
export interface KeptDelivery {
  delivery: ArrivedDelivery;
  fate: Exclude<DeliveryFate, 'handled'>;
}

/**
 * Remembers which reports came. The memory of one process forgets at restart and does not see what other instances
 * saw: implement this over your database where handlers must not run twice.
 */
export interface DeliveryStore {
  /**
   * Notes that a report came and says whether it is new. It has to be one atomic step: two calls at the same time with
   * the same account, `id` and `rawStatus` must not both be told `new`.
   */
  claim(delivery: ArrivedDelivery): Promise<DeliveryNovelty>;
  /** Takes a claim back, because the host's method failed and the provider is going to call again. */
  release(delivery: ArrivedDelivery): Promise<void>;
  /** Notes what became of a report. */
  settle(delivery: ArrivedDelivery, fate: DeliveryFate): Promise<void>;
  /** Reports whose fate is `unmatched` or `failed`, newest first. */
  kept(account: string, limit: number): Promise<KeptDelivery[]>;
}
