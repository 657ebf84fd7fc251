import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChecksRepository } from '../../storage/ledger/checks.repository.js';

/** Milliseconds after which an unused slot expires, so that slots do not accumulate. */
const LATE_MS = 1_000;

/** Limits the checks of an account to a number a second, over all instances. */
export class RegistryRateLimiter {
  #moments: number[] = [];
  #waiting = 0;
  #refill: Promise<void> | undefined;

  constructor(
    private readonly checks: ChecksRepository,
    private readonly account: string,
    private readonly perSecond: number,
  ) {}

  /** Resolves when the caller may make a request. @throws the reason of the signal. */
  async take(signal: AbortSignal | undefined): Promise<void> {
    this.#waiting += 1;
    try {
      let moment: number | undefined;
      while ((moment = this.#next()) === undefined) {
        signal?.throwIfAborted();
        await (this.#refill ??= this.#reserve().finally(() => (this.#refill = undefined)));
      }
      await sleep(Math.max(0, moment - performance.now()), undefined, { signal });
    } finally {
      this.#waiting -= 1;
    }
  }

  #next(): number | undefined {
    const oldest = performance.now() - LATE_MS;
    while ((this.#moments[0] ?? oldest) < oldest) this.#moments.shift();
    return this.#moments.shift();
  }

  /** Reserves a slot for each waiting caller, at most a quarter of a second's: other instances wait behind them. */
  async #reserve(): Promise<void> {
    const places = Math.max(1, Math.min(this.#waiting, Math.floor(this.perSecond / 4)));
    const first = (await this.checks.reserve(this.account, places, this.perSecond)) + performance.now();
    for (let place = 0; place < places; place += 1) {
      this.#moments.push(first + (place * 1_000) / this.perSecond);
    }
  }
}
