import type { OrderFrame, OrderView, RecipientPage } from '../../shared/api.js';

/** What the page knows of one order's recipients, column by column: fifty thousand rows change in place. */
export class OrderReport {
  readonly #numbers: readonly string[];
  readonly #statuses: Uint8Array;
  readonly #changedAfterMs: Uint32Array;

  constructor(page: RecipientPage) {
    this.#numbers = page.numbers;
    this.#statuses = Uint8Array.from(page.statuses, Number);
    this.#changedAfterMs = Uint32Array.from(page.changedAfterMs);
  }

  get size(): number {
    return this.#numbers.length;
  }

  number(index: number): string {
    return this.#numbers[index] ?? '';
  }

  status(index: number): number {
    return this.#statuses[index] ?? 0;
  }

  changedAfterMs(index: number): number {
    return this.#changedAfterMs[index] ?? 0;
  }

  /** Takes a frame in; applying one twice changes nothing. */
  apply(frame: OrderFrame): void {
    for (const [index, status, afterMs] of frame.changes) {
      this.#statuses[index] = status;
      this.#changedAfterMs[index] = afterMs;
    }
  }
}

/** Nothing more will come for such an order. */
export function isFinal(order: OrderView): boolean {
  return order.state === 'completed' || order.state === 'failed';
}
