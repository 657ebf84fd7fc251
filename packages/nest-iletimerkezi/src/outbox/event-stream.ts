import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Observable, Subject } from 'rxjs';
import type { Cursor, Followed } from '../storage/outbox/events.repository.js';
import { type BackgroundWorker, Worker, type WorkerStatus } from '../worker/worker.js';

/** Delay before a read, in milliseconds. Rows committed within this time are read with one statement. */
const BATCH_DELAY_MS = 25;

/** A new instance counts as a reader for this time, in milliseconds: subscribers are added while the application starts. */
const GRACE_MS = 10_000;

/** A stream with subscribers is followed for this time, in milliseconds, so that events of an outage are read after it. */
const FOLLOWED_MS = 86_400_000;

/** Interval at which that time is renewed, in milliseconds. */
const RENEW_MS = 600_000;

/** The account under which the query for due work reports a stream, because a stream has rows of all accounts. */
const ALL = ['all'];

/**
 * Emits rows that any instance appended after the start of this one, each once and in sequence. Nothing is read while there
 * are no subscribers, and rows are not written for a stream that no instance reads. A subscription to such a stream, in an
 * application that has run for more than 10 s, therefore receives rows from a few milliseconds later.
 */
export class EventStream<Event> implements BackgroundWorker {
  readonly #subject = new Subject<Event>();
  readonly #worker: Worker<readonly Event[]>;
  readonly #repository: Followed<Event>;
  readonly #onError: (error: unknown) => void;
  #cursor: Cursor = '';
  #renewAt = -Infinity;

  readonly events$ = new Observable<Event>((subscriber) => {
    void this.#follow();
    return this.#subject.subscribe(subscriber);
  });

  constructor({
    kind,
    repository,
    onError,
    channel,
  }: {
    readonly kind: string;
    readonly repository: Followed<Event>;
    /** The PostgreSQL channel that is notified of appended rows. */
    readonly channel: string;
    readonly onError: (error: unknown, worker: string) => void;
  }) {
    this.#worker = new Worker({
      name: kind,
      channel,
      onError,
      due: {
        kind,
        accounts: () => (this.#subject.observed ? ALL : []),
        find: () => repository.find(this.#cursor),
      },
      isReady: () => this.#subject.observed,
      claim: async () => {
        await sleep(BATCH_DELAY_MS);
        const read = await repository.since(this.#cursor);
        this.#cursor = read.cursor;
        return read.events.length > 0 ? [read.events] : [];
      },
      run: async (events) => {
        for (const event of events) this.#subject.next(event);
      },
    });
    this.#repository = repository;
    this.#onError = (error) => onError(error, kind);
  }

  get due() {
    return this.#worker.due;
  }

  get channel(): string | undefined {
    return this.#worker.channel;
  }

  get account(): undefined {
    return undefined;
  }

  get claims(): readonly string[] {
    return [];
  }

  get canClaim(): boolean {
    return this.#worker.canClaim;
  }

  get status(): WorkerStatus {
    return this.#worker.status;
  }

  /** Reads the current position, from which the stream starts. */
  async begin(): Promise<void> {
    await this.#repository.follow(this.#subject.observed ? FOLLOWED_MS : GRACE_MS);
    this.#cursor = await this.#repository.now();
  }

  /** Called after each query for due work. Advances to its snapshot while there are no subscribers. */
  skipTo(snapshot: Cursor): void {
    if (this.#subject.observed) void this.#follow();
    else this.#cursor = snapshot;
  }

  start(options?: { polls?: boolean }): void {
    this.#worker.start(options);
  }

  wake(): void {
    this.#worker.wake();
  }

  async stop(): Promise<void> {
    this.#renewAt = Infinity;
    await this.#worker.stop();
    this.#subject.complete();
  }

  /** Records that the stream has a reader, unless that was done recently. A failure is repeated after the next query. */
  async #follow(): Promise<void> {
    const now = performance.now();
    if (now < this.#renewAt) return;
    this.#renewAt = now + RENEW_MS;
    try {
      await this.#repository.follow(FOLLOWED_MS);
    } catch (error) {
      this.#renewAt = -Infinity;
      this.#onError(error);
    }
  }
}
