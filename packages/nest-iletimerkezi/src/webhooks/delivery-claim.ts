import type { DeliveryDeduplication } from '../options/delivery.js';
import type { ArrivedDelivery, DeliveryStore } from '../options/delivery-store.js';
import type { DeliveryClaim } from '../storage/outbox/delivery-claim.js';

/** Claims a report in a custom or in-memory store. */
export async function claimIn(store: DeliveryStore, delivery: ArrivedDelivery): Promise<DeliveryClaim> {
  return claimOf(store, delivery, await store.claim(delivery));
}

/** Creates the claim of a report that is already in the store. */
export function claimOf(
  store: DeliveryStore,
  delivery: ArrivedDelivery,
  deduplication: DeliveryDeduplication,
): DeliveryClaim {
  return {
    deduplication,
    settle: (outcome, reason) => store.settle(delivery, outcome, reason),
    release: () => store.release(delivery),
  };
}
