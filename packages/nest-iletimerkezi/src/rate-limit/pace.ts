import { monotonicClock, type Clock } from './clock.js';
import { sendRefusedAtShutdown } from './pace.errors.js';
import type { SharedLimit } from './shared-limit.js';
import { SlidingWindow } from './sliding-window.js';
import { WaitingLine } from './waiting-line.js';

/**
 * Recipients a second that transactional orders of one account may have. Source: provider documentation, overview,
 * usage limits.
 */
export const RECIPIENTS_PER_SECOND = 100;

/** The provider may round its clock differently: the window is that much longer than a second. */
const CLOCK_MARGIN_MS = 5;

/** A request without an answer has arrived by then, or never will. */
const LONGEST_FLIGHT_MS = 2_000;

/**
 * When an account's direct sends may leave this process. Orders of up to 100 recipients share 100 recipients a second;
 * larger ones leave one after the other and never make a small one wait. With storage, the 100 are shared with the
 * outbox and with all instances on the database. While the database cannot be reached, the outbox sends nothing, and
 * direct sends keep to 100 a second of this process.
 */
export class Pace {
  readonly #small: SlidingWindow;
  readonly #large = new WaitingLine();
  #shared: SharedLimit | undefined;
  #largeUnderWay = false;
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

  /** Keeps to this limit from now on, as far as its database can be reached. */
  share(limit: SharedLimit): void {
    this.#shared = limit;
  }

  /**
   * Runs a send when its turn has come.
   * @throws IletimerkeziError `aborted` with the outcome `not-applied`, when `signal` or the shutdown came first.
   */
  async run<Result>(recipients: number, send: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    if (this.#closed) throw sendRefusedAtShutdown();
    this.#inFlight += 1;
    try {
      if (recipients > RECIPIENTS_PER_SECOND) return await this.#runLarge(send, signal);
      return await this.#runSmall(recipients, send, signal);
    } finally {
      this.#inFlight -= 1;
      if (this.#inFlight === 0) this.#tellIdle();
    }
  }

  /** Sends under way, waiting or leaving. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Resolves when no send is under way. */
  idle(): Promise<void> {
    return this.#inFlight === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Refuses whatever still waits and whatever comes later; says how many waited. */
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
    if (!this.#largeUnderWay) this.#admitLarge();
    await turn;
    try {
      return await send();
    } finally {
      this.#largeUnderWay = false;
      this.#admitLarge();
    }
  }

  #admitLarge(): void {
    if (this.#large.head === undefined) return;
    this.#largeUnderWay = true;
    this.#large.admit();
  }

  #tellIdle(): void {
    const waiting = this.#idle;
    this.#idle = [];
    for (const resolve of waiting) resolve();
  }
}
