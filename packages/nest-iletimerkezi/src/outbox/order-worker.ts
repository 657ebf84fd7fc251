import { randomUUID } from 'node:crypto';
import type { Lane } from '../storage/schema.js';
import type { ClaimedOrder, OrdersRepository } from '../storage/outbox/orders.repository.js';
import type { Submitter } from './submitter.js';
import { Waker } from '../worker/waker.js';

/** Orders whose `notBefore` arrives send no notification, and a notification may be lost: polling finds them. */
const POLL_MS = 500;

/**
 * How many recipients an instance claims ahead of the rate limit: a later and more urgent order waits behind them. It
 * claims more when half of them are done, several orders with one statement.
 */
const AHEAD_RECIPIENTS = 40;

const DATABASE_PAUSE_MS = 500;

/** Claims the orders of one lane and hands them to the submitter, as many at a time as the lane allows. */
export class OrderWorker {
  readonly #waker = new Waker();
  readonly #stopping = new AbortController();
  /** Orders that are being submitted, by id. An order that is claimed again waits for its earlier submission to end. */
  readonly #inFlight = new Map<string, Promise<void>>();
  /** How many orders are open for each claim; a claim whose answer is outstanding counts as one. */
  readonly #claims = new Map<string, number>();
  #recipientsInFlight = 0;
  #ordersInFlight = 0;
  /** Whether orders may be waiting for which there was no room. */
  #more = false;
  /** Moving average of recipients per order: how many orders fill the room. */
  #usualSize = 1;
  #loop: Promise<void> | undefined;

  constructor(
    private readonly account: string,
    private readonly lane: Lane,
    private readonly orders: OrdersRepository,
    private readonly submitter: Submitter,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.#loop ??= this.#run();
  }

  wake(): void {
    this.#waker.wake();
  }

  /** The claims that this worker works on, or whose answer it is waiting for. */
  get claims(): string[] {
    return [...this.#claims.keys()];
  }

  /** Claims nothing more, and waits for the orders that are being submitted. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#waker.wake();
    await this.#loop;
    await Promise.all(this.#inFlight.values());
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        if (!(await this.#step())) await this.#waker.sleep(POLL_MS);
      } catch (error) {
        this.onError(error);
        await this.#waker.sleep(DATABASE_PAUSE_MS);
      }
    }
  }

  /** @returns whether there was something to do. */
  async #step(): Promise<boolean> {
    const full =
      this.lane === 'bulk' ? this.#ordersInFlight > 0 : this.#recipientsInFlight > AHEAD_RECIPIENTS / 2;
    this.#more = full;
    if (full || this.submitter.isProviderAway) return false;
    const room =
      this.lane === 'bulk' ? 1 : Math.ceil((AHEAD_RECIPIENTS - this.#recipientsInFlight) / this.#usualSize);
    const claimed = await this.#claim(room);
    for (const order of claimed.toSorted((a, b) => (a.id < b.id ? -1 : 1))) this.#submit(order);
    this.#more = claimed.length >= room;
    return this.#more;
  }

  /** A claim whose answer is lost is forgotten, and released by `releaseOrphanedClaims`. */
  async #claim(limit: number): Promise<ClaimedOrder[]> {
    const claim = randomUUID();
    this.#claims.set(claim, 1);
    try {
      const claimed = await this.orders.claim(this.account, this.lane, limit, claim);
      if (claimed.length > 0) this.#claims.set(claim, claimed.length);
      else this.#claims.delete(claim);
      return claimed;
    } catch (error) {
      this.#claims.delete(claim);
      throw error;
    }
  }

  #submit(order: ClaimedOrder): void {
    this.#ordersInFlight += 1;
    this.#recipientsInFlight += order.recipientCount;
    this.#usualSize += (order.recipientCount - this.#usualSize) / 8;
    const earlier = this.#inFlight.get(order.id) ?? Promise.resolve();
    const done: Promise<void> = earlier
      .then(() => this.submitter.submit(order, this.#stopping.signal))
      .catch(this.onError)
      .then(() => {
        this.#ordersInFlight -= 1;
        this.#recipientsInFlight -= order.recipientCount;
        this.#close(order.claim);
        if (this.#inFlight.get(order.id) === done) this.#inFlight.delete(order.id);
        if (this.#more) this.#waker.wake();
      });
    this.#inFlight.set(order.id, done);
  }

  #close(claim: string): void {
    const open = (this.#claims.get(claim) ?? 0) - 1;
    if (open > 0) this.#claims.set(claim, open);
    else this.#claims.delete(claim);
  }
}
