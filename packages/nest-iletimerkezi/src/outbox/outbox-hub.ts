import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Kysely } from 'kysely';
import { mergeMap, ReplaySubject, type Observable } from 'rxjs';
import type { StoredEvent } from '../storage/outbox/events.repository.js';
import { PostgresDeliveryStore } from '../storage/outbox/delivery-reports.repository.js';
import type { Tables } from '../storage/schema.js';
import { Storage } from '../storage/storage.js';
import { StorageError } from '../storage/storage.errors.js';
import { DEFAULT_DIRECTORY, type StorageOptions } from '../storage/storage.options.js';
import type { ArrivedDelivery } from '../webhooks/delivery-store.js';
import { type OutboxAccount, OutboxRunner } from './outbox-runner.js';

/** An account's storage, which it may share with others, and this process's part in the outbox on it. */
export interface OutboxBacking {
  readonly storage: Storage;
  readonly runner: OutboxRunner;
  readonly deliveries: PostgresDeliveryStore;
}

const DRAIN_MS = 10_000;

/** Opens each database once, however many accounts name it; starts the outbox with the application and ends it with it. */
@Injectable()
export class OutboxHub implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger('IletimerkeziOutbox');
  private readonly opened = new Map<string, Promise<OutboxBacking>>();
  private readonly settings = new Map<string, Exclude<StorageOptions, false>>();
  private readonly byAccount = new Map<string, OutboxBacking>();
  private readonly runners = new ReplaySubject<OutboxRunner>();
  private drainMs = 0;

  /** What happens in the outbox on any instance, for all accounts with storage. */
  readonly events$: Observable<StoredEvent> = this.runners.pipe(mergeMap(({ stream }) => stream.events$));

  /** Delivery reports as they are stored by any instance, for all accounts with storage. */
  readonly deliveries$: Observable<ArrivedDelivery> = this.runners.pipe(
    mergeMap(({ deliveries }) => deliveries.events$),
  );

  /** @throws StorageError that fails the start, with the fix. */
  async attach(
    account: OutboxAccount,
    options: StorageOptions | undefined,
    drainMs = DRAIN_MS,
  ): Promise<OutboxBacking | undefined> {
    if (options === undefined || options === false) return undefined;
    const place = 'url' in options ? `url ${options.url}` : `dir ${options.dir ?? DEFAULT_DIRECTORY}`;
    let opening = this.opened.get(place);
    if (opening === undefined) {
      opening = this.open(options);
      this.opened.set(place, opening);
      this.settings.set(place, options);
    } else requireSameSettings(account.name, this.settings.get(place), options);
    const backing = await opening;
    backing.runner.add(account);
    this.byAccount.set(account.name, backing);
    this.drainMs = Math.max(this.drainMs, drainMs);
    return backing;
  }

  /** Where an account's delivery reports are kept, if it has storage. */
  deliveryStoreOf(account: string): PostgresDeliveryStore | undefined {
    return this.byAccount.get(account)?.deliveries;
  }

  /** Where an account's other records are kept, if it has storage. */
  databaseOf(account: string): Kysely<Tables> | undefined {
    return this.byAccount.get(account)?.storage.database.kysely;
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const { runner } of await this.all()) await runner.start();
  }

  /** While requests are still served, which may be webhooks: the database stays open until after them. */
  async beforeApplicationShutdown(): Promise<void> {
    const stopped = this.all().then((all) => Promise.all(all.map(({ runner }) => runner.drain())));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), this.drainMs);
    });
    if ((await Promise.race([stopped, late])) === 'late') {
      this.logger.error(
        `Closing after ${this.drainMs} ms with orders still on their way. They become unknown and are looked up ` +
          'by the next instance; allow more time by drainTimeoutMs.',
      );
    }
    clearTimeout(timer);
  }

  async onApplicationShutdown(): Promise<void> {
    for (const { storage, runner, deliveries } of await this.all()) {
      await runner.endLease();
      deliveries.close();
      await storage.close();
    }
    this.runners.complete();
  }

  private async open(options: Exclude<StorageOptions, false>): Promise<OutboxBacking> {
    const storage = await Storage.open(options, this.logger);
    const runner = new OutboxRunner(storage, this.logger);
    this.runners.next(runner);
    const deliveries = new PostgresDeliveryStore(storage.database.kysely, runner.instance);
    return { storage, runner, deliveries };
  }

  private async all(): Promise<OutboxBacking[]> {
    const settled = await Promise.allSettled(this.opened.values());
    return settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  }
}

/** Accounts that share a database share its connections, so only one setting of them can hold. */
function requireSameSettings(
  account: string,
  first: StorageOptions | undefined,
  second: Exclude<StorageOptions, false>,
): void {
  for (const name of ['pool', 'listenUrl'] as const) {
    const [one, other] = [first, second].map((options) => options && Reflect.get(options, name));
    if (one === other) continue;
    throw new StorageError(
      'settings-differ',
      `The account "${account}" shares its database with another account and gives another \`storage.${name}\`.`,
      'Give both accounts the same storage options: they share the connections.',
    );
  }
}
