import { setTimeout as sleep } from 'node:timers/promises';
import { Subject, type Observable } from 'rxjs';
import type { Cursor, Followed } from '../storage/outbox/events.repository.js';
import { type BackgroundWorker, Worker, type WorkerStatus } from '../worker/worker.js';

/** Notifications arrive by the hundred; rows that are committed within this time are read with one statement. */
const GATHER_MS = 10;

/** Account under which the look reports a stream: its rows are of all accounts. */
const ALL = ['all'];

/**
 * Emits rows that any instance appended since this one started, each once and in order. Without subscribers nothing is
 * read.
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
    /** The channel on which appended rows are notified. */
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
        await sleep(GATHER_MS);
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

  get status(): WorkerStatus {
    return this.#worker.status;
  }

  /** Reads the present, from which the stream starts. */
  begin(): Promise<void> {
    return this.#begin();
  }

  /** Leaves out what was appended before a snapshot, unless something is subscribed. */
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
