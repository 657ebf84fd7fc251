import { randomUUID } from 'node:crypto';
import type { Lane } from '../storage/schema.js';
import { type ClaimedOrder, dueOrders } from '../storage/outbox/claim-orders.js';
import type { OrdersRepository } from '../storage/outbox/orders.repository.js';
import { ordersChannel } from '../storage/outbox/wake.js';
import { Worker, type WorkerSettings } from '../worker/worker.js';
import type { Submitter } from './submitter.js';

/**
 * Number of recipients that an instance claims ahead of the rate limit. A later, more urgent order waits for them. The next
 * claim happens when half of them are done, so that one statement claims several orders.
 */
const AHEAD_RECIPIENTS = 40;

interface OrderWorkerSettings {
  readonly account: string;
  readonly lane: Lane;
  readonly orders: OrdersRepository;
  readonly submitter: Submitter;
  readonly onError: (error: unknown, worker: string) => void;
}

export const orderWorkerName = (lane: Lane): string => `orders-${lane}`;

/** Creates the worker that claims the orders of one lane and hands them to the submitter. */
export const createOrderWorker = (settings: OrderWorkerSettings): Worker<ClaimedOrder> =>
  new Worker(new OrderWork(settings));

class OrderWork implements WorkerSettings<ClaimedOrder> {
  readonly name: string;
  readonly account: string;
  readonly channel: string;
  readonly capacity: number;
  readonly refillAt: number;
  readonly due: WorkerSettings<ClaimedOrder>['due'];
  /** Orders that are being submitted, by id. An order that is claimed again waits for the end of its earlier submission. */
  readonly #inFlight = new Map<string, Promise<void>>();
  /** Number of open orders per claim. A claim without a result yet counts as one. */
  readonly #claims = new Map<string, number>();

  constructor(private readonly settings: OrderWorkerSettings) {
    const { account, lane } = settings;
    this.account = account;
    this.name = orderWorkerName(lane);
    this.channel = ordersChannel(lane);
    // Large orders are sent one at a time.
    this.capacity = lane === 'bulk' ? 1 : AHEAD_RECIPIENTS;
    this.refillAt = lane === 'bulk' ? 0 : AHEAD_RECIPIENTS / 2;
    this.due = { kind: this.name, accounts: () => [account], find: dueOrders(lane) };
  }

  weigh({ recipientCount }: ClaimedOrder): number {
    return this.settings.lane === 'bulk' ? 1 : recipientCount;
  }

  isReady(): boolean {
    return !this.settings.submitter.isProviderUnreachable;
  }

  claims(): readonly string[] {
    return [...this.#claims.keys()];
  }

  onError(error: unknown): void {
    this.settings.onError(error, this.name);
  }

  /** Claims due orders. A claim whose result is lost is released by `OrdersRepository.recover`. */
  async claim(limit: number): Promise<ClaimedOrder[]> {
    const { account, lane, orders } = this.settings;
    const claim = randomUUID();
    this.#claims.set(claim, 1);
    try {
      const claimed = await orders.claim(account, lane, limit, claim);
      if (claimed.length > 0) this.#claims.set(claim, claimed.length);
      else this.#claims.delete(claim);
      return claimed.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    } catch (error) {
      this.#claims.delete(claim);
      throw error;
    }
  }

  /** Returns the milliseconds until an order that waits for its next attempt is due. */
  untilNext(): Promise<number | undefined> {
    const { account, lane, orders } = this.settings;
    return orders.untilNext(account, lane);
  }

  async run(order: ClaimedOrder, stopping: AbortSignal): Promise<void> {
    const earlier = this.#inFlight.get(order.id) ?? Promise.resolve();
    const done = earlier
      .then(() => this.settings.submitter.submit(order, stopping))
      .catch((error: unknown) => this.onError(error));
    this.#inFlight.set(order.id, done);
    await done;
    this.#close(order.claim);
    if (this.#inFlight.get(order.id) === done) this.#inFlight.delete(order.id);
  }

  #close(claim: string): void {
    const open = (this.#claims.get(claim) ?? 0) - 1;
    if (open > 0) this.#claims.set(claim, open);
    else this.#claims.delete(claim);
  }
}
