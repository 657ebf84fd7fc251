import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { AccountContexts } from '../client/account-contexts.js';
import { IletimerkeziEvents } from '../events/events.js';
import { EventStreams } from '../outbox/event-streams.js';
import { Storages } from '../storage/storages.js';
import { DeliveryDispatcher } from '../webhooks/delivery-dispatcher.js';
import { DeliveryInbox } from '../webhooks/delivery-inbox.js';
import { WorkerGroups } from '../worker/worker-groups.js';

const DEFAULT_DRAIN_MS = 10_000;

/** Timeout for releasing reports whose handlers have not finished, in milliseconds. */
const RELEASE_TIMEOUT_MS = 1_000;

/**
 * Starts and stops the background work with the application. At shutdown it stops claiming, drains sends, workers and
 * handlers within the longest `drainTimeoutMs`, releases unfinished work, ends the leases, and closes the databases. The
 * application still serves requests while draining, so the databases are closed last.
 */
@Injectable()
export class IletimerkeziLifecycle
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly logger = new Logger('Iletimerkezi');

  constructor(
    private readonly accounts: AccountContexts,
    private readonly storages: Storages,
    private readonly workers: WorkerGroups,
    private readonly streams: EventStreams,
    private readonly inbox: DeliveryInbox,
    private readonly dispatcher: DeliveryDispatcher,
    private readonly events: IletimerkeziEvents,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.workers.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    const contexts = this.accounts.all();
    const limitMs = Math.max(0, ...contexts.map(({ options }) => options.drainTimeoutMs ?? DEFAULT_DRAIN_MS));
    let working = true;
    const drained = Promise.all([
      this.workers.drain().then(() => (working = false)),
      ...contexts.map(({ pace }) => pace.idle()),
      this.dispatcher.idle(),
    ]);
    if (await within(drained, limitMs)) return;

    // Nest only logs errors of shutdown hooks, so throwing one would report nothing more.
    const sends = contexts.reduce((sum, { pace }) => sum + pace.inFlight, 0);
    const handlers = this.dispatcher.size;
    const orders = working ? ' Orders that are being submitted become unknown and are looked up.' : '';
    this.logger.error(
      `Closing after ${limitMs} ms with ${sends} sends and ${handlers} delivery reports in flight. Sends that wait fail with the outcome "not-applied".${orders} Allow more time by drainTimeoutMs.`,
    );
    this.events.emit({ type: 'drain.incomplete', sends, handlers });
    // Release the reports before the database is closed, so that other instances run the handlers again.
    await within(this.dispatcher.stop(), RELEASE_TIMEOUT_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    void this.dispatcher.stop();
    for (const { pace } of this.accounts.all()) pace.close();
    await this.workers.endLeases();
    this.streams.complete();
    this.inbox.close();
    await this.storages.close();
  }
}

/** Returns whether a promise resolves within the timeout. */
async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const result = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return result;
}
