import { setTimeout as sleep } from 'node:timers/promises';
import { Subject, type Observable } from 'rxjs';
import type { Cursor, Followed } from '../storage/outbox/events.repository.js';
import { type BackgroundWorker, Worker, type WorkerStatus } from '../worker/worker.js';

/** Delay before a read, in milliseconds. Rows committed within this time are read with one statement. */
const BATCH_DELAY_MS = 25;

/** The account under which the query for due work reports a stream, because a stream has rows of all accounts. */
const ALL = ['all'];

/**
 * Emits rows that any instance appended after the start of this one, each once and in sequence. Nothing is read while there
 * are no subscribers.
 */
export class EventStream<Event> implements BackgroundWorker {
  readonly #subject = new Subject<Event>();
  readonly #worker: Worker<readonly Event[]>;
  #cursor: Cursor = '';

  readonly events$: Observable<Event> = this.#subject.asObservable();

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
    this.#begin = async () => {
      this.#cursor = await repository.now();
    };
  }

  readonly #begin: () => Promise<void>;

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
  begin(): Promise<void> {
    return this.#begin();
  }

  /** Advances to a snapshot while there are no subscribers. */
  skipTo(snapshot: Cursor): void {
    if (!this.#subject.observed) this.#cursor = snapshot;
  }

  start(options?: { polls?: boolean }): void {
    this.#worker.start(options);
  }

  wake(): void {
    this.#worker.wake();
  }

  async stop(): Promise<void> {
    await this.#worker.stop();
    this.#subject.complete();
  }
}
