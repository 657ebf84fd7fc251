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
import { HandlerExplorer } from './handler-explorer.js';
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
    DeliveryInbox,
    DeliveryRecovery,
    IletimerkeziLifecycle,
    Storages,
    WorkerGroups,
    EventStreams,
    ConsentChanges,
    HandlerExplorer,
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
export class IletimerkeziCoreModule {}
