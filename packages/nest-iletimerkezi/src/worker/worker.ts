import { performance } from 'node:perf_hooks';
import { kindOf } from '../common/thrown.js';
import type { DueWork } from '../storage/due-work.repository.js';
import { Waker } from './waker.js';

/** Default pause between two claims of an idle worker that polls, in milliseconds. */
const POLL_MS = 1_000;

const FIRST_PAUSE_MS = 500;
const LONGEST_CLAIM_PAUSE_MS = 2_000;
const LONGEST_RUN_PAUSE_MS = 300_000;

/** Describes one kind of background work: how to claim items and how to run them. */
export interface WorkerSettings<Item> {
  /** Names the kind of work in logs and health checks, such as `orders-instant`. */
  readonly name: string;
  /** Undefined for a worker that serves all accounts of its database. */
  readonly account?: string;
  /**
   * Claims due items.
   * @param limit the largest number of items to return. `claim` may return fewer or none.
   */
  claim(limit: number, signal: AbortSignal): Promise<readonly Item[]>;
  /**
   * Runs an item and settles it under its claim. Resolves to `retry` when the item was released because of a failure
   * that was already reported: the next claim then waits with exponential backoff, as after an error.
   */
  run(item: Item, signal: AbortSignal): Promise<'retry' | void>;
  /** The largest total weight in flight, in the unit of `weigh`. Default 1. */
  readonly capacity?: number;
  /** Claims again when the weight in flight is at most this. Default 0: the next claim waits for the end of a batch. */
  readonly refillAt?: number;
  /** Returns the share of the capacity that an item takes. Default 1. */
  weigh?(item: Item): number;
  /** Returns whether items may be claimed now. The worker stays idle while they may not. */
  isReady?(): boolean;
  /** Returns the milliseconds until an item may be due. Called after a claim that returned nothing. */
  untilNext?(): Promise<number | undefined>;
  /** Whether to claim again after each batch, and not only after a batch that reached the limit. */
  readonly claimsAgain?: boolean;
  /** Finds due work in one query with the other workers of the group. Without it, the worker polls. */
  readonly due?: DueWork;
  /** The PostgreSQL channel whose notifications wake this worker. The payload is an account. */
  readonly channel?: string;
  /** Pause between two claims of an idle worker, in milliseconds. Default 1,000. */
  readonly pollMs?: number;
  /**
   * Returns the tokens of the claims in flight, for workers whose claims are released when the result of the claim is
   * lost.
   */
  claims?(): readonly string[];
  /** Reports an error. `worker` is the name of the worker that failed. */
  readonly onError: (error: unknown, worker: string) => void;
}

/** The status of a worker, for health checks and metrics. */
export interface WorkerStatus {
  readonly name: string;
  readonly account: string | undefined;
  readonly state: 'idle' | 'running' | 'retrying' | 'stopped';
  readonly inFlight: number;
  /** Failures since the last success. */
  readonly failures: number;
  /** Time of the first of these failures. */
  readonly failingSince: Date | undefined;
  /** The class and the code of the latest error. */
  readonly lastError: string | undefined;
}

/** The part of {@link Worker} that does not depend on its items: start, wake, stop and status. */
export interface BackgroundWorker {
  readonly status: WorkerStatus;
  readonly due: DueWork | undefined;
  readonly channel: string | undefined;
  readonly account: string | undefined;
  readonly claims: readonly string[];
  /** Whether the worker would claim at once when woken. */
  readonly canClaim: boolean;
  start(options?: { polls?: boolean }): void;
  wake(): void;
  stop(): Promise<void>;
}

/**
 * Runs the loop of a background job: claim, run, settle. Notifications wake the worker, and it polls in case one is
 * lost. After a failure it waits with exponential backoff. `stop` ends claiming and resolves when nothing is in flight.
 */
export class Worker<Item> implements BackgroundWorker {
  readonly #waker = new Waker();
  readonly #stopping = new AbortController();
  readonly #inFlight = new Set<Promise<void>>();
  #weight = 0;
  /** Moving average of the weight of an item, from which the number of items to claim follows. */
  #usualWeight = 1;
  /** Whether more items may be due than the latest claim returned. */
  #hasMore = false;
  #claimFailures = 0;
  #runFailures = 0;
  #pausedUntil = 0;
  #lastError: string | undefined;
  #failingSince: Date | undefined;
  #polls = true;
  #loop: Promise<void> | undefined;

  constructor(private readonly settings: WorkerSettings<Item>) {}

  get due(): DueWork | undefined {
    return this.settings.due;
  }

  get channel(): string | undefined {
    return this.settings.channel;
  }

  get account(): string | undefined {
    return this.settings.account;
  }

  get claims(): readonly string[] {
    return this.settings.claims?.() ?? [];
  }

  get canClaim(): boolean {
    const { refillAt = 0 } = this.settings;
    const isRunning = this.#loop !== undefined && !this.#stopping.signal.aborted;
    const isPaused = performance.now() < this.#pausedUntil;
    return isRunning && !isPaused && this.#weight <= refillAt && this.settings.isReady?.() !== false;
  }

  get status(): WorkerStatus {
    const { name, account } = this.settings;
    const inFlight = this.#inFlight.size;
    const failures = this.#claimFailures + this.#runFailures;
    const isStopped = this.#loop === undefined || this.#stopping.signal.aborted;
    const working = failures > 0 ? 'retrying' : inFlight > 0 ? 'running' : 'idle';
    const state = isStopped ? 'stopped' : working;
    const failingSince = failures > 0 ? this.#failingSince : undefined;
    return { name, account, state, inFlight, failures, failingSince, lastError: this.#lastError };
  }

  /** @param options `polls: false` when the worker group polls for due work and wakes this worker. */
  start({ polls = true }: { polls?: boolean } = {}): void {
    this.#polls = polls;
    this.#loop ??= this.#run();
  }

  wake(): void {
    this.#waker.wake();
  }

  /** Stops claiming, and resolves when nothing is in flight. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#waker.wake();
    await this.#loop;
    await Promise.all(this.#inFlight);
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const pause = this.#pausedUntil - performance.now();
      if (pause > 0) {
        await this.#waker.sleep(pause);
        continue;
      }
      const idleMs = await this.#round();
      if (idleMs !== 0 && !signal.aborted) await this.#waker.sleep(idleMs);
    }
  }

  /** @returns milliseconds to sleep unless woken; 0 to claim again immediately, undefined to sleep until woken. */
  async #round(): Promise<number | undefined> {
    const { capacity = 1, refillAt = 0, pollMs = POLL_MS } = this.settings;
    const pollsMs = this.#polls ? pollMs : undefined;
    this.#hasMore = true;
    if (this.#weight > refillAt || this.settings.isReady?.() === false) return pollsMs;
    const limit = Math.ceil((capacity - this.#weight) / this.#usualWeight);
    try {
      const items = await this.settings.claim(limit, this.#stopping.signal);
      this.#claimFailures = 0;
      for (const item of items) this.#start(item);
      this.#hasMore = items.length >= limit;
      if (items.length === 0) return earlier(pollsMs, await this.settings.untilNext?.());
      return this.#hasMore && this.#weight <= refillAt ? 0 : pollsMs;
    } catch (error) {
      this.#noteFailure();
      this.#claimFailures += 1;
      this.#failed(error);
      this.#pause(this.#claimFailures, LONGEST_CLAIM_PAUSE_MS);
      return 0;
    }
  }

  #start(item: Item): void {
    const { claimsAgain = false } = this.settings;
    const weight = this.settings.weigh?.(item) ?? 1;
    this.#weight += weight;
    this.#usualWeight += (weight - this.#usualWeight) / 8;
    const running: Promise<void> = this.settings
      .run(item, this.#stopping.signal)
      .then(
        (result) => {
          if (result === 'retry') this.#retry();
          else this.#runFailures = 0;
        },
        (error: unknown) => {
          this.#failed(error);
          this.#retry();
        },
      )
      .then(() => {
        this.#weight -= weight;
        this.#inFlight.delete(running);
        if (this.#hasMore || (claimsAgain && this.#weight === 0)) this.#waker.wake();
      });
    this.#inFlight.add(running);
  }

  #retry(): void {
    this.#noteFailure();
    this.#runFailures += 1;
    this.#pause(this.#runFailures, LONGEST_RUN_PAUSE_MS);
  }

  /** Stores the time of the first failure after a success. */
  #noteFailure(): void {
    if (this.#claimFailures + this.#runFailures === 0) this.#failingSince = new Date();
  }

  #pause(failures: number, longestMs: number): void {
    this.#pausedUntil = performance.now() + Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), longestMs);
  }

  #failed(error: unknown): void {
    this.#lastError = kindOf(error);
    this.settings.onError(error, this.settings.name);
  }
}

/** Returns the shorter of two waits. Undefined means no end. */
function earlier(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? (other && Math.max(1, other));
  return Math.max(1, Math.min(one, other));
}
