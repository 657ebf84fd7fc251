import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { ConsentChecker } from '../consents/registry/consent-checker.js';
import type { GuardRules } from '../options/consents.options.js';
import type { CheckedOrder, GuardRepository } from '../storage/outbox/guard.repository.js';
import type { Lane } from '../storage/schema.js';
import { Waker } from '../worker/waker.js';

/** Orders whose time comes wake nobody. */
const LOOK_MS = 1_000;

/** Recipients asked about in one go: some seconds' worth, after which the next order has its turn. */
const AT_A_TIME = 100;

const LONGEST_PAUSE_MS = 300_000;

const TIDY_EVERY_MS = 3_600_000;

/**
 * Asks the registry about recipients of commercial orders before their lane's turn comes, in turns between the orders
 * of a lane: a small one does not wait for the end of a large one. Small and large ones are asked about side by side.
 */
export class ConsentGate {
  readonly #waker = new Waker();
  readonly #stopping = new AbortController();
  #troubles = 0;
  #tidyAt = 0;
  #loop: Promise<void> | undefined;

  constructor(
    private readonly account: string,
    private readonly lane: Lane,
    private readonly guard: GuardRepository,
    private readonly checker: Pick<ConsentChecker, 'checkMany'>,
    private readonly rules: GuardRules,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.#loop ??= this.#run();
  }

  wake(): void {
    this.#waker.wake();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#waker.wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        const order = await this.guard.take(this.account, this.lane, randomUUID());
        if (order === undefined) {
          await this.#tidyUp();
          await this.#waker.sleep(LOOK_MS);
          continue;
        }
        const trouble = await this.#work(order, signal);
        if (trouble === undefined) {
          this.#troubles = 0;
          continue;
        }
        this.#troubles += 1;
      } catch (error) {
        this.onError(error);
        this.#troubles += 1;
      }
      await this.#pause();
    }
  }

  /** @returns why not all of them were answered. */
  async #work(order: CheckedOrder, signal: AbortSignal): Promise<string | undefined> {
    const { id, brandCode, audience, unchecked, questions } = order;
    const left = this.rules.checksPerOrder - questions;
    if (left <= 0) {
      await this.guard.withholdUnchecked(order);
      return undefined;
    }
    const numbers = await this.guard.openOf(id, AT_A_TIME);
    try {
      const results = await this.checker.checkMany(
        numbers.map((recipient) => ({ recipient, recipientType: audience, channel: 'MESAJ' })),
        { brandCode, maxAgeMs: this.rules.staleAfterMs, budget: left, signal },
      );
      const notCheckable: string[] = [];
      let answered = 0;
      let trouble: string | undefined;
      for (const result of results) {
        if (result.ok && !result.cached) answered += 1;
        if (result.ok) continue;
        if (result.reason === 'not-checkable') notCheckable.push(result.key.recipient);
        else if (result.reason === 'provider') trouble = result.error?.code;
      }
      const open = await this.guard.afterChecking(order, numbers, notCheckable, answered, trouble);
      // An answer that settles nothing would be asked for again without end, and without a pause.
      return trouble ?? (open > 0 && open >= unchecked && !signal.aborted ? 'unsettled' : undefined);
    } catch (error) {
      await this.guard.release(order);
      throw error;
    }
  }

  async #tidyUp(): Promise<void> {
    if (this.lane !== 'bulk' || performance.now() < this.#tidyAt) return;
    while (!this.#stopping.signal.aborted && (await this.guard.forgetStrangers()));
    this.#tidyAt = performance.now() + TIDY_EVERY_MS;
  }

  /** Wakes of other work do not shorten it: what failed would fail again. */
  async #pause(): Promise<void> {
    const until = performance.now() + Math.min(LOOK_MS * 2 ** (this.#troubles - 1), LONGEST_PAUSE_MS);
    while (!this.#stopping.signal.aborted && performance.now() < until) {
      await this.#waker.sleep(until - performance.now());
    }
  }
}
