import type { RawBuilder } from 'kysely';
import { messageOf } from '../common/thrown.js';
import type { Database } from '../storage/database.js';
import { DueWorkRepository } from '../storage/due-work.repository.js';
import { InstancesRepository } from '../storage/instances.repository.js';
import { LoopErrors } from '../storage/loop-errors.js';
import { LEASE_MS } from '../options/outbox.options.js';
import { InstanceLease } from './instance-lease.js';
import { createPeriodicWorker } from './periodic-worker.js';
import { type BackgroundWorker, Worker, type WorkerStatus } from './worker.js';

const SHORTEST_LEASE_MS = 1_000;

/** The log of background work. A Nest logger implements it. */
export interface WorkerLog {
  log(message: string): void;
  warn(message: string): void;
}

/** A reader of rows that all instances append to; see `EventStream`. */
interface Follower extends BackgroundWorker {
  /** Reads the current position, from which the reader starts. */
  begin(): Promise<void>;
  /** Advances to a snapshot while there is no subscriber. */
  skipTo(snapshot: string): void;
}

/** The background work of this process on one database. */
export interface BackgroundStatus {
  /** The id of this process in the database. Claims carry it. */
  readonly instance: string;
  readonly database: {
    readonly state: 'available' | 'unavailable';
    /** The start of the outage. */
    readonly since: Date | undefined;
  };
  /** `polled`: notifications do not arrive, and the workers look for work once a second. */
  readonly notifications: 'received' | 'polled';
  readonly workers: readonly WorkerStatus[];
}

/**
 * Runs the workers of this process on one database. They share a lease, a listener for notifications and one query per
 * second for due work.
 */
export class WorkerGroup {
  readonly log: WorkerLog;
  readonly #database: Database;
  readonly #lease: InstanceLease;
  readonly #errors: LoopErrors;
  readonly #workers: BackgroundWorker[] = [];
  readonly #followers: Follower[] = [];
  readonly #recoveries = new Set<string>();
  readonly #stops: (() => Promise<void>)[] = [];
  readonly #ends: (() => void)[] = [];
  readonly #periodicAccounts = new Map<string, string[]>();
  readonly #poller: BackgroundWorker;
  #listener: ReturnType<Database['createListener']> | undefined;
  #leaseMs = LEASE_MS;

  constructor(database: Database, log: WorkerLog) {
    this.#database = database;
    this.log = log;
    this.#errors = new LoopErrors((line) => log.warn(line));
    this.#lease = new InstanceLease(new InstancesRepository(database.kysely), (error) =>
      this.onError(error, 'heartbeat'),
    );
    this.#poller = this.#createPoller();
  }

  /** The id of this process in the database. Claims carry it. */
  get instance(): string {
    return this.#lease.id;
  }

  /** The status of the database and of each worker. Makes no query. */
  get status(): BackgroundStatus {
    const since = this.#database.unavailableSince;
    return {
      instance: this.instance,
      database: { state: since === undefined ? 'available' : 'unavailable', since },
      notifications: this.#listener?.isListening ? 'received' : 'polled',
      workers: [this.#poller, ...this.#workers, ...this.#followers].map(({ status }) => status),
    };
  }

  /** Returns whether a worker of the account that listens on the channel can claim now. */
  canClaim(channel: string, account: string): boolean {
    return this.#listeners(channel, account).some((worker) => worker.canClaim);
  }

  /** Wakes the workers of the account that listen on the channel, without a notification. */
  wake(channel: string, account: string): void {
    for (const worker of this.#listeners(channel, account)) worker.wake();
  }

  #listeners(channel: string, account: string): BackgroundWorker[] {
    return this.#workers.filter((worker) => worker.channel === channel && worker.account === account);
  }

  /** The tokens of all claims in flight. */
  get claims(): readonly string[] {
    return this.#workers.flatMap(({ claims }) => claims);
  }

  /**
   * Logs an error with the name of the worker that failed. After the database is closed, work that the drain did not wait
   * for fails as expected.
   */
  readonly onError = (error: unknown, worker: string): void => {
    if (this.#database.isClosed) return;
    this.#errors.report(`Worker ${worker} failed: ${messageOf(error)}`, error);
  };

  /** Adds a worker before `start`. */
  add(worker: BackgroundWorker): void {
    this.#workers.push(worker);
  }

  /** Adds a job that runs at intervals for all accounts that added it, as one worker. */
  addPeriodic({
    name,
    account,
    everyMs,
    run,
  }: {
    readonly name: string;
    readonly account: string;
    readonly everyMs: number;
    readonly run: (accounts: readonly string[], signal: AbortSignal) => Promise<void>;
  }): void {
    const added = this.#periodicAccounts.get(name);
    if (added) return void added.push(account);
    const accounts = [account];
    this.#periodicAccounts.set(name, accounts);
    this.add(
      createPeriodicWorker({ name, everyMs, onError: this.onError, run: (signal) => run(accounts, signal) }),
    );
  }

  /** Adds a function that `drain` calls and awaits, such as one that stops work started by a caller. */
  stopWith(stop: () => Promise<void>): void {
    this.#stops.push(stop);
  }

  /** Adds a function that runs after the end of the lease. */
  endWith(end: () => void): void {
    this.#ends.push(end);
  }

  /** Adds a reader before `start`. Readers stop after the workers, so that events written during the drain are emitted. */
  follow(follower: Follower): void {
    this.#followers.push(follower);
  }

  /**
   * Limits the time that the lease lasts without a heartbeat, in milliseconds. The shortest limit of all accounts
   * applies.
   */
  limitLease(leaseMs: number): void {
    this.#leaseMs = Math.max(SHORTEST_LEASE_MS, Math.min(this.#leaseMs, leaseMs));
  }

  /**
   * Recovers items claimed by instances without a lease, when the group's query for due work finds some. Each name has one
   * recovery.
   * @param recover gets the tokens of the claims in flight, to distinguish them from claims whose result was lost.
   * @param find selects a row with the column `account` when there is something to recover.
   */
  recoverWith(
    name: string,
    recover: (known: () => readonly string[]) => Promise<void>,
    find: (known: readonly string[]) => RawBuilder<unknown>,
  ): void {
    if (this.#recoveries.has(name)) return;
    this.#recoveries.add(name);
    this.add(
      new Worker<never>({
        name,
        onError: this.onError,
        due: { kind: name, accounts: () => ['all'], find: () => find(this.claims) },
        claim: async () => {
          await recover(() => this.claims);
          return [];
        },
        run: () => Promise.resolve(),
      }),
    );
  }

  /** Acquires the lease and starts the workers. */
  async start(): Promise<void> {
    await Promise.all(this.#followers.map((follower) => follower.begin()));
    this.#listen();
    await this.#lease.start(this.#leaseMs);
    for (const worker of [...this.#workers, ...this.#followers]) {
      worker.start({ polls: worker.due === undefined });
    }
    this.#poller.start();
  }

  /** Stops claiming, and resolves when nothing is in flight. The lease is kept. */
  async drain(): Promise<void> {
    await Promise.all([
      ...this.#workers.map((worker) => worker.stop()),
      ...this.#stops.map((stop) => stop()),
    ]);
    await this.#listener?.close();
    await this.#poller.stop();
    await Promise.all(this.#followers.map((follower) => follower.stop()));
  }

  /** Ends the lease. Other instances recover items that are still claimed by this one. */
  async endLease(): Promise<void> {
    // Not awaited: a drain that exceeded its time has not stopped them, and their queries may hang.
    for (const worker of [this.#poller, ...this.#followers]) void worker.stop();
    await this.#lease.stop();
    for (const end of this.#ends) end();
  }

  /** Drains, and ends the lease. */
  async stop(): Promise<void> {
    await this.drain();
    await this.endLease();
  }

  #createPoller(): BackgroundWorker {
    const dueWork = new DueWorkRepository(this.#database.kysely);
    return new Worker<never>({
      name: 'poll',
      onError: this.onError,
      run: () => Promise.resolve(),
      claim: async () => {
        const all = [...this.#workers, ...this.#followers];
        const { due, snapshot } = await dueWork.find(all.flatMap((worker) => worker.due ?? []));
        for (const { kind, account } of due) {
          for (const worker of all) {
            if (worker.due?.kind === kind && worker.due.accounts().includes(account)) worker.wake();
          }
        }
        for (const follower of this.#followers) follower.skipTo(snapshot);
        return [];
      },
    });
  }

  /** Receives the notifications of all workers on one connection. */
  #listen(): void {
    const all = [...this.#workers, ...this.#followers];
    const listener = this.#database.createListener();
    const channels = new Set(all.flatMap(({ channel }) => channel ?? []));
    for (const channel of channels) {
      const listening = all.filter((worker) => worker.channel === channel);
      listener.on(channel, (payload) => {
        for (const worker of listening) {
          // The payload is empty after a reconnection, because notifications may have been lost.
          if (!payload || worker.account === undefined || worker.account === payload) worker.wake();
        }
      });
    }
    listener.start();
    this.#listener = listener;
  }
}
