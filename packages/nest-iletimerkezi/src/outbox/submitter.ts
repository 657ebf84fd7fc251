import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { BrokenCircuitError } from 'cockatiel';
import {
  countRecipients,
  isCallError,
  type CallError,
  type IletimerkeziClient,
  type ParsedOrder,
} from 'iletimerkezi-core';
import { nameOf } from '../common/thrown.js';
import type { OrderEvidence } from '../storage/events/order-evidence.js';
import type { GuardRepository } from '../storage/outbox/guard.repository.js';
import type { FollowUpRepository } from '../storage/outbox/follow-up.repository.js';
import type { ClaimedOrder } from '../storage/outbox/claim-orders.js';
import type { OrdersRepository } from '../storage/outbox/orders.repository.js';
import { PACE_LIMIT } from '../storage/outbox/pace.repository.js';
import { isDataFault, isOrdersFault } from '../storage/storage.errors.js';
import type { OutboxOptions } from '../options/outbox.options.js';
import type { SendSlot, PaceLine } from '../rate-limit/pace-line.js';
import type { ProviderBreaker } from './provider-breaker.js';

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

/**
 * Maximum time between the check of an order's state and the request, in milliseconds. A process that was suspended for
 * longer checks again, because its lease may have expired and another instance may have changed the order.
 */
const MAX_CHECK_AGE_MS = 2_000;

/** An order with a slot in the rate limit. */
interface Ready {
  readonly order: ParsedOrder;
  readonly recipients: number;
  readonly slot: SendSlot;
}

/** The state of an attempt during the client's call. */
interface Attempt {
  slot: SendSlot | undefined;
  /** Time at which the request was sent, on the monotonic clock; undefined before that. */
  sentAt: number | undefined;
  /** Set when the request was not sent. `cause` is the error; undefined when the order may not be sent. */
  refused: { readonly cause: unknown } | undefined;
}

const IMMEDIATE: SendSlot = {
  isInTime: true,
  waitForStart: async () => true,
  answered: () => undefined,
  release: () => undefined,
};

/** The dependencies of a {@link Submitter}. */
export interface SubmitterSettings {
  /** Makes one attempt per call. */
  readonly client: Pick<IletimerkeziClient, 'sendParsedOrder'>;
  readonly orders: OrdersRepository;
  readonly followUps: FollowUpRepository;
  readonly guard: GuardRepository;
  readonly line: PaceLine;
  /** Shared by the lanes of an account. */
  readonly breaker: ProviderBreaker;
  readonly options: Required<OutboxOptions>;
  readonly onError: (error: unknown) => void;
  /** Called when the next look-up of an order was scheduled. */
  readonly onLookUpScheduled: () => void;
}

/** Sends claimed orders to the provider, and persists the outcome. */
export class Submitter {
  constructor(private readonly settings: SubmitterSettings) {}

  /** Whether the provider is unreachable. No orders are claimed then. */
  get isProviderUnreachable(): boolean {
    return this.settings.breaker.isOpen;
  }

  /** Waits for a slot in the rate limit and sends the order. Resolves when the outcome is persisted. */
  async submit(claimed: ClaimedOrder, stopping: AbortSignal): Promise<void> {
    let ready: Ready | undefined;
    let cause: unknown;
    try {
      ready = await this.#prepare(claimed, stopping);
    } catch (error) {
      cause = error;
    }
    if (ready) await this.#send(claimed, ready, stopping);
    else await this.#write(stopping, this.#undo(claimed, cause));
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

  /** @returns the order with its slot; undefined when it may not be sent. */
  async #prepare(claimed: ClaimedOrder, stopping: AbortSignal): Promise<Ready | undefined> {
    if (!(await this.#maySend(claimed))) return undefined;
    const { kind, recipientCount } = claimed;
    // Recipients of a commercial order may have been withheld, so their number is read first. Other steps run in parallel.
    const reading = this.#contentOf(claimed);
    const recipients = kind === 'transactional' ? recipientCount : countRecipients(await reading);
    const acquiring = this.#waitForSlot(recipients, stopping);
    // Both steps have ended before a failure is handled.
    const [read, acquired] = await Promise.allSettled([reading, acquiring]);
    const slot = acquired.status === 'fulfilled' ? acquired.value : undefined;
    if (read.status === 'rejected') slot?.release();
    const order = await reading;
    await acquiring;
    return slot && { order, recipients, slot };
  }

  /**
   * Commits `submitting` when the connection is open and before the first byte is written to it. An order that is interrupted
   * earlier was certainly not sent. Checks the state again when the commit took too long.
   * @returns whether the request may be sent now.
   */
  async #begin(
    claimed: ClaimedOrder,
    attempt: Attempt,
    recipients: number,
    stopping: AbortSignal,
  ): Promise<boolean> {
    try {
      let asked = performance.now();
      let maySend = await this.settings.orders.beginSubmitting(claimed);
      while (attempt.slot && maySend) {
        if (attempt.slot.isInTime && performance.now() - asked <= MAX_CHECK_AGE_MS) {
          attempt.sentAt = performance.now();
          return true;
        }
        if (!attempt.slot.isInTime) {
          attempt.slot.release();
          attempt.slot = await this.#waitForSlot(recipients, stopping);
        }
        asked = performance.now();
        maySend = await this.settings.orders.isSubmitting(claimed);
      }
      attempt.refused = { cause: undefined };
    } catch (cause) {
      attempt.refused = { cause };
    }
    return false;
  }

  /** Waits for a slot in the rate limit and for its start. @returns undefined when `stopping` was aborted first. */
  async #waitForSlot(recipients: number, stopping: AbortSignal): Promise<SendSlot | undefined> {
    for (;;) {
      const slot = await this.#requestSlot(recipients, stopping);
      if (!slot) return undefined;
      if ((await slot.waitForStart()) && !stopping.aborted) return slot;
      slot.release();
    }
  }

  /** Checks the recipients of a commercial order again. When it returns false, the order was moved to another state. */
  async #maySend(claimed: ClaimedOrder): Promise<boolean> {
    return claimed.kind === 'transactional' || this.settings.guard.beforeSubmitting(claimed);
  }

  /** Returns a slot. A large order is sent immediately, because the provider's rate limit does not apply to it. */
  async #requestSlot(recipients: number, stopping: AbortSignal): Promise<SendSlot | undefined> {
    if (recipients <= PACE_LIMIT) return this.settings.line.acquire(recipients, stopping);
    return stopping.aborted ? undefined : IMMEDIATE;
  }

  /** Retries until the outcome is persisted. */
  async #write(stopping: AbortSignal, write: () => Promise<unknown>): Promise<void> {
    for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
      try {
        await write();
        return;
      } catch (error) {
        this.settings.onError(error);
        // The lease expires, and another instance marks the order `unknown` and looks it up.
        if (stopping.aborted) return;
        await sleep(pauseMs);
      }
    }
  }

  async #send(
    claimed: ClaimedOrder,
    { order, recipients, slot }: Ready,
    stopping: AbortSignal,
  ): Promise<void> {
    const attempt: Attempt = { slot, sentAt: undefined, refused: undefined };
    const beforeSend = () => this.#begin(claimed, attempt, recipients, stopping);
    let outcome: () => Promise<unknown>;
    try {
      const { orderId } = await this.settings.breaker.execute(() =>
        this.settings.client.sendParsedOrder(order, { beforeSend }),
      );
      outcome = () =>
        this.#accepted(claimed, orderId).catch((error: unknown) => this.#unwritable(claimed, error));
    } catch (error) {
      outcome = attempt.refused
        ? this.#undo(claimed, attempt.refused.cause)
        : async () => {
            await this.#failed(claimed, attempt, error);
            this.settings.onLookUpScheduled();
          };
    }
    if (attempt.sentAt === undefined) attempt.slot?.release();
    else attempt.slot?.answered(performance.now() - attempt.sentAt);
    await this.#write(stopping, outcome);
  }

  /** Returns the write for an order whose request was not sent: it may not be sent, or a step failed before. */
  #undo(claimed: ClaimedOrder, cause: unknown): () => Promise<unknown> {
    if (cause === undefined) return () => this.settings.orders.write(NOT_SENT, claimed, { uncounted: true });
    this.settings.onError(cause);
    return () => this.#notReady(claimed, cause);
  }

  async #accepted(claimed: ClaimedOrder, providerOrderId: string): Promise<void> {
    // A scheduled order has no report before its scheduled time.
    const nextCheck = { inMs: claimed.sendInMs + (this.settings.options.pollAfterMs[0] ?? 0) };
    if (await this.settings.orders.accept(claimed, { providerOrderId, nextCheck })) return;
    // The lease expired during the request, and another instance has changed the order.
    const evidence: OrderEvidence = { reconciled: 'late-answer' };
    await this.settings.orders.write('acceptedLate', claimed, { providerOrderId, nextCheck, evidence });
  }

  async #failed(claimed: ClaimedOrder, { sentAt }: Attempt, error: unknown): Promise<void> {
    if (error instanceof BrokenCircuitError) {
      await this.settings.orders.write(NOT_SENT, claimed, { uncounted: true });
      return;
    }
    if (!isCallError(error)) {
      return sentAt === undefined ? this.#notReady(claimed, error) : this.#unexpected(claimed, error);
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

  async #contentOf(claimed: ClaimedOrder): Promise<ParsedOrder> {
    const { id, sender, sendAt, kind, audience, texts } = claimed;
    const recipients = claimed.recipients ?? (await this.settings.orders.recipientsByText(id));
    const messages = [...recipients].map(([index, numbers]) => ({
      text: texts[index] ?? '',
      recipients: numbers,
    }));
    const [only] = messages;
    const content = only && messages.length === 1 ? only : { messages };
    const head = { sender, ...(sendAt && { sendAt }) };
    return kind === 'commercial'
      ? { ...head, kind, audience: audience ?? 'BIREYSEL', ...content }
      : { ...head, kind, ...content };
  }
}

/** Returns the parts of an error that may be stored: codes and outcome, without phone numbers and texts. */
function evidenceOf({ code, providerCode, outcome }: CallError): OrderEvidence {
  return { code, providerCode, outcome, at: new Date().toISOString() };
}
