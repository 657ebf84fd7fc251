import { monotonicClock, type Clock } from './clock.js';
import { FifoQueue } from './fifo-queue.js';

/** The largest amount that may arrive in a window of time. */
export interface WindowLimit {
  amount: number;
  windowMs: number;
  /** Time after which a send without an answer counts as arrived, in milliseconds. */
  longestLatencyMs: number;
}

interface Admitted {
  amount: number;
  /** The time from which it no longer counts. */
  until: number;
}

/**
 * Limits sends so that at most `amount` arrives in any span of `windowMs` milliseconds, wherever the span begins. A counter
 * per clock second would admit nearly twice the amount around the change of a second. A counter from the time of sending
 * would let a slow request arrive together with faster ones sent later. A send therefore counts until one window after its
 * arrival, which is known when the provider answers.
 */
export class SlidingWindow {
  readonly #queue = new FifoQueue<Admitted>();
  readonly #limit: WindowLimit;
  readonly #clock: Clock;
  #admitted: Admitted[] = [];
  #used = 0;
  #stopTimer: (() => void) | undefined;

  constructor(limit: WindowLimit, clock: Clock = monotonicClock) {
    this.#limit = limit;
    this.#clock = clock;
  }

  /**
   * Waits until `amount` may be sent.
   * @param amount at most the amount of the limit.
   * @returns a function to call when the request has arrived.
   */
  async acquire(amount: number, signal?: AbortSignal): Promise<() => void> {
    const admission = this.#queue.join(amount, signal, () => this.#admitWaiting());
    this.#admitWaiting();
    const admitted = await admission;
    return () => this.#arrived(admitted);
  }

  /** Rejects all waiting sends. @returns the number of sends that were waiting. */
  rejectAll(reason: () => unknown): number {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    return this.#queue.rejectAll(reason);
  }

  #admitWaiting(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    const now = this.#clock.now();
    this.#removeExpired(now);
    for (let amount = this.#queue.head; amount !== undefined; amount = this.#queue.head) {
      if (this.#used + amount > this.#limit.amount) {
        this.#stopTimer = this.#clock.after(this.#waitFor(amount, now), () => this.#admitWaiting());
        return;
      }
      const admitted = { amount, until: now + this.#limit.longestLatencyMs + this.#limit.windowMs };
      this.#admitted.push(admitted);
      this.#used += amount;
      this.#queue.admit(admitted);
    }
  }

  #arrived(admitted: Admitted): void {
    admitted.until = Math.min(admitted.until, this.#clock.now() + this.#limit.windowMs);
    if (this.#queue.head !== undefined) this.#admitWaiting();
  }

  /**
   * Removes expired sends. A span includes its start and excludes its end: an arrival exactly one window ago has
   * expired.
   */
  #removeExpired(now: number): void {
    this.#admitted = this.#admitted.filter(({ until }) => until > now);
    this.#used = this.#admitted.reduce((sum, { amount }) => sum + amount, 0);
  }

  /** Returns the milliseconds until enough of the used amount has expired. */
  #waitFor(amount: number, now: number): number {
    let free = this.#limit.amount - this.#used;
    for (const admitted of this.#admitted.toSorted((a, b) => a.until - b.until)) {
      free += admitted.amount;
      if (free >= amount) return Math.max(1, Math.ceil(admitted.until - now));
    }
    return this.#limit.windowMs;
  }
}
