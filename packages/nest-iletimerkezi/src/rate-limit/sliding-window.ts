import { monotonicClock, type Clock } from './clock.js';
import { WaitingLine } from './waiting-line.js';

/** The largest amount that may arrive in a window of time. */
export interface WindowLimit {
  amount: number;
  windowMs: number;
  /** Time after which a send without an answer counts as arrived, in milliseconds. */
  longestFlightMs: number;
}

interface Passed {
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
  readonly #line = new WaitingLine<Passed>();
  readonly #limit: WindowLimit;
  readonly #clock: Clock;
  #passed: Passed[] = [];
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
  async pass(amount: number, signal?: AbortSignal): Promise<() => void> {
    const turn = this.#line.join(amount, signal, () => this.#letThrough());
    this.#letThrough();
    const passed = await turn;
    return () => this.#arrived(passed);
  }

  /** Rejects all waiting sends. @returns the number of sends that were waiting. */
  refuseAll(reason: () => unknown): number {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    return this.#line.refuseAll(reason);
  }

  #letThrough(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    const now = this.#clock.now();
    this.#forget(now);
    for (let amount = this.#line.head; amount !== undefined; amount = this.#line.head) {
      if (this.#used + amount > this.#limit.amount) {
        this.#stopTimer = this.#clock.after(this.#waitFor(amount, now), () => this.#letThrough());
        return;
      }
      const passed = { amount, until: now + this.#limit.longestFlightMs + this.#limit.windowMs };
      this.#passed.push(passed);
      this.#used += amount;
      this.#line.admit(passed);
    }
  }

  #arrived(passed: Passed): void {
    passed.until = Math.min(passed.until, this.#clock.now() + this.#limit.windowMs);
    if (this.#line.head !== undefined) this.#letThrough();
  }

  /**
   * Drops what has expired. A span includes its start and excludes its end: an arrival exactly one window ago has
   * expired.
   */
  #forget(now: number): void {
    this.#passed = this.#passed.filter(({ until }) => until > now);
    this.#used = this.#passed.reduce((sum, { amount }) => sum + amount, 0);
  }

  /** Returns the milliseconds until enough of the used amount has expired. */
  #waitFor(amount: number, now: number): number {
    let free = this.#limit.amount - this.#used;
    for (const passed of this.#passed.toSorted((a, b) => a.until - b.until)) {
      free += passed.amount;
      if (free >= amount) return Math.max(1, Math.ceil(passed.until - now));
    }
    return this.#limit.windowMs;
  }
}
