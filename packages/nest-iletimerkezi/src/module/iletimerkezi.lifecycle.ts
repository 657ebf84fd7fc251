import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { IletimerkeziAccounts } from '../client/accounts.registry.js';
import { IletimerkeziEvents } from '../events/events.js';
import { DeliveryDispatcher } from '../webhooks/delivery-dispatcher.js';

const DEFAULT_DRAIN_MS = 10_000;

/** Time in which reports whose handlers have not finished go back to the database. */
const HAND_BACK_MS = 1_000;

/**
 * Lets sends and handlers under way come to their end before the application closes, but no longer than the longest
 * `drainTimeoutMs`. Requests are still served meanwhile, and what they send is waited for as well.
 */
@Injectable()
export class IletimerkeziLifecycle implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger('Iletimerkezi');

  constructor(
    private readonly accounts: IletimerkeziAccounts,
    private readonly dispatcher: DeliveryDispatcher,
    private readonly events: IletimerkeziEvents,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    const contexts = this.accounts.contexts();
    const patience = Math.max(
      0,
      ...contexts.map(({ options }) => options.drainTimeoutMs ?? DEFAULT_DRAIN_MS),
    );
    const done = Promise.all([...contexts.map(({ pace }) => pace.idle()), this.dispatcher.idle()]);
    if (await within(done, patience)) return;

    // Nest logs what a shutdown hook throws and goes on, so the leftovers are told here.
    const sends = contexts.reduce((sum, { pace }) => sum + pace.inFlight, 0);
    const handlers = this.dispatcher.size;
    this.logger.error(
      `Closing after ${patience} ms with ${sends} sends and ${handlers} delivery reports still under way. Sends that wait fail with the outcome "not-applied"; allow more time by drainTimeoutMs.`,
    );
    this.events.tell({ type: 'drain.incomplete', sends, handlers });
    // While the database is still open, so that other instances run the handlers again.
    await within(this.dispatcher.stop(), HAND_BACK_MS);
  }

  onApplicationShutdown(): void {
    void this.dispatcher.stop();
    for (const { pace } of this.accounts.contexts()) pace.close();
  }
}

/** Whether a promise settles in time. */
async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const result = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return result;
}
