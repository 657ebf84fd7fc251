import { Injectable, Logger } from '@nestjs/common';
import { ReportsService, type Delivery } from 'nest-iletimerkezi';
import { OrderBook } from './order-book.js';
import type { TrackedOrder } from './tracked-order.js';

/**
 * Finds the order whose answer was lost when a report about a stranger comes in: same text, a recipient of ours, and
 * the provider's own report agrees on sender and size. Where two orders fit, neither is taken: a wrong match would
 * show one order's results under another.
 */
@Injectable()
export class LostOrders {
  readonly #log = new Logger('LostOrders');
  readonly #asked = new Set<string>();

  constructor(
    private readonly book: OrderBook,
    private readonly reports: ReportsService,
  ) {}

  async consider({ orderId, text, to }: Delivery): Promise<void> {
    if (this.#asked.has(orderId)) return;
    const fits = this.book
      .list()
      .filter((order) => isLost(order) && order.draft.text === text && order.has(to));
    const [order] = fits;
    if (order === undefined || fits.length > 1) return;
    this.#asked.add(orderId);
    try {
      const { sender, total } = await this.reports.get(orderId, { rowCount: 1 });
      const agrees = sender === order.draft.sender && total === order.draft.numbers.length;
      if (agrees && isLost(order)) this.book.accept(order, orderId);
    } catch (error) {
      this.#asked.delete(orderId);
      this.#log.warn(
        `An order with an unknown outcome could not be looked up; trying at the next report. ${String(error)}`,
      );
    }
  }
}

const isLost = (order: TrackedOrder) => order.state === 'unknown';
