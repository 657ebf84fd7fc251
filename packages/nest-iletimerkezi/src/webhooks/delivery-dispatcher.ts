import { Injectable, Logger } from '@nestjs/common';
import { nameOf } from '../common/thrown.js';
import { IletimerkeziEvents } from '../events/events.js';
import type { WebhookOptions } from '../options/webhook.options.js';
import type { Delivery } from '../options/delivery.js';
import { matches, type DeliveryFilter } from './delivery-filter.js';
import type { ArrivedDelivery } from '../options/delivery-store.js';
import type { DeliveryClaim } from '../storage/outbox/delivery-claim.js';

/** An `@OnDelivery` method, bound to its provider. */
export interface DeliveryHandler {
  /** `Class.method`, for logs. */
  name: string;
  filter: DeliveryFilter;
  handle: (delivery: Delivery) => unknown;
}

const MAX_RETRY_DELAY_MS = 60_000;
const DEFAULT_TIMEOUT_MS = 30_000;

/** Result of one handler's attempts. `stopped`: the application closes before the last attempt. */
type HandlerResult =
  | { readonly end: 'done' | 'stopped' }
  | { readonly end: 'failed'; readonly reason: string };

/** Calls the handlers that match a report. Each handler is called independently of the others and retried when it throws. */
@Injectable()
export class DeliveryDispatcher {
  private readonly logger = new Logger('IletimerkeziWebhook');
  private readonly handlers: DeliveryHandler[] = [];
  private readonly inFlight = new Map<Promise<void>, DeliveryClaim>();
  private readonly stopping = new AbortController();
  private hasWarned = false;

  constructor(private readonly events: IletimerkeziEvents) {}

  register(handler: DeliveryHandler): void {
    this.handlers.push(handler);
  }

  /** Returns whether a handler of this process could match a report of the account. */
  handles(account: string): boolean {
    return this.handlers.some(({ filter }) => filter.account === undefined || filter.account === account);
  }

  /** Returns whether a handler of this process matches the report. */
  matches(delivery: ArrivedDelivery): boolean {
    return this.handlers.some(({ filter }) => matches(filter, delivery));
  }

  /** Starts the handlers of a report. Stores the outcome with the claim and emits it as events. */
  dispatch(delivery: Delivery, claim: DeliveryClaim, options: WebhookOptions | undefined): void {
    this.track(delivery, claim, this.handleAll(delivery, claim, options));
  }

  /** Records a report as failed without calling its handlers. */
  giveUp(delivery: ArrivedDelivery, claim: DeliveryClaim, reason: string): void {
    this.logger.error(
      `Report ${shown(delivery.id)} of order ${shown(delivery.orderId)} is recorded as failed: ${reason}.`,
    );
    this.track(delivery, claim, claim.settle('failed', reason));
  }

  /** Number of reports whose handlers are running. */
  get size(): number {
    return this.inFlight.size;
  }

  /** Resolves when no handler is running. */
  async idle(): Promise<void> {
    while (this.inFlight.size > 0) await Promise.all(this.inFlight.keys());
  }

  /**
   * Stops retrying. Reports whose handlers have not finished are released to other instances if the store is shared;
   * otherwise they are recorded as failed. Resolves when the reports are released.
   */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled([...this.inFlight.values()].map(async (claim) => claim.handBack?.()));
  }

  private track({ id }: ArrivedDelivery, claim: DeliveryClaim, settling: Promise<void>): void {
    const work = settling.catch((error: unknown) => {
      if (this.stopping.signal.aborted && claim.handBack) return this.warnOfRepeats();
      this.logger.error(`The outcome of report ${shown(id)} could not be stored: ${nameOf(error)}`);
    });
    this.inFlight.set(work, claim);
    void work.finally(() => this.inFlight.delete(work));
  }

  /** Warns once for all reports of a closing instance. */
  private warnOfRepeats(): void {
    if (this.hasWarned) return;
    this.hasWarned = true;
    this.logger.warn(
      'The database was closed before the outcomes of the last delivery reports were stored: another instance, or the next start, runs their handlers again.',
    );
  }

  private async handleAll(
    delivery: Delivery,
    claim: DeliveryClaim,
    options: WebhookOptions | undefined,
  ): Promise<void> {
    const handlers = this.handlers.filter(({ filter }) => matches(filter, delivery));
    if (handlers.length === 0) {
      this.emitUnmatched(delivery);
      return claim.settle('unmatched');
    }
    const canHandBack = claim.handBack !== undefined;
    const results = await Promise.all(
      handlers.map((handler) => this.handle(handler, delivery, canHandBack, options)),
    );
    if (claim.handBack && results.some(({ end }) => end === 'stopped')) return claim.handBack();
    const reasons = results.flatMap((result) => (result.end === 'failed' ? [result.reason] : []));
    if (reasons.length === 0) return claim.settle('handled');
    return claim.settle('failed', reasons.join('; '));
  }

  private async handle(
    { name, handle }: DeliveryHandler,
    delivery: Delivery,
    canHandBack: boolean,
    { attempts = 5, retryDelayMs = 250, handlerTimeoutMs = DEFAULT_TIMEOUT_MS }: Partial<WebhookOptions> = {},
  ): Promise<HandlerResult> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await within(handlerTimeoutMs, async () => handle(delivery));
        return { end: 'done' };
      } catch (error) {
        const isLast = attempt >= attempts;
        const isStopped = this.stopping.signal.aborted;
        const ends = isLast || isStopped;
        this.logger[ends ? 'error' : 'warn'](
          `${name} failed on report ${shown(delivery.id)} of order ${shown(delivery.orderId)} (attempt ${attempt} of ${attempts}): ${nameOf(error)}`,
        );
        if (isStopped && !isLast && canHandBack) return { end: 'stopped' };
        if (ends) {
          const { account } = delivery;
          this.events.emit({ type: 'delivery.failed', account, delivery, handler: name, error });
          return { end: 'failed', reason: `${name}: ${nameOf(error)}` };
        }
        await pause(Math.min(retryDelayMs * 2 ** (attempt - 1), MAX_RETRY_DELAY_MS), this.stopping.signal);
      }
    }
  }

  private emitUnmatched(delivery: Delivery): void {
    const { account, id, orderId, status, rawStatus } = delivery;
    if (status === 'unknown') {
      this.logger.warn(
        `Report ${shown(id)} of order ${shown(orderId)} has the unknown status "${shown(rawStatus)}" and no @OnDelivery handler took it. It is kept: see DeliveryInbox.kept().`,
      );
    }
    this.events.emit({ type: 'delivery.unmatched', account, delivery });
  }
}

/** Thrown when a handler times out. Logs and reasons contain only its name. */
class HandlerTimeout extends Error {
  override readonly name = 'HandlerTimeout';
}

/** Runs the work with a timeout. @throws HandlerTimeout when it takes longer; the work is not cancelled. */
async function within(ms: number, work: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new HandlerTimeout(`no answer within ${ms} ms`)), ms);
  });
  try {
    await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Sanitizes a value of the provider for a log line: at most 40 characters, no line breaks or control characters. */
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
