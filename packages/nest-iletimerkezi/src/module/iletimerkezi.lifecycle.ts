import {
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { AccountContexts } from '../client/account-contexts.js';
import type { IletimerkeziEvents } from '../events/events.js';
import type { EventStreams } from '../outbox/event-streams.js';
import type { Storages } from '../storage/storages.js';
import type { DeliveryDispatcher } from '../webhooks/delivery-dispatcher.js';
import type { DeliveryStores } from '../webhooks/delivery-stores.js';
import type { WorkerGroups } from '../worker/worker-groups.js';

const DEFAULT_DRAIN_MS = 10_000;

/** Timeout for releasing reports whose handlers have not finished, in milliseconds. */
const RELEASE_TIMEOUT_MS = 1_000;

/** The parts that the lifecycle starts and stops. */
interface LifecycleParts {
  readonly accounts: AccountContexts;
  readonly storages: Storages;
  readonly workers: WorkerGroups;
  readonly streams: EventStreams;
  readonly stores: DeliveryStores;
  readonly dispatcher: DeliveryDispatcher;
  readonly events: IletimerkeziEvents;
}

/**
 * Starts and stops the background work with the application. At shutdown it stops claiming, drains sends, workers and
 * handlers within the longest `drainTimeoutMs`, releases unfinished work, ends the leases, and closes the databases. The
 * application still serves requests while draining, so the databases are closed last.
 */
export class IletimerkeziLifecycle
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly logger = new Logger('Iletimerkezi');

  constructor(private readonly parts: LifecycleParts) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.parts.workers.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    const contexts = this.parts.accounts.all();
    const limitMs = Math.max(0, ...contexts.map(({ options }) => options.drainTimeoutMs ?? DEFAULT_DRAIN_MS));
    let working = true;
    const drained = Promise.all([
      this.parts.workers.drain().then(() => (working = false)),
      ...contexts.map(({ rateLimiter }) => rateLimiter.idle()),
      this.parts.dispatcher.idle(),
    ]);
    if (await within(drained, limitMs)) return;

    // Nest only logs errors of shutdown hooks, so throwing one would report nothing more.
    const sends = contexts.reduce((sum, { rateLimiter }) => sum + rateLimiter.inFlight, 0);
    const handlers = this.parts.dispatcher.size;
    const orders = working ? ' Orders that are being submitted become unknown and are looked up.' : '';
    this.logger.error(
      `Closing after ${limitMs} ms with ${sends} sends and ${handlers} delivery reports in flight. Sends that wait fail with the outcome "not-applied".${orders} Allow more time by drainTimeoutMs.`,
    );
    this.parts.events.emit({ type: 'drain.incomplete', sends, handlers });
    // Release the reports before the database is closed, so that other instances run the handlers again.
    await within(this.parts.dispatcher.stop(), RELEASE_TIMEOUT_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    void this.parts.dispatcher.stop();
    for (const { rateLimiter } of this.parts.accounts.all()) rateLimiter.close();
    await this.parts.workers.endLeases();
    this.parts.streams.complete();
    this.parts.stores.close();
    await this.parts.storages.close();
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
