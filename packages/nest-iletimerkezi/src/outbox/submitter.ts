import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { countRecipients, type IletimerkeziClient, type ParsedOrder } from 'iletimerkezi-core';
import type { SendSlot, RateLimitQueue } from '../rate-limit/rate-limit-queue.js';
import type { ClaimedOrder } from '../storage/outbox/claim-orders.js';
import type { GuardRepository } from '../storage/outbox/guard.repository.js';
import { RECIPIENTS_PER_SECOND } from '../storage/outbox/rate-limit.repository.js';
import { AttemptOutcomes, type AttemptOutcomesSettings } from './attempt-outcomes.js';
import { readContent } from './order-content.js';
import type { ProviderBreaker } from './provider-breaker.js';

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
export interface SubmitterSettings extends AttemptOutcomesSettings {
  /** Makes one attempt per call. */
  readonly client: Pick<IletimerkeziClient, 'sendParsedOrder'>;
  readonly guard: GuardRepository;
  readonly rateLimitQueue: RateLimitQueue;
  /** Shared by the lanes of an account. */
  readonly breaker: ProviderBreaker;
}

/** Sends claimed orders to the provider, and persists the outcome. */
export class Submitter {
  readonly #outcomes: AttemptOutcomes;

  constructor(private readonly settings: SubmitterSettings) {
    this.#outcomes = new AttemptOutcomes(settings);
  }

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
    else await this.#write(stopping, this.#outcomes.notSent(claimed, cause));
  }

  /** @returns the order with its slot; undefined when it may not be sent. */
  async #prepare(claimed: ClaimedOrder, stopping: AbortSignal): Promise<Ready | undefined> {
    if (!(await this.#maySend(claimed))) return undefined;
    const { kind, recipientCount } = claimed;
    // Recipients of a commercial order may have been withheld, so their number is read first. Other steps run in parallel.
    const reading = readContent(claimed, this.settings.orders);
    const recipients = kind === 'transactional' ? recipientCount : countRecipients(await reading);
    const acquiring = this.#waitForSlot(recipients, stopping);
    // Both steps have ended before a failure is handled.
    const [read, acquired] = await Promise.allSettled([reading, acquiring]);
    const slot = acquired.status === 'fulfilled' ? acquired.value : undefined;
    if (read.status === 'rejected') slot?.release();
    const order = await reading;
    await acquiring;
    // Encoding a large order takes some milliseconds, as reading it did. Small orders take their turn in between.
    if (slot === IMMEDIATE) await nextTurn();
    return slot && { order, recipients, slot };
  }

  /**
   * Commits `submitting` when the connection is open and before the first byte is written to it. An order that is interrupted
   * earlier was certainly not sent. Marks the attempt in the same turn of the event loop in which it is sent. Checks the state again when the commit took too long.
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
          if (!this.settings.orders.markSent(claimed)) break;
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
    if (recipients <= RECIPIENTS_PER_SECOND)
      return this.settings.rateLimitQueue.acquire(recipients, stopping);
    return stopping.aborted ? undefined : IMMEDIATE;
  }

  /**
   * Retries until the outcome is persisted.
   * @returns false when `stopping` was aborted first.
   */
  async #write(stopping: AbortSignal, write: () => Promise<unknown>): Promise<boolean> {
    for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
      try {
        await write();
        return true;
      } catch (error) {
        this.settings.onError(error);
        // The lease expires, and another instance marks the order `unknown` and looks it up.
        if (stopping.aborted) return false;
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
      outcome = () => this.#outcomes.accepted(claimed, orderId);
    } catch (error) {
      outcome = attempt.refused
        ? this.#outcomes.notSent(claimed, attempt.refused.cause)
        : () => this.#outcomes.failed(claimed, attempt.sentAt !== undefined, error);
    }
    if (attempt.sentAt === undefined) attempt.slot?.release();
    else attempt.slot?.answered(performance.now() - attempt.sentAt);
    if (await this.#write(stopping, outcome)) this.settings.orders.clearMarker(claimed);
  }
}
