import { BadRequestException, Injectable, Logger } from '@nestjs/common';
import { decodeDeliveryWebhook } from 'iletimerkezi-core';
import { requireListing } from '../common/inputs.js';
import { AccountContexts } from '../client/account-contexts.js';
import { IletimerkeziEvents } from '../events/events.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import type { WebhookOptions } from '../options/webhook.options.js';
import { EventStreams } from '../outbox/event-streams.js';
import { WorkerGroups } from '../worker/worker-groups.js';
import { PostgresDeliveryStore } from '../storage/outbox/delivery-reports.repository.js';
import type { AccountStorage } from '../storage/account-storage.js';
import type { Storage } from '../storage/storage.js';
import { Storages } from '../storage/storages.js';
import type { Delivery } from '../options/delivery.js';
import { DeliveryDispatcher } from './delivery-dispatcher.js';
import type { ArrivedDelivery, DeliveryStore, KeptDelivery } from '../options/delivery-store.js';
import type { DeliveryClaim } from '../storage/outbox/delivery-claim.js';
import { claimIn, claimOf } from './delivery-claim.js';
import { MemoryDeliveryStore } from './memory-delivery-store.js';

/** Receives delivery reports: decodes and deduplicates them, and dispatches new ones to the handlers. */
@Injectable()
export class DeliveryInbox {
  private readonly logger = new Logger('IletimerkeziWebhook');
  private readonly memory = new MemoryDeliveryStore();
  private readonly durable = new Map<Storage, PostgresDeliveryStore>();
  /** Claims of reports between `receive` and `accept` or `refuse`. */
  private readonly claims = new WeakMap<Delivery, DeliveryClaim>();

  constructor(
    private readonly accounts: AccountContexts,
    private readonly events: IletimerkeziEvents,
    private readonly dispatcher: DeliveryDispatcher,
    private readonly storages: Storages,
    private readonly groups: WorkerGroups,
    streams: EventStreams,
  ) {
    // Without storage, reports are visible to this process only.
    events.attachDeliveries(
      streams.deliveries$,
      (account) => accounts.has(account) && this.durableStoreOf(account) !== undefined,
    );
  }

  /**
   * Decodes a webhook's body and claims the report in the store.
   * @throws BadRequestException when the body is not a delivery report.
   */
  async receive(account: string, body: unknown): Promise<Delivery> {
    const decoded = decodeDeliveryWebhook(Buffer.isBuffer(body) ? body.toString('utf8') : body);
    if (!decoded.ok) {
      this.logger.warn(
        `A webhook call of the account "${account}" is not a delivery report (${decoded.reason}).`,
      );
      this.events.emit({ type: 'delivery.unreadable', account, reason: decoded.reason });
      throw new BadRequestException('The body is not a delivery report.', {
        errorCode: `webhook-${decoded.reason}`,
      });
    }
    const arrived = { ...decoded.report, account, receivedAt: new Date() };
    const durable = this.durableStoreOf(account);
    const claim = await (durable ? durable.claim(arrived) : claimIn(this.storeOf(account), arrived));
    const delivery = { ...arrived, deduplication: claim.deduplication };
    this.claims.set(delivery, claim);
    return delivery;
  }

  /**
   * Starts the handlers of a report after the host's method succeeded. Returns without waiting for them.
   * @param delivery the object that `receive` returned.
   */
  accept(delivery: Delivery): void {
    const { account, deduplication } = delivery;
    if (deduplication !== 'new') {
      this.events.emit({ type: `delivery.${deduplication}`, account, delivery });
      return;
    }
    const claim = this.takeClaim(delivery);
    this.events.emit({ type: 'delivery', account, delivery });
    this.dispatcher.dispatch(delivery, claim, this.optionsOf(account));
  }

  /**
   * Releases a report after the host's method failed, so that the provider's next call with it is new again.
   * @param delivery the object that `receive` returned.
   */
  async refuse(delivery: Delivery): Promise<void> {
    if (delivery.deduplication !== 'repeated') await this.takeClaim(delivery).release();
  }

  /**
   * Returns reports whose handlers have not all finished, newest first: no handler matched, a handler failed at every
   * attempt, or there is no outcome yet (`pending`).
   */
  async kept(account: string = DEFAULT_ACCOUNT, limit = 100): Promise<KeptDelivery[]> {
    requireListing(limit);
    return (this.durableStoreOf(account) ?? this.storeOf(account)).kept(account, limit);
  }

  /**
   * Runs all matching handlers of a kept report again, in this process. Returns without waiting for them.
   * @param delivery a report that `kept` listed as `failed` or `unmatched`.
   * @returns false when the report has another outcome in the meantime, or its handlers are running.
   */
  async retry(delivery: ArrivedDelivery): Promise<boolean> {
    const { account } = delivery;
    const durable = this.durableStoreOf(account);
    if (!durable) {
      const again: Delivery = { ...delivery, deduplication: 'new' };
      this.dispatcher.dispatch(again, claimOf(this.storeOf(account), again, 'new'), this.optionsOf(account));
      return true;
    }
    const reopened = await durable.reopen(delivery);
    if (reopened) this.dispatchAgain(reopened.delivery, reopened.claim);
    return reopened !== undefined;
  }

  /** Resolves when no handler is running. */
  idle(): Promise<void> {
    return this.dispatcher.idle();
  }

  /** @internal Runs the handlers of a reclaimed report. */
  dispatchAgain(delivery: ArrivedDelivery, claim: DeliveryClaim): void {
    this.dispatcher.dispatch({ ...delivery, deduplication: 'new' }, claim, this.optionsOf(delivery.account));
  }

  /** @internal Returns the shared store; undefined for an account without storage or with a custom store. */
  durableStoreOf(account: string): PostgresDeliveryStore | undefined {
    const handle = this.storages.of(account);
    return handle === undefined || this.optionsOf(account)?.store ? undefined : this.storeOn(handle);
  }

  /** @internal Returns the store of a database, shared by all accounts on it. */
  storeOn(handle: AccountStorage): PostgresDeliveryStore {
    const { storage, kysely } = handle;
    let store = this.durable.get(storage);
    if (store === undefined) {
      store = new PostgresDeliveryStore(kysely, this.groups.of(handle).instance);
      this.durable.set(storage, store);
    }
    return store;
  }

  /** @internal Call before the databases are closed. Reports whose outcome is not stored are released to other instances. */
  close(): void {
    for (const store of this.durable.values()) store.close();
  }

  private storeOf(account: string): DeliveryStore {
    return this.optionsOf(account)?.store ?? this.memory;
  }

  private optionsOf(account: string): WebhookOptions | undefined {
    return this.accounts.of(account).options.webhook;
  }

  private takeClaim(delivery: Delivery): DeliveryClaim {
    const claim = this.claims.get(delivery);
    if (claim === undefined) {
      throw new Error(
        'This report was already accepted or refused, or is a copy. Pass the object that receive() returned, once.',
      );
    }
    this.claims.delete(delivery);
    return claim;
  }
}
