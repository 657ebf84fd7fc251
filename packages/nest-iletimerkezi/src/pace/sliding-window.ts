import { monotonicClock, type Clock } from './clock.js';
import { WaitingLine } from './waiting-line.js';

/** How much may pass in how much time. */
export interface WindowLimit {
  amount: number;
  windowMs: number;
}

/**
 * Lets at most `amount` pass in any span of `windowMs`, wherever the span begins. Counting per second of the clock
 * would let nearly twice as much through around the turn of a second.
 */
export class SlidingWindow {
  readonly #line = new WaitingLine();
  readonly #limit: WindowLimit;
  readonly #clock: Clock;
  /** What passed within the last window, oldest first. */
  #passed: { at: number; amount: number }[] = [];
  #used = 0;
  #stopTimer: (() => void) | undefined;

  constructor(limit: WindowLimit, clock: Clock = monotonicClock) {
    this.#limit = limit;
    this.#clock = clock;
  }

  /** Resolves when `amount` may pass; it counts from that moment. `amount` is at most the limit's. */
  pass(amount: number, signal?: AbortSignal): Promise<void> {
    const turn = this.#line.join(amount, signal, () => this.#letThrough());
    this.#letThrough();
    return turn;
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
    this.#forgetBefore(now - this.#limit.windowMs);
    for (let amount = this.#line.head; amount !== undefined; amount = this.#line.head) {
      if (this.#used + amount > this.#limit.amount) {
        this.#stopTimer = this.#clock.after(this.#waitFor(amount, now), () => this.#letThrough());
        return;
      }
      this.#passed.push({ at: now, amount });
      this.#used += amount;
      this.#line.admit();
    }
  }

  /** A span includes its beginning and not its end, so what passed exactly one window ago counts no more. */
  #forgetBefore(moment: number): void {
    let gone = 0;
    for (const { at, amount } of this.#passed) {
      if (at > moment) break;
      this.#used -= amount;
      gone += 1;
    }
    if (gone > 0) this.#passed.splice(0, gone);
  }

  /** Until enough of what passed has left the window. */
  #waitFor(amount: number, now: number): number {
    let free = this.#limit.amount - this.#used;
    for (const passed of this.#passed) {
      free += passed.amount;
      if (free >= amount) return Math.max(1, Math.ceil(passed.at + this.#limit.windowMs - now));
    }
    return this.#limit.windowMs;
  }
}
