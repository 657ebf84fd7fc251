import { performance } from 'node:perf_hooks';
import { nameOf } from '../common/thrown.js';
import type { DueWork } from '../storage/due-work.repository.js';
import { Waker } from './waker.js';

/** Pause between two claims of an idle worker that polls by itself, in milliseconds. */
const POLL_MS = 1_000;

const FIRST_PAUSE_MS = 500;
const LONGEST_CLAIM_PAUSE_MS = 2_000;
const LONGEST_RUN_PAUSE_MS = 300_000;

/** One kind of background work: how to claim it, and how to run what was claimed. */
export interface WorkerSettings<Item> {
  /** Names the kind of work in logs and health checks, such as `orders-instant`. */
  readonly name: string;
  /** Undefined for a worker that serves all accounts of its database. */
  readonly account?: string;
  /**
   * Claims due items.
   * @param room how much may be claimed; `claim` may return less or nothing.
   */
  claim(room: number, signal: AbortSignal): Promise<readonly Item[]>;
  /**
   * Runs an item and settles it under its claim. Resolves to `retry` when the item was given back because of a failure
   * that is reported already: the next claim then waits, longer from failure to failure, as after an error.
   */
  run(item: Item, signal: AbortSignal): Promise<'retry' | void>;
  /** How much may be in flight, in the unit of `weigh`. Default 1. */
  readonly capacity?: number;
  /** Claims again when no more than this is in flight. Default 0: one batch after the other. */
  readonly refillAt?: number;
  /** What an item takes of the capacity. Default 1. */
  weigh?(item: Item): number;
  /** Whether claiming makes sense now. While it does not, the worker stays idle. */
  isReady?(): boolean;
  /** Returns the milliseconds until something may be due, asked after a claim that found nothing. */
  untilNext?(): Promise<number | undefined>;
  /** Whether to claim again after each batch, and not only after one that filled the room. */
  readonly claimsAgain?: boolean;
  /** How the database is asked for due work, together with that of other workers. Without it, the worker polls. */
  readonly due?: DueWork;
  /** The channel whose notifications wake this worker; the payload is an account. */
  readonly channel?: string;
  /** Pause between two claims of an idle worker, in milliseconds. Default 1,000. */
  readonly pollMs?: number;
  /** Tokens of the claims in flight, for workers whose claims are released when their answer is lost. */
  claims?(): readonly string[];
  /** Reports an error. `worker` is the name of the worker that failed. */
  readonly onError: (error: unknown, worker: string) => void;
}

/** How a worker stands, for health checks and metrics. */
export interface WorkerStatus {
  readonly name: string;
  readonly account: string | undefined;
  readonly state: 'idle' | 'running' | 'retrying' | 'stopped';
  readonly inFlight: number;
  /** Failures since the last success. */
  readonly failures: number;
  /** The class of the latest error. */
  readonly lastError: string | undefined;
}

/** What {@link Worker} offers to whoever starts, wakes and stops it, whatever its items are. */
export interface BackgroundWorker {
  readonly status: WorkerStatus;
  readonly due: DueWork | undefined;
  readonly channel: string | undefined;
  readonly account: string | undefined;
  readonly claims: readonly string[];
  start(options?: { polls?: boolean }): void;
  wake(): void;
  stop(): Promise<void>;
}

/**
 * The loop of every background job: claim, run, settle. Notifications wake it, and it polls in case one is lost. After
 * a failure it waits, twice as long each time. `stop` ends claiming and resolves when nothing is in flight.
 */
export class Worker<Item> implements BackgroundWorker {
  readonly #waker = new Waker();
  readonly #stopping = new AbortController();
  readonly #inFlight = new Set<Promise<void>>();
  #weight = 0;
  /** Moving average of the weight of an item: how many fill the room. */
  #usualWeight = 1;
  /** Whether the latest claim may have left due items behind. */
  #hasMore = false;
  #claimFailures = 0;
  #runFailures = 0;
  #pausedUntil = 0;
  #lastError: string | undefined;
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

  get status(): WorkerStatus {
    const { name, account } = this.settings;
    const inFlight = this.#inFlight.size;
    const failures = this.#claimFailures + this.#runFailures;
    const isStopped = this.#loop === undefined || this.#stopping.signal.aborted;
    const working = failures > 0 ? 'retrying' : inFlight > 0 ? 'running' : 'idle';
    const state = isStopped ? 'stopped' : working;
    return { name, account, state, inFlight, failures, lastError: this.#lastError };
  }

  /** @param options `polls: false` where somebody else looks for due work and wakes this worker. */
  start({ polls = true }: { polls?: boolean } = {}): void {
    this.#polls = polls;
    this.#loop ??= this.#run();
  }

  wake(): void {
    this.#waker.wake();
  }

  /** Claims nothing more, and resolves when nothing is in flight. */
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

  /** @returns how long to sleep unless woken; 0 to claim again at once. */
  async #round(): Promise<number | undefined> {
    const { capacity = 1, refillAt = 0, pollMs = POLL_MS } = this.settings;
    const pollsMs = this.#polls ? pollMs : undefined;
    this.#hasMore = true;
    if (this.#weight > refillAt || this.settings.isReady?.() === false) return pollsMs;
    const room = Math.ceil((capacity - this.#weight) / this.#usualWeight);
    try {
      const items = await this.settings.claim(room, this.#stopping.signal);
      this.#claimFailures = 0;
      for (const item of items) this.#start(item);
      this.#hasMore = items.length >= room;
      if (items.length === 0) return earlier(pollsMs, await this.settings.untilNext?.());
      return this.#hasMore && this.#weight <= refillAt ? 0 : pollsMs;
    } catch (error) {
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
    this.#runFailures += 1;
    this.#pause(this.#runFailures, LONGEST_RUN_PAUSE_MS);
  }

  #pause(failures: number, longestMs: number): void {
    this.#pausedUntil = performance.now() + Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), longestMs);
  }

  #failed(error: unknown): void {
    this.#lastError = nameOf(error);
    this.settings.onError(error, this.settings.name);
  }
}

/** The earlier of two waits; undefined is never. */
function earlier(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? (other && Math.max(1, other));
  return Math.max(1, Math.min(one, other));
}
