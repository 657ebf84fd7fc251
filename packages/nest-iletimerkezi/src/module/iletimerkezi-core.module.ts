import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccountContexts } from '../client/account-contexts.js';
import { IletimerkeziAccounts } from './accounts.js';
import { ConsentChanges } from '../outbox/consent-changes.js';
import { IletimerkeziEvents } from '../events/events.js';
import { IletimerkeziLifecycle } from './iletimerkezi.lifecycle.js';
import { EventStreams } from '../outbox/event-streams.js';
import { WorkerGroups } from '../worker/worker-groups.js';
import { Storages } from '../storage/storages.js';
import { CallObservers } from '../telemetry/call-observer.js';
import { DeliveryDispatcher } from '../webhooks/delivery-dispatcher.js';
import { DeliveryStores } from '../webhooks/delivery-stores.js';
import { HandlerFinder } from '../events/handler-finder.js';
import { DeliveryHandlers } from './delivery-handlers.js';
import { PhoneVerificationRoutes } from './phone-verification-routes.js';
import { EventHandlers } from './event-handlers.js';
import { provideNamed } from './provide-named.js';
import { DeliveryInbox } from '../webhooks/delivery-inbox.js';
import { DeliveryRecovery } from '../webhooks/delivery-recovery.js';

/** Providers that all accounts share. Nest creates one instance for all accounts. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    AccountContexts,
    IletimerkeziAccounts,
    IletimerkeziEvents,
    CallObservers,
    DeliveryDispatcher,
    DeliveryStores,
    DeliveryInbox,
    DeliveryRecovery,
    provideNamed({
      provide: IletimerkeziLifecycle,
      inject: {
        accounts: AccountContexts,
        storages: Storages,
        workers: WorkerGroups,
        streams: EventStreams,
        stores: DeliveryStores,
        dispatcher: DeliveryDispatcher,
        events: IletimerkeziEvents,
      },
      useFactory: (parts) => new IletimerkeziLifecycle(parts),
    }),
    Storages,
    WorkerGroups,
    EventStreams,
    ConsentChanges,
    HandlerFinder,
    EventHandlers,
    DeliveryHandlers,
    PhoneVerificationRoutes,
  ],
  exports: [
    AccountContexts,
    IletimerkeziAccounts,
    IletimerkeziEvents,
    CallObservers,
    DeliveryInbox,
    Storages,
    WorkerGroups,
    EventStreams,
  ],
})
export class IletimerkeziCoreModule {
  constructor(events: IletimerkeziEvents, streams: EventStreams, stores: DeliveryStores) {
    // Without storage, reports are visible to this process only.
    events.attachDeliveries(streams.deliveries$, (account) => stores.isShared(account));
  }
}
