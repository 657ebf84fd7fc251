import type { Lane } from '../storage/schema.js';
import type { OrdersRepository } from '../storage/outbox/orders.repository.js';
import type { Submitter } from './submitter.js';
import { Waker } from '../basics/waker.js';

/** Orders whose `notBefore` comes wake nobody, and a notification may be lost: so a look without being called. */
const LOOK_MS = 500;

/**
 * How far an instance takes orders ahead of the pace: behind what it has, a later and more urgent one waits. It takes
 * more when it is down to half, several with one statement.
 */
const AHEAD_RECIPIENTS = 40;

const DATABASE_PAUSE_MS = 500;

/** Takes the orders of one lane to the submitter, as many at a time as the lane bears. */
export class LanePump {
  readonly #waker = new Waker();
  readonly #stopping = new AbortController();
  readonly #underWay = new Map<string, Promise<void>>();
  #recipientsUnderWay = 0;
  /** Whether orders may be waiting for which there was no room. */
  #more = false;
  /** Recipients of an order, as they were lately: how many orders fill the room. */
  #usualSize = 1;
  #loop: Promise<void> | undefined;

  constructor(
    private readonly account: string,
    private readonly lane: Lane,
    private readonly orders: OrdersRepository,
    private readonly submitter: Submitter,
    private readonly complain: (error: unknown) => void,
  ) {}

  start(): void {
    this.#loop ??= this.#run();
  }

  wake(): void {
    this.#waker.wake();
  }

  /** The orders that this pump claimed and is not done with. */
  get inHand(): string[] {
    return [...this.#underWay.keys()];
  }

  /** Claims nothing more, and waits for what is on its way to the provider. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#waker.wake();
    await this.#loop;
    await Promise.all(this.#underWay.values());
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        if (!(await this.#step())) await this.#waker.sleep(LOOK_MS);
      } catch (error) {
        this.complain(error);
        await this.#waker.sleep(DATABASE_PAUSE_MS);
      }
    }
  }

  /** @returns whether there was something to do. */
  async #step(): Promise<boolean> {
    const full =
      this.lane === 'bulk' ? this.#underWay.size > 0 : this.#recipientsUnderWay > AHEAD_RECIPIENTS / 2;
    this.#more = full;
    if (full || this.submitter.isProviderAway) return false;
    const room =
      this.lane === 'bulk' ? 1 : Math.ceil((AHEAD_RECIPIENTS - this.#recipientsUnderWay) / this.#usualSize);
    const claimed = await this.orders.claim(this.account, this.lane, room);
    for (const order of claimed.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      this.#recipientsUnderWay += order.recipientCount;
      this.#usualSize += (order.recipientCount - this.#usualSize) / 8;
      const work = this.submitter.submit(order, this.#stopping.signal).catch(this.complain);
      const done = work.then(() => {
        this.#recipientsUnderWay -= order.recipientCount;
        this.#underWay.delete(order.id);
        if (this.#more) this.#waker.wake();
      });
      this.#underWay.set(order.id, done);
    }
    this.#more = claimed.length >= room;
    return this.#more;
  }
}
