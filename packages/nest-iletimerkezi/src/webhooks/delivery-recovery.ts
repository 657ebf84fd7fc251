import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type {
  PostgresDeliveryStore,
  RecoveredDelivery,
} from '../storage/outbox/delivery-reports.repository.js';
import { Worker } from '../worker/worker.js';
import { DeliveryDispatcher } from './delivery-dispatcher.js';
import { DeliveryInbox } from './delivery-inbox.js';
import { DeliveryStores, type SharedDeliveryStore } from './delivery-stores.js';

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
    private readonly stores: DeliveryStores,
    private readonly inbox: DeliveryInbox,
    private readonly dispatcher: DeliveryDispatcher,
  ) {}

  onModuleInit(): void {
    for (const shared of this.stores.shared()) shared.group.add(this.createWorker(shared));
  }

  private createWorker({ store, group, accounts }: SharedDeliveryStore): Worker<RecoveredDelivery> {
    const served = (): string[] => accounts().filter((account) => this.dispatcher.handles(account));
    return new Worker<RecoveredDelivery>({
      name: 'delivery-handlers',
      capacity: BATCH,
      due: { kind: 'delivery-handlers', accounts: served, find: (names) => store.findOrphans(names) },
      isReady: () => this.dispatcher.size < MAX_CONCURRENCY,
      claim: () => this.claim(store, served()),
      run: async (orphan) => this.dispatch(orphan),
      onError: group.onError,
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
