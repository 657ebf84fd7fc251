import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AccountContexts } from '../client/account-contexts.js';
import type { AccountStorage } from '../storage/account-storage.js';
import type {
  PostgresDeliveryStore,
  RecoveredDelivery,
} from '../storage/outbox/delivery-reports.repository.js';
import { Storages } from '../storage/storages.js';
import { WorkerGroups } from '../worker/worker-groups.js';
import { Worker } from '../worker/worker.js';
import { DeliveryDispatcher } from './delivery-dispatcher.js';
import { DeliveryInbox } from './delivery-inbox.js';

const BATCH = 100;

/** No orphaned reports are claimed while this many reports have running handlers. */
const MAX_CONCURRENCY = 200;

/** Maximum number of times the handlers are started without an outcome. The report may be what crashes the process. */
const MAX_DISPATCHES = 10;

/**
 * Runs the handlers of delivery reports whose instance lost its lease, and of reports whose claim by this instance was
 * committed although the response was lost. Serves only accounts for which this process has handlers.
 */
@Injectable()
export class DeliveryRecovery implements OnModuleInit {
  private readonly logger = new Logger('IletimerkeziWebhook');

  constructor(
    private readonly accounts: AccountContexts,
    private readonly dispatcher: DeliveryDispatcher,
    private readonly inbox: DeliveryInbox,
    private readonly storages: Storages,
    private readonly groups: WorkerGroups,
  ) {}

  onModuleInit(): void {
    for (const handle of this.storages.all()) {
      const store = this.inbox.storeOn(handle);
      this.groups.of(handle).add(this.createWorker(handle, store));
    }
  }

  private createWorker(handle: AccountStorage, store: PostgresDeliveryStore): Worker<RecoveredDelivery> {
    const accounts = (): string[] =>
      this.accounts.names.filter(
        (account) =>
          this.storages.of(account)?.storage === handle.storage &&
          this.dispatcher.handles(account) &&
          this.inbox.durableStoreOf(account) === store,
      );
    return new Worker<RecoveredDelivery>({
      name: 'delivery-handlers',
      capacity: BATCH,
      due: { kind: 'delivery-handlers', accounts, find: (served) => store.findOrphans(served) },
      isReady: () => this.dispatcher.size < MAX_CONCURRENCY,
      claim: () => this.claim(store, accounts()),
      run: async (orphan) => this.dispatch(orphan),
      onError: this.groups.of(handle).onError,
    });
  }

  private async claim(
    store: PostgresDeliveryStore,
    accounts: readonly string[],
  ): Promise<RecoveredDelivery[]> {
    if (accounts.length === 0) return [];
    const orphans = await store.takeOrphans(accounts, BATCH);
    if (orphans.length > 0) {
      this.logger.warn(`Running the handlers of ${orphans.length} delivery reports that had no outcome.`);
    }
    return orphans;
  }

  private dispatch({ delivery, claim, dispatches }: RecoveredDelivery): void {
    if (dispatches <= MAX_DISPATCHES) return this.inbox.dispatchAgain(delivery, claim);
    const reason = `the handlers were started ${MAX_DISPATCHES} times, and the process ended before they did`;
    this.dispatcher.giveUp(delivery, claim, reason);
  }
}
