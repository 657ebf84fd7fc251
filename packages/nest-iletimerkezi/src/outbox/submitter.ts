import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { BrokenCircuitError } from 'cockatiel';
import {
  isIletimerkeziError,
  type IletimerkeziClient,
  type IletimerkeziError,
  type SmsOrder,
} from 'iletimerkezi-core';
import type { GuardRepository } from '../storage/outbox/guard.repository.js';
import type { FollowUpRepository } from '../storage/outbox/follow-up.repository.js';
import type { ClaimedOrder, OrdersRepository } from '../storage/outbox/orders.repository.js';
import { PACE_LIMIT } from '../storage/outbox/pace.repository.js';
import { countRecipients } from '../telemetry/observed-client.js';
import { isDataFault } from '../storage/storage.errors.js';
import type { OutboxOptions } from './outbox.options.js';
import type { Departure, PaceLine } from './pace-line.js';
import type { ProviderBreaker } from './provider-breaker.js';

/** Refusals that no repetition cures until somebody acts: the lane stops. Source: provider documentation, error codes. */
const LANE_STOPPERS: ReadonlySet<string> = new Set([
  'unauthorized',
  'insufficient-balance',
  'credentials-unavailable',
]);

const LONGEST_PAUSE_MS = 300_000;

/** An order with leave to go now. */
interface Ready {
  readonly order: SmsOrder;
  readonly departure: Departure;
}

const AT_ONCE: Departure = {
  come: async () => true,
  answered: () => undefined,
  unused: () => undefined,
};

/** Takes claimed orders to the provider, and writes down what came of it. */
export class Submitter {
  constructor(
    private readonly client: Pick<IletimerkeziClient, 'sendSms'>,
    private readonly orders: OrdersRepository,
    private readonly followUps: FollowUpRepository,
    private readonly guard: GuardRepository,
    private readonly line: PaceLine,
    private readonly breaker: ProviderBreaker,
    private readonly options: Required<OutboxOptions>,
    private readonly complain: (error: unknown) => void,
    /** Told when an order is to be looked up soon. */
    private readonly planned: () => void,
  ) {}

  /** Whether the provider is out of reach, so that claiming makes no sense for the moment. */
  get isProviderAway(): boolean {
    return this.breaker.isOpen;
  }

  /** Waits for the order's place in the pace, and sends it. Ends when what came of it is written down. */
  async submit(claimed: ClaimedOrder, stopping: AbortSignal): Promise<void> {
    let ready: Ready | undefined;
    let undo = (): Promise<unknown> => this.orders.giveBack(claimed.id);
    try {
      ready = await this.#makeReady(claimed, stopping);
    } catch (error) {
      this.complain(error);
      undo = () => this.#notReady(claimed, error);
    }
    if (ready) await this.#send(claimed, ready, stopping);
    else await this.#write(stopping, undo);
  }

  /**
   * Nothing has left. The database may have been away for a moment, or our own code fails on this order every time:
   * it is tried again after a pause, out of the way of the others, and after the last attempt held.
   */
  async #notReady({ id, attempts }: ClaimedOrder, error: unknown): Promise<void> {
    const evidence = {
      unready: error instanceof Error ? error.name : typeof error,
      at: new Date().toISOString(),
    };
    if (attempts < this.options.attempts) {
      await this.orders.moveMine(id, 'pending', {
        evidence,
        notBefore: { inMs: this.#pauseAfter(attempts) },
      });
    } else {
      const held = 'it could not be made ready; nothing has left';
      await this.orders.moveMine(id, 'held', { evidence: { ...evidence, held } });
    }
  }

  #pauseAfter(attempts: number): number {
    return Math.min(this.options.retryDelayMs * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
  }

  /** @returns the order when `submitting` is committed and its moment has come; undefined when it may not go. */
  async #makeReady(claimed: ClaimedOrder, stopping: AbortSignal): Promise<Ready | undefined> {
    if (!(await this.#mayGo(claimed))) return undefined;
    const { id, kind, recipientCount } = claimed;
    // Of a commercial order, recipients may have been left out; otherwise nothing here waits for anything else.
    const reading = this.#contentOf(claimed);
    const recipients = kind === 'transactional' ? recipientCount : countRecipients(await reading);
    const commit = (): Promise<boolean> => this.orders.beginSubmitting(id, kind);
    const early = this.line.isClear && kind === 'transactional';
    const committing = early ? commit() : Promise.resolve(undefined);
    const placing = this.#departure(recipients, stopping);
    const steps = [reading, placing, committing] as const;
    // Whatever fails: what follows must find the commit done or not done, never under way.
    await Promise.allSettled(steps);
    const [order, place, committed] = await Promise.all(steps);
    let departure = place;
    if (!departure) return undefined;
    let goes = !stopping.aborted && (committed ?? (await commit()));
    while (departure && goes && !(await departure.come())) {
      departure.unused();
      departure = await this.#departure(recipients, stopping);
      // So late, the process may have stood still for longer than its lease, and others have judged the order.
      goes = await this.orders.isSubmitting(id);
    }
    if (goes && departure) return { order, departure };
    departure?.unused();
    return undefined;
  }

  /** The last judgement on a commercial order's recipients; where it may not go now, it was moved on. */
  async #mayGo({ id, kind }: ClaimedOrder): Promise<boolean> {
    return kind === 'transactional' || this.guard.beforeSubmitting(id);
  }

  /** A large order leaves at once: the provider's limit is not about it. */
  async #departure(recipients: number, stopping: AbortSignal): Promise<Departure | undefined> {
    return recipients <= PACE_LIMIT ? this.line.place(recipients, stopping) : AT_ONCE;
  }

  /** What the provider said must not be lost because the database is away for a while: it is written until it is. */
  async #write(stopping: AbortSignal, write: () => Promise<unknown>): Promise<void> {
    for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
      try {
        await write();
        return;
      } catch (error) {
        this.complain(error);
        // Left to the lease: others will call it unknown, and look it up.
        if (stopping.aborted) return;
        await sleep(pauseMs);
      }
    }
  }

  async #send(claimed: ClaimedOrder, { order, departure }: Ready, stopping: AbortSignal): Promise<void> {
    let outcome: () => Promise<unknown>;
    const left = performance.now();
    try {
      const { orderId } = await this.breaker.execute(() => this.client.sendSms(order));
      outcome = () =>
        this.#accepted(claimed, orderId).catch((error: unknown) => this.#unwritable(claimed, error));
    } catch (error) {
      outcome = async () => {
        await this.#failed(claimed, error);
        this.planned();
      };
    }
    departure.answered(performance.now() - left);
    await this.#write(stopping, outcome);
  }

  async #accepted({ id, sendInMs }: ClaimedOrder, providerOrderId: string): Promise<void> {
    // A scheduled order has no report before its time.
    const nextCheck = { inMs: sendInMs + (this.options.pollAfterMs[0] ?? 0) };
    if (await this.orders.move(id, 'submitted', { providerOrderId, nextCheck }, ['submitting'])) return;
    // The lease ran out while the provider answered, and others wrote down what they had to believe.
    const evidence = { reconciled: 'the provider’s own answer, late' };
    await this.orders.move(id, 'reconciled', { providerOrderId, nextCheck, evidence }, ['unknown', 'held']);
  }

  async #failed(claimed: ClaimedOrder, error: unknown): Promise<void> {
    if (error instanceof BrokenCircuitError) return this.orders.giveBack(claimed.id);
    if (!isIletimerkeziError(error)) return this.#unexpected(claimed, error);
    const evidence = evidenceOf(error);
    const { id, account, lane, attempts } = claimed;
    if (error.outcome !== 'not-applied') {
      const nextCheck = { inMs: this.options.lookUpAfterMs[0] ?? 0 };
      await this.orders.move(id, 'unknown', { evidence, nextCheck }, ['submitting']);
    } else if (LANE_STOPPERS.has(error.code)) {
      await this.orders.stopLane(account, lane, error.code);
      await this.orders.move(id, 'pending', { evidence }, ['submitting']);
    } else if (error.retryable && attempts < this.options.attempts) {
      const notBefore = { inMs: this.#pauseAfter(attempts) };
      await this.orders.move(id, 'pending', { evidence, notBefore }, ['submitting']);
    } else {
      if (error.code === 'duplicate-order') await this.#proveOriginal(id);
      await this.orders.move(id, 'rejected', { evidence }, ['submitting']);
    }
  }

  /** What the provider answered cannot be written down, such as the id of another order: as good as no answer. */
  async #unwritable(claimed: ClaimedOrder, error: unknown): Promise<void> {
    if (!isDataFault(error)) throw error;
    this.complain(error);
    await this.#unexpected(claimed, error);
    this.planned();
  }

  /** The client throws nothing else, so nothing is known of what left. */
  async #unexpected({ id }: ClaimedOrder, error: unknown): Promise<void> {
    const evidence = { unknown: error instanceof Error ? error.name : typeof error };
    const nextCheck = { inMs: this.options.lookUpAfterMs[0] ?? 0 };
    await this.orders.move(id, 'unknown', { evidence, nextCheck }, ['submitting']);
  }

  /**
   * A 451 says that the same texts went to the same recipients within 10 minutes: evidence for an earlier order
   * whose outcome was unknown. Source: provider documentation, error codes.
   */
  async #proveOriginal(id: string): Promise<void> {
    const original = await this.followUps.originalOf(id);
    if (original === undefined) return;
    const evidence = {
      reconciled: 'a second order with the same content was refused as a duplicate (451)',
      refused: id,
    };
    await this.orders.move(original, 'reconciled', { evidence }, ['unknown', 'held', 'resent']);
  }

  async #contentOf({ id, sender, sendAt, kind, audience, texts }: ClaimedOrder): Promise<SmsOrder> {
    const recipients = await this.orders.recipientsByText(id);
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
function evidenceOf({ code, providerCode, outcome, hint }: IletimerkeziError): Record<string, unknown> {
  return { code, providerCode, outcome, hint, at: new Date().toISOString() };
}
