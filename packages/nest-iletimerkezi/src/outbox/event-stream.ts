import type { Kysely } from 'kysely';
import { Subject, type Observable } from 'rxjs';
import { type Cursor, EventsRepository, type StoredEvent } from '../storage/outbox/events.repository.js';
import type { Tables } from '../storage/schema.js';
import { Waker } from './waker.js';

/** A lost notification is made up for after this at the latest. */
const LOOK_MS = 1_000;

/** What happens in the outbox on any instance, from the moment this one started, each thing once and in order. */
export class EventStream {
  readonly #subject = new Subject<StoredEvent>();
  readonly #waker = new Waker();
  readonly #repository: EventsRepository;
  #stopping = false;
  #loop: Promise<void> | undefined;

  readonly events$: Observable<StoredEvent> = this.#subject.asObservable();

  constructor(
    db: Kysely<Tables>,
    private readonly complain: (error: unknown) => void,
  ) {
    this.#repository = new EventsRepository(db);
  }

  async start(): Promise<void> {
    const cursor = await this.#repository.now();
    this.#loop = this.#run(cursor);
  }

  wake(): void {
    this.#waker.wake();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#waker.wake();
    await this.#loop;
    this.#subject.complete();
  }

  async #run(from: Cursor): Promise<void> {
    let cursor = from;
    while (!this.#stopping) {
      try {
        const read = await this.#repository.since(cursor);
        cursor = read.cursor;
        for (const event of read.events) this.#subject.next(event);
      } catch (error) {
        this.complain(error);
      }
      if (!this.#stopping) await this.#waker.sleep(LOOK_MS);
    }
  }
}
