import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../common/thrown.js';

/** Where an outage is logged; a Nest logger fits. */
export interface OutageLog {
  log(message: string): void;
  warn(message: string): void;
}

export interface OutageTimes {
  /** Interval between two checks whether the database is available again, in milliseconds. */
  readonly probeMs?: number;
  /** Interval between two log lines during the outage, in milliseconds. */
  readonly remindMs?: number;
}

/** A probe without an answer after this time counts as failed. */
const PROBE_LIMIT_MS = 5_000;

/** This number of failures in a minute is logged even if the probe succeeds. */
const MANY_FAILURES = 5;

/**
 * Logs an outage of the database once for everything that uses it: a line at its start, one each minute, and one at its
 * end. A single broken connection is not an outage: the first line requires a failed probe.
 */
export class Outage {
  readonly #closing = new AbortController();
  readonly #probeMs: number;
  readonly #remindMs: number;
  #watching: Promise<void> | undefined;
  #failures: number[] = [];
  #since: Date | undefined;

  /** @param probe resolves when the database answers and accepts writes. */
  constructor(
    private readonly probe: () => Promise<void>,
    private readonly log: OutageLog,
    { probeMs = 1_000, remindMs = 60_000 }: OutageTimes = {},
  ) {
    this.#probeMs = probeMs;
    this.#remindMs = remindMs;
  }

  /** The start of the current outage. */
  get since(): Date | undefined {
    return this.#since;
  }

  /** Reports that a statement or a connection failed because the database is unavailable. */
  suspect(failure: unknown): void {
    if (this.#closing.signal.aborted) return;
    this.#watching ??= this.#watch(failure).finally(() => (this.#watching = undefined));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#watching;
  }

  async #watch(cause: unknown): Promise<void> {
    const { signal } = this.#closing;
    const start = performance.now();
    const startedAt = new Date();
    let remindAt = start;
    let logged = false;
    while (!signal.aborted) {
      const failure = await this.#probeFailure();
      if (signal.aborted) return;
      if (failure === undefined) break;
      this.#since = startedAt;
      const now = performance.now();
      if (now >= remindAt) {
        const since = logged ? ` for ${durationText(now - start)}` : '';
        this.log.warn(
          `Database outage${since}: ${messageOf(failure)} Background work waits until it is available again.`,
        );
        logged = true;
        remindAt = now + this.#remindMs;
      }
      await sleep(this.#probeMs, undefined, { signal }).catch(() => undefined);
    }
    this.#since = undefined;
    if (!logged) this.#countFailure(cause);
    else this.log.log(`The database is available again after ${durationText(performance.now() - start)}.`);
  }

  /** Handles a failure while the probe succeeds: it counts as one broken connection, unless failures continue. */
  #countFailure(cause: unknown): void {
    const now = performance.now();
    this.#failures = [...this.#failures.filter((at) => now - at < this.#remindMs), now];
    if (this.#failures.length < MANY_FAILURES) return;
    this.#failures = [];
    this.log.warn(`The database answers, but connections to it fail repeatedly: ${messageOf(cause)}`);
  }

  /** @returns the error, if the database is unavailable. */
  async #probeFailure(): Promise<unknown> {
    const limit = new AbortController();
    const timeout = sleep(PROBE_LIMIT_MS, 'timeout', {
      signal: AbortSignal.any([limit.signal, this.#closing.signal]),
    }).catch(() => 'stopped');
    const probed = this.probe().then(
      () => undefined,
      (error: unknown) => error,
    );
    const result = await Promise.race([probed, timeout]);
    limit.abort();
    return result === 'timeout' ? new Error(`It has not answered for ${PROBE_LIMIT_MS / 1000} s.`) : result;
  }
}

const durationText = (ms: number): string =>
  ms < 90_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`;
