import type { DeliveryDeduplication } from '../../options/delivery.js';
import type { DeliveryOutcome } from '../../options/delivery-store.js';

/** The right to run a report's handlers and to record their outcome. */
export interface DeliveryClaim {
  readonly deduplication: DeliveryDeduplication;
  /** Records the outcome. Has no effect when the claim is not the current one any more. */
  settle(outcome: DeliveryOutcome, reason?: string): Promise<void>;
  /** Deletes the report, as if it had not been received. */
  release(): Promise<void>;
  /** Returns the report to the queue, for another instance to run its handlers. Absent if no other instance can. */
  handBack?(): Promise<void>;
}
