import { monotonicClock, type Clock } from './clock.js';
import { WaitingLine } from './waiting-line.js';

/** How much may arrive in how much time. */
export interface WindowLimit {
  amount: number;
  windowMs: number;
  /** What has left counts as arrived after this long, even if nobody said so. */
  longestFlightMs: number;
}

interface Passed {
  amount: number;
  /** The moment from which it counts no more. */
  until: number;
}

/**
 * Lets so much leave that at most `amount` arrives in any span of `windowMs`, wherever the span begins. Counting per
 * second of the clock would let nearly twice as much through around the turn of a second; counting from departure would
 * let a slow request and the fast ones behind it arrive together. So what has left counts until one window after it has
 * arrived, which is known when it is answered.
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
   * Resolves when `amount`, which is at most the limit's, may leave. The result is to be called when it has arrived.
   */
  async pass(amount: number, signal?: AbortSignal): Promise<() => void> {
    const turn = this.#line.join(amount, signal, () => this.#letThrough());
    this.#letThrough();
    const passed = await turn;
    return () => this.#arrived(passed);
  }

  /** Sends all away that still wait, and says how many that were. */
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

  /** A span includes its beginning and not its end, so what arrived exactly one window ago counts no more. */
  #forget(now: number): void {
    this.#passed = this.#passed.filter(({ until }) => until > now);
    this.#used = this.#passed.reduce((sum, { amount }) => sum + amount, 0);
  }

  /** Until enough of what has left counts no more. */
  #waitFor(amount: number, now: number): number {
    let free = this.#limit.amount - this.#used;
    for (const passed of this.#passed.toSorted((a, b) => a.until - b.until)) {
      free += passed.amount;
      if (free >= amount) return Math.max(1, Math.ceil(passed.until - now));
    }
    return this.#limit.windowMs;
  }
}
