import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ReportsService } from 'nest-iletimerkezi';
import { DemoSettings } from '../demo-settings.js';
import { problem } from '../http/problems.js';
import { OrderBook } from './order-book.js';
import type { TrackedOrder } from './tracked-order.js';

/**
 * Asks the provider about orders that webhooks have not finished: the provider documents no retry of a webhook that
 * did not get through, and a machine without a public address gets none at all.
 */
@Injectable()
export class OrderSync implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('OrderSync');
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  /** An order's revision at the last look: one that moved since then is being told by webhooks and is left alone. */
  readonly #lastSeen = new Map<TrackedOrder, number>();

  constructor(
    private readonly book: OrderBook,
    private readonly reports: ReportsService,
    private readonly settings: DemoSettings,
  ) {}

  onApplicationBootstrap(): void {
    this.#plan();
  }

  beforeApplicationShutdown(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** Brings every open order that has been quiet since the last call up to the provider's report. */
  async syncAll(): Promise<void> {
    for (const order of this.book.list()) {
      if (order.state !== 'sending') {
        this.#lastSeen.delete(order);
        continue;
      }
      if (this.#lastSeen.get(order) === order.revision) await this.#sync(order);
      this.#lastSeen.set(order, order.revision);
    }
  }

  async #sync(order: TrackedOrder): Promise<void> {
    const { orderId } = order;
    if (orderId === undefined) return;
    const summary = await this.reports.get(orderId, { rowCount: 1 });
    if (summary.status === 'failed') {
      order.markFailed(orderId, problem('provider-refused'));
      this.book.touch(order);
      return;
    }
    const { delivered, undelivered } = order.view().counts;
    if ((summary.delivered ?? 0) + (summary.undelivered ?? 0) <= delivered + undelivered) return;
    for await (const { number, status } of this.reports.recipients(orderId)) {
      this.book.record({ orderId, number, status });
    }
  }

  #plan(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.syncAll()
        .catch((error: unknown) =>
          this.#log.warn(`The provider's reports could not be read; trying again. ${String(error)}`),
        )
        .finally(() => this.#plan());
    }, this.settings.syncMs);
    this.#timer.unref();
  }
}
