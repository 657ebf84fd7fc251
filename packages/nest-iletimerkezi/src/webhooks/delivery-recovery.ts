import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { IletimerkeziAccounts } from '../client/accounts.registry.js';
import { messageOf } from '../common/thrown.js';
import { Waker } from '../worker/waker.js';
import type {
  PostgresDeliveryStore,
  RecoveredDelivery,
} from '../storage/outbox/delivery-reports.repository.js';
import { DeliveryDispatcher } from './delivery-dispatcher.js';
import { DeliveryInbox } from './delivery-inbox.js';

/** How often orphaned reports are looked for; the shortest lease is 1 s, the default 10 s. */
const POLL_MS = 1_000;

const BATCH = 100;

/** Reports with their handlers, above which no orphans are taken. */
const MOST_AT_ONCE = 200;

/** A report whose handlers were started this often without an outcome is given up: it may be what ends the process. */
const MOST_DISPATCHES = 10;

/**
 * Runs the handlers of delivery reports whose instance is gone, and of reports whose claim by this instance was
 * committed without an answer. Works for accounts that this process has handlers for.
 */
@Injectable()
export class DeliveryRecovery implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('IletimerkeziWebhook');
  private readonly waker = new Waker();
  private isStopping = false;
  private loop: Promise<void> | undefined;

  constructor(
    private readonly accounts: IletimerkeziAccounts,
    private readonly dispatcher: DeliveryDispatcher,
    private readonly inbox: DeliveryInbox,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    this.waker.wake();
    await this.loop;
  }

  private async run(): Promise<void> {
    for (;;) {
      await this.waker.sleep(POLL_MS);
      if (this.isStopping) return;
      for (const [store, accounts] of this.stores()) await this.recover(store, accounts);
    }
  }

  /** The stores that instances share, with the accounts on each that this process has handlers for. */
  private stores(): Map<PostgresDeliveryStore, string[]> {
    const stores = new Map<PostgresDeliveryStore, string[]>();
    for (const account of this.accounts.names) {
      const store = this.dispatcher.handles(account) ? this.inbox.durableStoreOf(account) : undefined;
      if (store) stores.set(store, [...(stores.get(store) ?? []), account]);
    }
    return stores;
  }

  private async recover(store: PostgresDeliveryStore, accounts: readonly string[]): Promise<void> {
    try {
      while (!this.isStopping && this.dispatcher.size < MOST_AT_ONCE) {
        const orphans = await store.takeOrphans(accounts, BATCH);
        if (orphans.length > 0) {
          this.logger.warn(`Running the handlers of ${orphans.length} delivery reports that had no outcome.`);
        }
        for (const orphan of orphans) this.dispatch(orphan);
        if (orphans.length < BATCH) return;
      }
    } catch (error) {
      this.logger.warn(`Delivery reports without an outcome could not be read: ${messageOf(error)}`);
    }
  }

  private dispatch({ delivery, claim, dispatches }: RecoveredDelivery): void {
    if (dispatches <= MOST_DISPATCHES) return this.inbox.dispatchAgain(delivery, claim);
    const reason = `the handlers were started ${MOST_DISPATCHES} times, and the process ended before they did`;
    this.dispatcher.giveUp(delivery, claim, reason);
  }
}
