import type { Erased, ErasureRepository } from '../storage/outbox/erasure.repository.js';
import { Waker } from '../worker/waker.js';

/** A limit is counted in days, so nothing is late by an hour. */
const EVERY_MS = 3_600_000;

/** Leaves the database to the sending in between. */
const PAUSE_MS = 50;

/** Erases what the host's limit has passed, at the start and every hour, batch by batch. */
export class Retention {
  readonly #waker = new Waker();
  #stopping = false;
  #loop: Promise<void> | undefined;

  constructor(
    private readonly account: string,
    private readonly erasure: ErasureRepository,
    /** Told what was erased: whoever answers for the data has to be able to show it. */
    private readonly tell: (message: string) => void,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.#loop ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#waker.wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      await this.#round();
      if (!this.#stopping) await this.#waker.sleep(EVERY_MS);
    }
  }

  async #round(): Promise<void> {
    const total = { orders: 0, recipients: 0, reports: 0, events: 0, sends: 0 };
    try {
      while (!this.#stopping) {
        const erased = await this.erasure.eraseSome();
        if (erased === undefined || isNothing(erased)) break;
        total.orders += erased.orders;
        total.recipients += erased.recipients;
        total.reports += erased.reports;
        total.events += erased.events;
        total.sends += erased.sends;
        if (!this.#stopping) await this.#waker.sleep(PAUSE_MS);
      }
    } catch (error) {
      this.onError(error);
    }
    if (isNothing(total)) return;
    this.tell(
      `Retention of the account "${this.account}": erased the numbers and texts of ${total.orders} orders ` +
        `(${total.recipients} recipients), ${total.reports} delivery reports, ${total.events} events and ${total.sends} records of direct sends.`,
    );
  }
}

const isNothing = (erased: Erased): boolean => Object.values(erased).every((count) => count === 0);
