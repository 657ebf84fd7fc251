import { monotonicClock, type Clock } from './clock.js';
import { sendRefusedAtShutdown } from './pace.errors.js';
import type { SharedLimit } from './shared-limit.js';
import { SlidingWindow } from './sliding-window.js';
import { WaitingLine } from './waiting-line.js';

/**
 * Limit of recipients per second for the transactional orders of one account. Source: provider documentation, overview,
 * usage limits.
 */
export const RECIPIENTS_PER_SECOND = 100;

/** Time added to the window of one second, because the provider may round its clock differently. */
const CLOCK_MARGIN_MS = 5;

/** After this time a request without an answer has arrived or will never arrive. */
const LONGEST_FLIGHT_MS = 2_000;

/**
 * Limits the rate of an account's direct sends. Orders of up to 100 recipients share a limit of 100 recipients per second.
 * Larger orders are sent one at a time and never delay a small one. With storage, the limit is shared with the outbox and
 * with all instances on the database. While the database is unreachable, the outbox sends nothing and direct sends of this
 * process are limited to 100 recipients per second.
 */
export class Pace {
  readonly #small: SlidingWindow;
  readonly #large = new WaitingLine();
  #shared: SharedLimit | undefined;
  #largeInFlight = false;
  #inFlight = 0;
  #closed = false;
  #idle: (() => void)[] = [];

  constructor(private readonly clock: Clock = monotonicClock) {
    this.#small = new SlidingWindow(
      {
        amount: RECIPIENTS_PER_SECOND,
        windowMs: 1_000 + CLOCK_MARGIN_MS,
        longestFlightMs: LONGEST_FLIGHT_MS,
      },
      clock,
    );
  }

  /** Applies this limit from now on, while its database is reachable. */
  share(limit: SharedLimit): void {
    this.#shared = limit;
  }

  /**
   * Runs a send when the rate limit allows it.
   * @throws IletimerkeziError `aborted` with the outcome `not-applied`, when `signal` was aborted or the shutdown began first.
   */
  async run<Result>(recipients: number, send: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    if (this.#closed) throw sendRefusedAtShutdown();
    this.#inFlight += 1;
    try {
      if (recipients > RECIPIENTS_PER_SECOND) return await this.#runLarge(send, signal);
      return await this.#runSmall(recipients, send, signal);
    } finally {
      this.#inFlight -= 1;
      if (this.#inFlight === 0) this.#resolveIdle();
    }
  }

  /** Number of sends that are waiting or being sent. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Resolves when no send is in flight. */
  idle(): Promise<void> {
    return this.#inFlight === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Refuses waiting and later sends. @returns the number of sends that were waiting. */
  close(): number {
    this.#closed = true;
    return (
      (this.#shared?.refuseAll() ?? 0) +
      this.#small.refuseAll(sendRefusedAtShutdown) +
      this.#large.refuseAll(sendRefusedAtShutdown)
    );
  }

  async #runSmall<Result>(
    recipients: number,
    send: () => Promise<Result>,
    signal: AbortSignal | undefined,
  ): Promise<Result> {
    const arrived =
      (await this.#shared?.pass(recipients, signal)) ?? (await this.#passAlone(recipients, signal));
    try {
      return await send();
    } finally {
      arrived();
    }
  }

  async #passAlone(recipients: number, signal: AbortSignal | undefined): Promise<() => void> {
    for (let wait = this.#shared?.bypass() ?? 0; wait > 0; wait = this.#shared?.bypass() ?? 0) {
      await new Promise<void>((resolve) => this.clock.after(wait, resolve));
      if (this.#closed) throw sendRefusedAtShutdown();
    }
    const arrived = await this.#small.pass(recipients, signal);
    this.#shared?.bypass();
    return arrived;
  }

  async #runLarge<Result>(send: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
    const turn = this.#large.join(1, signal, () => undefined);
    if (!this.#largeInFlight) this.#admitLarge();
    await turn;
    try {
      return await send();
    } finally {
      this.#largeInFlight = false;
      this.#admitLarge();
    }
  }

  #admitLarge(): void {
    if (this.#large.head === undefined) return;
    this.#largeInFlight = true;
    this.#large.admit();
  }

  #resolveIdle(): void {
    const waiting = this.#idle;
    this.#idle = [];
    for (const resolve of waiting) resolve();
  }
}
