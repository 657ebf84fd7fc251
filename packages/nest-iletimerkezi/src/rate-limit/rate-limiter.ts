import { RECIPIENTS_PER_SECOND } from '../storage/outbox/rate-limit.repository.js';
import { monotonicClock, type Clock } from './clock.js';
import { sendRefusedAtShutdown } from './rate-limit.errors.js';
import type { SharedRateLimit } from './shared-rate-limit.js';
import { SlidingWindow } from './sliding-window.js';
import { FifoQueue } from './fifo-queue.js';

/** Time added to the window of one second, because the provider may round its clock differently. */
const CLOCK_MARGIN_MS = 5;

/** Time after which a request without an answer has arrived or will never arrive, in milliseconds. */
const LONGEST_LATENCY_MS = 2_000;

/**
 * Limits the rate of an account's direct sends. Orders of up to 100 recipients share a limit of 100 recipients per second.
 * Larger orders are sent one at a time and never delay a small one. With storage, the limit is shared with the outbox and
 * with all instances on the database. While the database is unreachable, the outbox sends nothing and direct sends of this
 * process are limited to 100 recipients per second.
 */
export class RateLimiter {
  readonly #small: SlidingWindow;
  readonly #large = new FifoQueue();
  #shared: SharedRateLimit | undefined;
  #largeInFlight = false;
  #inFlight = 0;
  #closed = false;
  #idle: (() => void)[] = [];

  constructor(private readonly clock: Clock = monotonicClock) {
    this.#small = new SlidingWindow(
      {
        amount: RECIPIENTS_PER_SECOND,
        windowMs: 1_000 + CLOCK_MARGIN_MS,
        longestLatencyMs: LONGEST_LATENCY_MS,
      },
      clock,
    );
  }

  /** Applies this limit too, while its database is reachable. */
  share(limit: SharedRateLimit): void {
    this.#shared = limit;
  }

  /**
   * Runs a send when the rate limit allows it.
   * @throws IletimerkeziError `aborted` with the outcome `not-applied`, when `signal` was aborted or the shutdown began first.
   */
  async run<Result>(recipients: number, send: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    if (this.#closed) throw sendRefusedAtShutdown();
    this.#inFlight += 1;
    try {
      if (recipients > RECIPIENTS_PER_SECOND) return await this.#runLarge(send, signal);
      return await this.#runSmall(recipients, send, signal);
    } finally {
      this.#inFlight -= 1;
      if (this.#inFlight === 0) this.#resolveIdle();
    }
  }

  /** Number of sends that are waiting or being sent. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Resolves when no send is in flight. */
  idle(): Promise<void> {
    return this.#inFlight === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Refuses waiting and later sends. @returns the number of sends that were waiting. */
  close(): number {
    this.#closed = true;
    return (
      (this.#shared?.rejectAll() ?? 0) +
      this.#small.rejectAll(sendRefusedAtShutdown) +
      this.#large.rejectAll(sendRefusedAtShutdown)
    );
  }

  async #runSmall<Result>(
    recipients: number,
    send: () => Promise<Result>,
    signal: AbortSignal | undefined,
  ): Promise<Result> {
    const arrived =
      (await this.#shared?.acquire(recipients, signal)) ?? (await this.#acquireLocally(recipients, signal));
    try {
      return await send();
    } finally {
      arrived();
    }
  }

  async #acquireLocally(recipients: number, signal: AbortSignal | undefined): Promise<() => void> {
    for (let wait = this.#shared?.bypass() ?? 0; wait > 0; wait = this.#shared?.bypass() ?? 0) {
      await new Promise<void>((resolve) => this.clock.after(wait, resolve));
      if (this.#closed) throw sendRefusedAtShutdown();
    }
    const arrived = await this.#small.acquire(recipients, signal);
    this.#shared?.bypass();
    return arrived;
  }

  async #runLarge<Result>(send: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
    const admitted = this.#large.join(1, signal, () => undefined);
    if (!this.#largeInFlight) this.#admitLarge();
    await admitted;
    try {
      return await send();
    } finally {
      this.#largeInFlight = false;
      this.#admitLarge();
    }
  }

  #admitLarge(): void {
    if (this.#large.head === undefined) return;
    this.#largeInFlight = true;
    this.#large.admit();
  }

  #resolveIdle(): void {
    const waiting = this.#idle;
    this.#idle = [];
    for (const resolve of waiting) resolve();
  }
}
