import type { DeliveryStore } from './delivery-store.js';

/** The delivery webhooks of an account. */
export interface WebhookOptions {
  /**
   * The secrets accepted in the webhook's URL, at least 16 characters each: one, or two during a rotation. The provider
   * does not sign its calls, so the secret is the only protection against forged reports.
   */
  tokens: readonly string[];
  /**
   * Store that deduplicates and keeps reports. Default: the account's `storage`, or without storage the memory of this
   * process.
   */
  store?: DeliveryStore;
  /** Maximum number of calls of an `@OnDelivery` handler that throws, including the first one. Default 5. */
  attempts?: number;
  /** Delay before a handler's second call, in milliseconds. Doubles with each call. Default 250. */
  retryDelayMs?: number;
  /**
   * Timeout of one call of an `@OnDelivery` handler, in milliseconds. A call that takes longer counts as a failed
   * attempt. It is not cancelled, so it may still be running when the next attempt begins. Default 30,000.
   */
  handlerTimeoutMs?: number;
}
