import type { DeliveryStore } from './delivery-store.js';

/** How an account receives delivery webhooks. */
export interface WebhookOptions {
  /**
   * The secrets accepted in the webhook's URL, at least 16 characters each: one, or two during a rotation. The provider
   * signs nothing, so the secret is the only protection against forged reports.
   */
  tokens: readonly string[];
  /**
   * Where reports are deduplicated and kept. Default: the account's `storage`, or the memory of this process without
   * storage.
   */
  store?: DeliveryStore;
  /** Calls of an `@OnDelivery` handler that throws, the first one included. Default 5. */
  attempts?: number;
  /** Pause before a handler's second call, in milliseconds; it doubles from call to call. Default 250. */
  retryDelayMs?: number;
  /**
   * Time limit of one call of an `@OnDelivery` handler, in milliseconds. A call that takes longer counts as a failed
   * attempt. It cannot be stopped, so it may still be running when the next attempt begins. Default 30,000.
   */
  handlerTimeoutMs?: number;
}
