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
import type { ClaimedOrder, OrdersRepository } from '../storage/outbox/orders.repository.js';
import { PACE_LIMIT } from '../storage/outbox/pace.repository.js';
import { isDataFault, isOrdersFault } from '../storage/storage.errors.js';
import type { OutboxOptions } from '../options/outbox.options.js';
import type { Departure, PaceLine } from '../rate-limit/pace-line.js';
import type { ProviderBreaker } from './provider-breaker.js';

/** Refusals that are not retryable without operator action: the lane stops. Source: provider documentation, error codes. */
const LANE_STOPPERS: ReadonlySet<string> = new Set([
  'unauthorized',
  'insufficient-balance',
  'credentials-unavailable',
]);

const LONGEST_PAUSE_MS = 300_000;

/** Writes for an order that did not leave, whether or not `submitting` was committed. */
const NOTHING_LEFT = ['release', 'notSent'] as const;

/** Writes for an order that was refused, before or after `submitting` was committed. */
const REFUSED = ['refusedUnsent', 'refused'] as const;

/**
 * The longest time between the question whether an order may leave and its departure. A process that stood still for
 * longer asks again: its lease may be over, and others may have decided about the order.
 */
const LATEST_DEPARTURE_MS = 2_000;

/** An order whose turn in the rate limit has come. */
interface Ready {
  readonly order: ParsedOrder;
  readonly recipients: number;
  readonly departure: Departure;
}

/** What is known of an attempt while the client holds it. */
interface Attempt {
  departure: Departure | undefined;
  /** When the request left, by the monotonic clock; undefined while it has not. */
  leftAt: number | undefined;
  /** What failed before it could leave; `cause` is undefined when the order may not go. */
  refused: { readonly cause: unknown } | undefined;
}

const AT_ONCE: Departure = {
  isInTime: true,
  come: async () => true,
  answered: () => undefined,
  unused: () => undefined,
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

  /** Whether the provider is out of reach, so that claiming makes no sense for the moment. */
  get isProviderAway(): boolean {
    return this.settings.breaker.isOpen;
  }

  /** Waits for the order's turn in the rate limit, and sends it. Resolves when the outcome is persisted. */
  async submit(claimed: ClaimedOrder, stopping: AbortSignal): Promise<void> {
    let ready: Ready | undefined;
    let cause: unknown;
    try {
      ready = await this.#makeReady(claimed, stopping);
    } catch (error) {
      cause = error;
    }
    if (ready) await this.#send(claimed, ready, stopping);
    else await this.#write(stopping, this.#undo(claimed, cause));
  }

  /**
   * Nothing has left. A failure of the database says nothing about the order, so it does not count as an attempt. Where
   * our own code or the order's data fail, the order is tried again after a pause, and held after the last attempt.
   */
  async #notReady(claimed: ClaimedOrder, error: unknown): Promise<void> {
    const { attempts } = claimed;
    const evidence = {
      failed: nameOf(error),
      at: new Date().toISOString(),
    };
    const notBefore = { inMs: this.#pauseAfter(attempts) };
    if (!isOrdersFault(error)) {
      await this.settings.orders.write(NOTHING_LEFT, claimed, { notBefore, uncounted: true });
    } else if (attempts < this.settings.options.attempts) {
      await this.settings.orders.write(NOTHING_LEFT, claimed, { evidence, notBefore });
    } else {
      await this.settings.orders.write('hold', claimed, { evidence: { ...evidence, held: 'not-ready' } });
    }
  }

  #pauseAfter(attempts: number): number {
    return Math.min(this.settings.options.retryDelayMs * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
  }

  /** @returns the order when its turn has come; undefined when it may not go. */
  async #makeReady(claimed: ClaimedOrder, stopping: AbortSignal): Promise<Ready | undefined> {
    if (!(await this.#mayGo(claimed))) return undefined;
    const { kind, recipientCount } = claimed;
    // Recipients of a commercial order may have been withheld; otherwise nothing here waits for anything else.
    const reading = this.#contentOf(claimed);
    const recipients = kind === 'transactional' ? recipientCount : countRecipients(await reading);
    const placing = this.#turn(recipients, stopping);
    // Whatever fails: no step is still running when its failure is handled.
    const [read, placed] = await Promise.allSettled([reading, placing]);
    const departure = placed.status === 'fulfilled' ? placed.value : undefined;
    if (read.status === 'rejected') departure?.unused();
    const order = await reading;
    await placing;
    return departure && { order, recipients, departure };
  }

  /**
   * Commits `submitting` when the connection is open and nothing has been written to it: an order that is interrupted
   * before that certainly did not leave. Asks again where the commit took long.
   * @returns whether the order may leave at once.
   */
  async #begin(
    claimed: ClaimedOrder,
    attempt: Attempt,
    recipients: number,
    stopping: AbortSignal,
  ): Promise<boolean> {
    try {
      let asked = performance.now();
      let may = await this.settings.orders.beginSubmitting(claimed);
      while (attempt.departure && may) {
        if (attempt.departure.isInTime && performance.now() - asked <= LATEST_DEPARTURE_MS) {
          attempt.leftAt = performance.now();
          return true;
        }
        if (!attempt.departure.isInTime) {
          attempt.departure.unused();
          attempt.departure = await this.#turn(recipients, stopping);
        }
        asked = performance.now();
        may = await this.settings.orders.isSubmitting(claimed);
      }
      attempt.refused = { cause: undefined };
    } catch (cause) {
      attempt.refused = { cause };
    }
    return false;
  }

  /** Waits for a place in the rate limit, and for its moment. @returns undefined when stopping came first. */
  async #turn(recipients: number, stopping: AbortSignal): Promise<Departure | undefined> {
    for (;;) {
      const departure = await this.#departure(recipients, stopping);
      if (!departure) return undefined;
      if ((await departure.come()) && !stopping.aborted) return departure;
      departure.unused();
    }
  }

  /** The last check of a commercial order's recipients; where it may not go now, it was moved on. */
  async #mayGo(claimed: ClaimedOrder): Promise<boolean> {
    return claimed.kind === 'transactional' || this.settings.guard.beforeSubmitting(claimed);
  }

  /** A large order leaves at once: the provider's rate limit does not apply to it. */
  async #departure(recipients: number, stopping: AbortSignal): Promise<Departure | undefined> {
    if (recipients <= PACE_LIMIT) return this.settings.line.place(recipients, stopping);
    return stopping.aborted ? undefined : AT_ONCE;
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
    { order, recipients, departure }: Ready,
    stopping: AbortSignal,
  ): Promise<void> {
    const attempt: Attempt = { departure, leftAt: undefined, refused: undefined };
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
    if (attempt.leftAt === undefined) attempt.departure?.unused();
    else attempt.departure?.answered(performance.now() - attempt.leftAt);
    await this.#write(stopping, outcome);
  }

  /** Nothing has left: the order may not go, or something failed first. */
  #undo(claimed: ClaimedOrder, cause: unknown): () => Promise<unknown> {
    if (cause === undefined)
      return () => this.settings.orders.write(NOTHING_LEFT, claimed, { uncounted: true });
    this.settings.onError(cause);
    return () => this.#notReady(claimed, cause);
  }

  async #accepted(claimed: ClaimedOrder, providerOrderId: string): Promise<void> {
    // A scheduled order has no report before its time.
    const nextCheck = { inMs: claimed.sendInMs + (this.settings.options.pollAfterMs[0] ?? 0) };
    if (await this.settings.orders.write('accepted', claimed, { providerOrderId, nextCheck })) return;
    // The lease ran out while the provider answered, and another instance has decided about the order.
    const evidence: OrderEvidence = { reconciled: 'late-answer' };
    await this.settings.orders.write('acceptedLate', claimed, { providerOrderId, nextCheck, evidence });
  }

  async #failed(claimed: ClaimedOrder, { leftAt }: Attempt, error: unknown): Promise<void> {
    if (error instanceof BrokenCircuitError) {
      await this.settings.orders.write(NOTHING_LEFT, claimed, { uncounted: true });
      return;
    }
    if (!isCallError(error)) {
      return leftAt === undefined ? this.#notReady(claimed, error) : this.#unexpected(claimed, error);
    }
    const evidence = evidenceOf(error);
    const { attempts } = claimed;
    if (error.outcome !== 'not-applied') {
      const nextCheck = { inMs: this.settings.options.lookUpAfterMs[0] ?? 0 };
      await this.settings.orders.write('outcomeUnknown', claimed, { evidence, nextCheck });
    } else if (LANE_STOPPERS.has(error.code)) {
      await this.settings.orders.write(NOTHING_LEFT, claimed, { evidence, stopLane: error.code });
    } else if (error.retryable && attempts < this.settings.options.attempts) {
      const notBefore = { inMs: this.#pauseAfter(attempts) };
      await this.settings.orders.write(NOTHING_LEFT, claimed, { evidence, notBefore });
    } else if (error.code === 'duplicate-order' && claimed.attempted) {
      // An earlier attempt of this order may have been accepted after all: that is looked up.
      await this.settings.orders.write('outcomeUnknown', claimed, {
        evidence: { ...evidence, unknown: 'duplicate-after-attempt' },
        nextCheck: { inMs: 0 },
      });
    } else {
      if (error.code === 'duplicate-order') await this.#proveOriginal(claimed.id);
      await this.settings.orders.write(REFUSED, claimed, { evidence });
    }
  }

  /** The provider's answer cannot be stored, such as the id of another order: the outcome counts as unknown. */
  async #unwritable(claimed: ClaimedOrder, error: unknown): Promise<void> {
    if (!isDataFault(error)) throw error;
    this.settings.onError(error);
    await this.#unexpected(claimed, error);
    this.settings.onLookUpScheduled();
  }

  /** The client throws nothing else, so nothing is known of what left. */
  async #unexpected(claimed: ClaimedOrder, error: unknown): Promise<void> {
    const evidence: OrderEvidence = { unknown: 'unexpected-error', failed: nameOf(error) };
    const nextCheck = { inMs: this.settings.options.lookUpAfterMs[0] ?? 0 };
    await this.settings.orders.write('outcomeUnknown', claimed, { evidence, nextCheck });
  }

  /**
   * A 451 says that the same texts went to the same recipients within 10 minutes: evidence for an earlier order
   * whose outcome was unknown. Source: provider documentation, error codes.
   */
  async #proveOriginal(id: string): Promise<void> {
    const original = await this.settings.followUps.originalOf(id);
    if (original === undefined) return;
    const evidence: OrderEvidence = { reconciled: 'duplicate-refused', refused: id };
    await this.settings.orders.move(original, 'reconciled', { evidence }, ['unknown', 'held', 'resent']);
  }

  async #contentOf({ id, sender, sendAt, kind, audience, texts }: ClaimedOrder): Promise<ParsedOrder> {
    const recipients = await this.settings.orders.recipientsByText(id);
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

/** What may be kept of an error: its code and what is known, no number and no text. */
function evidenceOf({ code, providerCode, outcome }: CallError): OrderEvidence {
  return { code, providerCode, outcome, at: new Date().toISOString() };
}
