import { performance } from 'node:perf_hooks';
import { LONGEST_HOLD_MS } from '../storage/outbox/pace.repository.js';
import type { PaceLine } from './pace-line.js';
import { sendAborted, sendRefusedAtShutdown } from './pace.errors.js';

/**
 * Takes places for direct sends from the rate limit in the database, which the outboxes of all instances keep to as
 * well.
 */
export class SharedLimit {
  readonly #closing = new AbortController();
  #waiting = 0;
  #unreachableSince: number | undefined;

  constructor(private readonly line: PaceLine) {}

  /**
   * Waits for room.
   * @returns what is to be called when the order has arrived; undefined when the database cannot be reached.
   * @throws IletimerkeziError `aborted` with the outcome `not-applied`, when `signal` or the shutdown came first.
   */
  async pass(recipients: number, signal?: AbortSignal): Promise<(() => void) | undefined> {
    const closing = this.#closing.signal;
    const stopping = signal ? AbortSignal.any([signal, closing]) : closing;
    this.#waiting += 1;
    try {
      for (;;) {
        const departure = await this.line.place(recipients, stopping);
        this.#unreachableSince = undefined;
        const inTime = departure !== undefined && (await departure.come());
        if (inTime && !stopping.aborted) {
          const left = performance.now();
          return () => departure.answered(performance.now() - left);
        }
        departure?.unused();
        if (stopping.aborted) throw closing.aborted ? sendRefusedAtShutdown() : sendAborted(signal?.reason);
      }
    } catch (error) {
      if (stopping.aborted) throw error;
      this.#unreachableSince ??= performance.now();
      return undefined;
    } finally {
      this.#waiting -= 1;
    }
  }

  /**
   * A send is about to leave without a place of this limit: none is given until it is certainly over.
   * @returns in how many milliseconds it may leave: not before the places that were taken last are certainly over.
   */
  bypass(): number {
    this.line.pauseForHold();
    return Math.max(0, (this.#unreachableSince ?? 0) + LONGEST_HOLD_MS - performance.now());
  }

  /** Refuses all that wait and all that come later, and returns how many waited. */
  refuseAll(): number {
    this.#closing.abort();
    return this.#waiting;
  }
}
