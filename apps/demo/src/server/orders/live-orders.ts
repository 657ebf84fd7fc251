import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { deliveryStatusOf } from 'iletimerkezi-core';
import { IletimerkeziEvents, OutboxService, type Delivery } from 'nest-iletimerkezi';
import { Subject, takeUntil } from 'rxjs';
import type { OrderDetail, ProviderOrder } from '../../shared/api/orders.js';
import { LiveRecipients } from './live-recipients.js';

/** Keeps the state of a closed report for reloads and reconnections. */
const LINGER_MS = 10_000;

/** An order with subscribers. */
export interface WatchedOrder {
  readonly recipients: LiveRecipients;
  /** Updates the recipients from the database. */
  catchUp(order: ProviderOrder): Promise<void>;
  /** Ends the subscription. */
  leave(): void;
}

interface Watch {
  readonly recipients: LiveRecipients;
  readonly load: () => Promise<void>;
  readonly ready: Promise<void>;
  readers: number;
  providerOrderId?: string;
  timer?: NodeJS.Timeout;
}

/**
 * Forwards webhooks to open reports. Orders without subscribers are not kept in memory: the database has
 * the complete state, so memory depends on the number of open reports only.
 */
@Injectable()
export class LiveOrders implements OnModuleInit, BeforeApplicationShutdown {
  readonly #watches = new Map<string, Watch>();
  readonly #byProviderOrder = new Map<string, Watch>();
  readonly #changed = new Subject<string | undefined>();
  readonly #closing = new Subject<void>();

  /** Emits the id of a campaign, if known, when it may have changed. Completes when the server stops. */
  readonly changed$ = this.#changed.pipe(takeUntil(this.#closing));

  constructor(
    private readonly outbox: OutboxService,
    private readonly events: IletimerkeziEvents,
  ) {}

  onModuleInit(): void {
    this.outbox.events$
      .pipe(takeUntil(this.#closing))
      .subscribe(({ campaign }) => this.#changed.next(campaign ?? undefined));
    this.events.deliveries$.pipe(takeUntil(this.#closing)).subscribe((delivery) => this.#take(delivery));
  }

  beforeApplicationShutdown(): void {
    this.#closing.next();
    for (const { timer } of this.#watches.values()) clearTimeout(timer);
  }

  /** Subscribes to an order. */
  async watch(campaign: OrderDetail, order: ProviderOrder): Promise<WatchedOrder> {
    const watch = this.#watches.get(order.id) ?? this.#begin(campaign, order.id);
    watch.readers += 1;
    clearTimeout(watch.timer);
    this.#follow(watch, order);
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      watch.readers -= 1;
      if (watch.readers === 0) watch.timer = setTimeout(() => this.#end(order.id, watch), LINGER_MS).unref();
    };
    try {
      await watch.ready;
    } catch (error) {
      this.#end(order.id, watch);
      throw error;
    }
    return { recipients: watch.recipients, leave, catchUp: (now) => this.#catchUp(watch, now) };
  }

  #begin(campaign: OrderDetail, orderId: string): Watch {
    const recipients = new LiveRecipients(Date.parse(campaign.createdAt));
    const stored = this.outbox.campaign(campaign.id);
    const load = async () => recipients.load(await stored.recipients(orderId));
    const watch: Watch = { recipients, load, ready: load(), readers: 0 };
    this.#watches.set(orderId, watch);
    return watch;
  }

  /** Reports are on disk before this handler runs. Subscribe first, then read, to miss none. */
  #follow(watch: Watch, { orderId }: ProviderOrder): boolean {
    if (orderId === undefined || watch.providerOrderId === orderId) return false;
    watch.providerOrderId = orderId;
    this.#byProviderOrder.set(orderId, watch);
    return true;
  }

  /**
   * If webhooks are lost, the outbox reads the report, which emits no event. No event names the
   * withheld recipients either.
   */
  async #catchUp(watch: Watch, order: ProviderOrder): Promise<void> {
    const isNew = this.#follow(watch, order);
    const { delivered, undelivered } = order.counts;
    const isBehind = delivered + undelivered !== watch.recipients.final;
    // While the registry is queried, recipients are withheld one by one. Read the result at the end.
    const isJudged = order.state !== 'checking' && order.withheld !== watch.recipients.withheld;
    if (
      isNew ||
      isJudged ||
      (isBehind && (order.state === 'completed' || delivered + undelivered > watch.recipients.final + LAG))
    ) {
      await watch.load();
    }
  }

  #end(orderId: string, watch: Watch): void {
    clearTimeout(watch.timer);
    if (this.#watches.get(orderId) === watch) this.#watches.delete(orderId);
    if (watch.providerOrderId !== undefined) this.#byProviderOrder.delete(watch.providerOrderId);
  }

  #take({ orderId, to, status }: Delivery): void {
    this.#byProviderOrder.get(orderId)?.recipients.record(to, deliveryStatusOf(status));
    this.#changed.next(undefined);
  }
}

/** The database can be some hundred reports ahead of the events. A larger difference means that events were missed. */
const LAG = 2_000;
