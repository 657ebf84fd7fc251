import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { DeliveryStatus } from '../../shared/api/orders.js';
import { TrackedOrder, type OrderDraft } from './tracked-order.js';

/** A delivery report as the webhook brought it. */
export interface Delivery {
  orderId: string;
  number: string;
  status: DeliveryStatus;
}

/** Early reports kept for orders whose id is still on its way: enough for one order of the largest size, twice over. */
const EARLY_LIMIT = 100_000;

/** Every order of this run, in memory, and the stream of those that changed. */
@Injectable()
export class OrderBook implements BeforeApplicationShutdown {
  readonly #orders = new Map<string, TrackedOrder>();
  readonly #byOrderId = new Map<string, TrackedOrder>();
  /** A webhook can overtake the answer to the call that made the order. */
  readonly #early = new Map<string, Delivery[]>();
  #earlyCount = 0;
  readonly #changed = new Subject<TrackedOrder>();

  /** Emits an order each time something about it changed; completes when the server stops. */
  readonly changed$ = this.#changed.asObservable();

  add(draft: OrderDraft): TrackedOrder {
    const order = new TrackedOrder(draft);
    this.#orders.set(order.id, order);
    this.#changed.next(order);
    return order;
  }

  find(id: string): TrackedOrder | undefined {
    return this.#orders.get(id);
  }

  remove(order: TrackedOrder): void {
    this.#orders.delete(order.id);
  }

  /** Newest first. */
  list(): TrackedOrder[] {
    return [...this.#orders.values()].toReversed();
  }

  /** Whether the provider's order id belongs to an order we know. */
  knows(orderId: string): boolean {
    return this.#byOrderId.has(orderId);
  }

  /** Joins an order with the provider's id for it and applies the reports that came early. */
  accept(order: TrackedOrder, orderId: string): void {
    order.accept(orderId);
    this.#byOrderId.set(orderId, order);
    const early = this.#early.get(orderId) ?? [];
    this.#early.delete(orderId);
    this.#earlyCount -= early.length;
    for (const delivery of early) order.record(delivery.number, delivery.status);
    this.#changed.next(order);
  }

  /** Announces a change made on an order directly. */
  touch(order: TrackedOrder): void {
    this.#changed.next(order);
  }

  record(delivery: Delivery): void {
    const order = this.#byOrderId.get(delivery.orderId);
    if (order === undefined) {
      this.#keepEarly(delivery);
      return;
    }
    if (order.record(delivery.number, delivery.status)) this.#changed.next(order);
  }

  beforeApplicationShutdown(): void {
    this.#changed.complete();
  }

  #keepEarly(delivery: Delivery): void {
    // The account's webhook is shared by all its applications, so most strangers' reports are dropped here sooner or later.
    if (this.#earlyCount >= EARLY_LIMIT) {
      const [oldest] = this.#early.keys();
      if (oldest !== undefined) {
        this.#earlyCount -= this.#early.get(oldest)?.length ?? 0;
        this.#early.delete(oldest);
      }
    }
    const kept = this.#early.get(delivery.orderId);
    if (kept === undefined) this.#early.set(delivery.orderId, [delivery]);
    else kept.push(delivery);
    this.#earlyCount += 1;
  }
}
