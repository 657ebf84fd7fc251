import { Injectable, Logger } from '@nestjs/common';
import { nameOf } from '../basics/thrown.js';
import { IletimerkeziEvents } from '../events/events.js';
import type { WebhookOptions } from '../iletimerkezi.options.js';
import type { Delivery } from './delivery.js';
import { matches, type DeliveryFilter } from './delivery-filter.js';
import type { DeliveryFate, DeliveryStore } from './delivery-store.js';

/** A method that wants deliveries, bound to its provider. */
export interface DeliveryHandler {
  /** `Class.method`, for logs. */
  name: string;
  filter: DeliveryFilter;
  handle: (delivery: Delivery) => unknown;
}

const LONGEST_PAUSE_MS = 60_000;

/** Calls the handlers that a report fits; each on its own, each again when it throws. */
@Injectable()
export class DeliveryDispatcher {
  private readonly logger = new Logger('IletimerkeziWebhook');
  private readonly handlers: DeliveryHandler[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(private readonly events: IletimerkeziEvents) {}

  register(handler: DeliveryHandler): void {
    this.handlers.push(handler);
  }

  /** Starts the handlers of a report. The result is in the store and in the events, not here. */
  dispatch(delivery: Delivery, store: DeliveryStore, options: WebhookOptions | undefined): void {
    const work = this.handleAll(delivery, store, options).catch((error: unknown) =>
      this.logger.error(`The fate of report ${shown(delivery.id)} could not be stored: ${nameOf(error)}`),
    );
    this.underWay.add(work);
    void work.finally(() => this.underWay.delete(work));
  }

  /** How many reports are with their handlers. */
  get size(): number {
    return this.underWay.size;
  }

  /** Resolves when no report is with a handler. */
  async idle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /** Ends the pauses before further attempts: what failed so far counts as failed. */
  stop(): void {
    this.stopping.abort();
  }

  private async handleAll(
    delivery: Delivery,
    store: DeliveryStore,
    options: WebhookOptions | undefined,
  ): Promise<void> {
    const handlers = this.handlers.filter(({ filter }) => matches(filter, delivery));
    const done = await Promise.all(handlers.map((handler) => this.handle(handler, delivery, options)));
    let fate: DeliveryFate = done.every(Boolean) ? 'handled' : 'failed';
    if (handlers.length === 0) {
      fate = 'unmatched';
      this.tellUnmatched(delivery);
    }
    await store.settle(delivery, fate);
  }

  private async handle(
    { name, handle }: DeliveryHandler,
    delivery: Delivery,
    { attempts = 5, retryDelayMs = 250 }: Partial<WebhookOptions> = {},
  ): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await handle(delivery);
        return true;
      } catch (error) {
        const last = attempt >= attempts || this.stopping.signal.aborted;
        this.logger[last ? 'error' : 'warn'](
          `${name} failed on report ${shown(delivery.id)} of order ${shown(delivery.orderId)} (attempt ${attempt} of ${attempts}): ${nameOf(error)}`,
        );
        if (last) {
          this.events.tell({
            type: 'delivery.failed',
            account: delivery.account,
            delivery,
            handler: name,
            error,
          });
          return false;
        }
        await pause(Math.min(retryDelayMs * 2 ** (attempt - 1), LONGEST_PAUSE_MS), this.stopping.signal);
      }
    }
  }

  private tellUnmatched(delivery: Delivery): void {
    const { account, id, orderId, status, rawStatus } = delivery;
    if (status === 'unknown') {
      this.logger.warn(
        `Report ${shown(id)} of order ${shown(orderId)} has the unknown status "${shown(rawStatus)}" and no @OnDelivery handler took it. It is kept: see DeliveryInbox.kept().`,
      );
    }
    this.events.tell({ type: 'delivery.unmatched', account, delivery });
  }
}

/** A word of the wire in a log line: no line breaks, no control characters, not without end. */
function shown(word: string): string {
  return word.slice(0, 40).replaceAll(/[^\w.-]/g, '?');
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
