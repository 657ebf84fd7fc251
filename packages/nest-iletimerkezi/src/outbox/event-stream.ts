import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Subject, type Observable } from 'rxjs';
import type { Cursor, Followed } from '../storage/outbox/events.repository.js';
import { Waker } from '../worker/waker.js';

/** A lost notification is made up for after this at the latest. */
const LOOK_MS = 1_000;

/** Notifications come by the hundred; what came within this time is read at once. */
const GATHER_MS = 10;

/** What happens on any instance, from the moment this one started, each thing once and in order. */
export class EventStream<Event> {
  readonly #subject = new Subject<Event>();
  readonly #waker = new Waker();
  #stopping = false;
  #loop: Promise<void> | undefined;

  readonly events$: Observable<Event> = this.#subject.asObservable();

  constructor(
    private readonly repository: Followed<Event>,
    private readonly onError: (error: unknown) => void,
  ) {}

  async start(): Promise<void> {
    const cursor = await this.repository.now();
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
        if (this.#subject.observed) {
          const read = await this.repository.since(cursor);
          cursor = read.cursor;
          for (const event of read.events) this.#subject.next(event);
        } else {
          cursor = await this.repository.now();
        }
      } catch (error) {
        this.onError(error);
      }
      await this.#pause();
    }
  }

  /** Where nobody listens, notifications need not be followed. */
  async #pause(): Promise<void> {
    const until = performance.now() + LOOK_MS;
    do {
      if (!this.#stopping) await this.#waker.sleep(Math.max(1, until - performance.now()));
    } while (!this.#stopping && !this.#subject.observed && performance.now() < until);
    if (!this.#stopping && this.#subject.observed) await sleep(GATHER_MS);
  }
}
