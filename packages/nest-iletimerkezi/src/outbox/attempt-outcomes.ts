import { BrokenCircuitError } from 'cockatiel';
import { isCallError, type CallError } from 'iletimerkezi-core';
import { nameOf } from '../common/thrown.js';
import type { OutboxOptions } from '../options/outbox.options.js';
import type { OrderEvidence } from '../storage/events/order-evidence.js';
import type { ClaimedOrder } from '../storage/outbox/claim-orders.js';
import type { FollowUpRepository } from '../storage/outbox/follow-up.repository.js';
import type { OrdersRepository } from '../storage/outbox/orders.repository.js';
import { isDataFault, isOrdersFault } from '../storage/storage.errors.js';

/**
 * Refusals that are not retryable without operator action. They stop the lane. Source: provider documentation, error
 * codes.
 */
const LANE_STOPPERS: ReadonlySet<string> = new Set([
  'unauthorized',
  'insufficient-balance',
  'credentials-unavailable',
]);

const LONGEST_PAUSE_MS = 300_000;

/** Writes for an order that was not sent, whether or not `submitting` was committed. */
const NOT_SENT = ['release', 'notSent'] as const;

/** Writes for an order that was refused, before or after `submitting` was committed. */
const REFUSED = ['refusedUnsent', 'refused'] as const;

/** The dependencies of {@link AttemptOutcomes}. */
export interface AttemptOutcomesSettings {
  readonly orders: OrdersRepository;
  readonly followUps: FollowUpRepository;
  readonly options: Required<OutboxOptions>;
  readonly onError: (error: unknown) => void;
  /** Called when the next look-up of an order was scheduled. */
  readonly onLookUpScheduled: () => void;
}

/** Persists the outcomes of attempts. Each write can be repeated. */
export class AttemptOutcomes {
  constructor(private readonly settings: AttemptOutcomesSettings) {}

  /** Returns the write for an order whose request was not sent: it may not be sent, or a step failed before. */
  notSent(claimed: ClaimedOrder, cause: unknown): () => Promise<unknown> {
    if (cause === undefined) return () => this.settings.orders.write(NOT_SENT, claimed, { uncounted: true });
    this.settings.onError(cause);
    return () => this.#notReady(claimed, cause);
  }

  /** Persists that the provider accepted the order. */
  async accepted(claimed: ClaimedOrder, providerOrderId: string): Promise<void> {
    await this.#acceptedAs(claimed, providerOrderId).catch((error: unknown) =>
      this.#unwritable(claimed, error),
    );
  }

  /**
   * Persists that the client's call failed.
   * @param wasSent whether `submitting` was committed and the request may have been sent.
   */
  async failed(claimed: ClaimedOrder, wasSent: boolean, error: unknown): Promise<void> {
    await this.#failedWith(claimed, wasSent, error);
    this.settings.onLookUpScheduled();
  }

  /**
   * Persists a failure before the request. A database failure is not caused by the order, so it does not count as an attempt.
   * After an error in the module's code or the order's data, the order is retried with backoff and held after the last attempt.
   */
  async #notReady(claimed: ClaimedOrder, error: unknown): Promise<void> {
    const { attempts } = claimed;
    const evidence = {
      failed: nameOf(error),
      at: new Date().toISOString(),
    };
    const notBefore = { inMs: this.#pauseAfter(attempts) };
    if (!isOrdersFault(error)) {
      await this.settings.orders.write(NOT_SENT, claimed, { notBefore, uncounted: true });
    } else if (attempts < this.settings.options.attempts) {
      await this.settings.orders.write(NOT_SENT, claimed, { evidence, notBefore });
    } else {
      await this.settings.orders.write('hold', claimed, { evidence: { ...evidence, held: 'not-ready' } });
    }
  }

  #pauseAfter(attempts: number): number {
    return Math.min(this.settings.options.retryDelayMs * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
  }

  async #acceptedAs(claimed: ClaimedOrder, providerOrderId: string): Promise<void> {
    // A scheduled order has no report before its scheduled time.
    const nextCheck = { inMs: claimed.sendInMs + (this.settings.options.pollAfterMs[0] ?? 0) };
    if (await this.settings.orders.accept(claimed, { providerOrderId, nextCheck })) return;
    // The lease expired during the request, and another instance has changed the order.
    const evidence: OrderEvidence = { reconciled: 'late-answer' };
    await this.settings.orders.write('acceptedLate', claimed, { providerOrderId, nextCheck, evidence });
  }

  async #failedWith(claimed: ClaimedOrder, wasSent: boolean, error: unknown): Promise<void> {
    if (error instanceof BrokenCircuitError) {
      await this.settings.orders.write(NOT_SENT, claimed, { uncounted: true });
      return;
    }
    if (!isCallError(error)) {
      return wasSent ? this.#unexpected(claimed, error) : this.#notReady(claimed, error);
    }
    const evidence = evidenceOf(error);
    const { attempts } = claimed;
    if (error.outcome !== 'not-applied') {
      const nextCheck = { inMs: this.settings.options.lookUpAfterMs[0] ?? 0 };
      await this.settings.orders.write('outcomeUnknown', claimed, { evidence, nextCheck });
    } else if (LANE_STOPPERS.has(error.code)) {
      await this.settings.orders.write(NOT_SENT, claimed, { evidence, stopLane: error.code });
    } else if (error.retryable && attempts < this.settings.options.attempts) {
      const notBefore = { inMs: this.#pauseAfter(attempts) };
      await this.settings.orders.write(NOT_SENT, claimed, { evidence, notBefore });
    } else if (error.code === 'duplicate-order' && claimed.attempted) {
      // An earlier attempt of this order may have been accepted, so it is looked up.
      await this.settings.orders.write('outcomeUnknown', claimed, {
        evidence: { ...evidence, unknown: 'duplicate-after-attempt' },
        nextCheck: { inMs: 0 },
      });
    } else {
      if (error.code === 'duplicate-order') await this.#proveOriginal(claimed.id);
      await this.settings.orders.write(REFUSED, claimed, { evidence });
    }
  }

  /** Handles a provider response that cannot be stored, such as the id of another order. The outcome counts as unknown. */
  async #unwritable(claimed: ClaimedOrder, error: unknown): Promise<void> {
    if (!isDataFault(error)) throw error;
    this.settings.onError(error);
    await this.#unexpected(claimed, error);
    this.settings.onLookUpScheduled();
  }

  /** Persists an unexpected error. The client throws no such error, so the outcome is unknown. */
  async #unexpected(claimed: ClaimedOrder, error: unknown): Promise<void> {
    const evidence: OrderEvidence = { unknown: 'unexpected-error', failed: nameOf(error) };
    const nextCheck = { inMs: this.settings.options.lookUpAfterMs[0] ?? 0 };
    await this.settings.orders.write('outcomeUnknown', claimed, { evidence, nextCheck });
  }

  /**
   * Reconciles the earlier order of a refused duplicate. Code 451 means that the same texts were sent to the same recipients
   * within 10 minutes, which is evidence that an earlier order of unknown outcome was accepted. Source: provider documentation, error codes.
   */
  async #proveOriginal(id: string): Promise<void> {
    const original = await this.settings.followUps.originalOf(id);
    if (original === undefined) return;
    const evidence: OrderEvidence = { reconciled: 'duplicate-refused', refused: id };
    await this.settings.orders.move(original, 'reconciled', { evidence }, ['unknown', 'held', 'resent']);
  }
}

/** Returns the parts of an error that may be stored: codes and outcome, without phone numbers and texts. */
function evidenceOf({ code, providerCode, outcome }: CallError): OrderEvidence {
  return { code, providerCode, outcome, at: new Date().toISOString() };
}
