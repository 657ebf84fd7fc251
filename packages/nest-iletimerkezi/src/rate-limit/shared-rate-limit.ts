import { performance } from 'node:perf_hooks';
import { LONGEST_HOLD_MS } from '../storage/outbox/rate-limit.repository.js';
import type { RateLimitQueue } from './rate-limit-queue.js';
import { sendAborted, sendRefusedAtShutdown } from './rate-limit.errors.js';

/**
 * Takes slots for direct sends from the rate limit in the database. The outboxes of all instances share it.
 */
export class SharedRateLimit {
  readonly #closing = new AbortController();
  #waiting = 0;
  #unreachableSince: number | undefined;

  constructor(private readonly queue: RateLimitQueue) {}

  /**
   * Waits for a slot.
   * @returns a function to call when the provider has answered; undefined when the database is unreachable.
   * @throws IletimerkeziError `aborted` with the outcome `not-applied`, when `signal` was aborted or the shutdown began first.
   */
  async acquire(recipients: number, signal?: AbortSignal): Promise<(() => void) | undefined> {
    const closing = this.#closing.signal;
    const stopping = signal ? AbortSignal.any([signal, closing]) : closing;
    this.#waiting += 1;
    try {
      for (;;) {
        const slot = await this.queue.acquire(recipients, stopping);
        this.#unreachableSince = undefined;
        const inTime = slot !== undefined && (await slot.waitForStart());
        if (inTime && !stopping.aborted) {
          const sentAt = performance.now();
          return () => slot.answered(performance.now() - sentAt);
        }
        slot?.release();
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
   * Blocks the shared limit for the hold time, because a send is about to start without a slot of this limit.
   * @returns the milliseconds after which the send may start: when the slots taken last have certainly expired.
   */
  bypass(): number {
    this.queue.pauseForHold();
    return Math.max(0, (this.#unreachableSince ?? 0) + LONGEST_HOLD_MS - performance.now());
  }

  /** Rejects waiting and later sends. @returns the number of sends that were waiting. */
  rejectAll(): number {
    this.#closing.abort();
    return this.#waiting;
  }
}
