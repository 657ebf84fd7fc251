import { CLOCK_TOLERANCE_MS } from '../storage/outbox/pace.repository.js';

const MICROSECONDS = 1_000;

/**
 * What this process expects an account's clock to say, by its own monotonic clock and by what it has read.
 *
 * A reading was made some time after its statement was sent, so counting from the sending never expects too little. The
 * least of all readings is the best: it came the fastest.
 */
export class PaceClock {
  #offset: number | undefined;

  /** @returns microseconds; undefined before the first reading. */
  expected(atMs: number): number | undefined {
    return this.#offset === undefined ? undefined : Math.floor(this.#offset + atMs * MICROSECONDS);
  }

  /**
   * Whether a reading is further than real time can have taken the account's clock, so that the database's clock jumped.
   * @param receivedAtMs when the reading was received, on the monotonic clock.
   */
  isAhead(now: number, receivedAtMs: number): boolean {
    const latest = this.expected(receivedAtMs + CLOCK_TOLERANCE_MS);
    return latest !== undefined && now > latest;
  }

  /** @param now the account's clock as a statement read it that was sent at `sentMs` of the monotonic clock. */
  saw(now: number, sentMs: number): void {
    const offset = now - sentMs * MICROSECONDS;
    this.#offset = Math.min(this.#offset ?? offset, offset);
  }
}
