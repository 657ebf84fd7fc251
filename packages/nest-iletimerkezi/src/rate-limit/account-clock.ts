import { CLOCK_TOLERANCE_MS, MICROSECONDS } from '../storage/outbox/rate-limit.repository.js';

/**
 * Estimates an account's clock in the database from earlier readings and this process's monotonic clock.
 *
 * A reading is made some time after its statement was sent. The estimate counts from the time of sending, so it is never
 * too low. The smallest offset of all readings is the most accurate one, because its statement had the lowest latency.
 */
export class AccountClock {
  #offset: number | undefined;

  /** @returns the expected time in microseconds; undefined before the first reading. */
  expected(atMs: number): number | undefined {
    return this.#offset === undefined ? undefined : Math.floor(this.#offset + atMs * MICROSECONDS);
  }

  /** Returns whether the account's clock may have passed a time, in microseconds, at a time of the monotonic clock. */
  mayHavePassed(time: number, atMs: number): boolean {
    return (this.expected(atMs) ?? Infinity) > time;
  }

  /**
   * Returns whether a reading is later than real time allows, because the database's clock jumped.
   * @param receivedAtMs time at which the reading was received, on the monotonic clock.
   */
  isAhead(now: number, receivedAtMs: number): boolean {
    const latest = this.expected(receivedAtMs + CLOCK_TOLERANCE_MS);
    return latest !== undefined && now > latest;
  }

  /**
   * Records a reading.
   * @param now the account's clock in microseconds.
   * @param sentAtMs time at which the statement was sent, on the monotonic clock.
   */
  record(now: number, sentAtMs: number): void {
    const offset = now - sentAtMs * MICROSECONDS;
    this.#offset = Math.min(this.#offset ?? offset, offset);
  }
}
