import { BadRequestException, Injectable, Logger } from '@nestjs/common';
import { decodeDeliveryWebhook } from 'iletimerkezi-core';
import { IletimerkeziAccounts } from '../accounts/accounts.registry.js';
import { IletimerkeziEvents } from '../events/events.js';
import { DEFAULT_ACCOUNT } from '../iletimerkezi.options.js';
import { OutboxHub } from '../outbox/outbox-hub.js';
import type { Delivery } from './delivery.js';
import { DeliveryDispatcher } from './delivery-dispatcher.js';
import type { DeliveryStore, KeptDelivery } from './delivery-store.js';
import { MemoryDeliveryStore } from './memory-delivery-store.js';

/** Takes in delivery reports: decodes them, finds repeated ones, hands new ones to the handlers. */
@Injectable()
export class DeliveryInbox {
  private readonly logger = new Logger('IletimerkeziWebhook');
  private readonly memory = new MemoryDeliveryStore();

  constructor(
    private readonly accounts: IletimerkeziAccounts,
    private readonly events: IletimerkeziEvents,
    private readonly dispatcher: DeliveryDispatcher,
    private readonly outbox: OutboxHub,
  ) {
    // Of other accounts nobody but this process knows.
    events.attachDeliveries(
      outbox.deliveries$,
      (account) => accounts.has(account) && this.storeOf(account) === outbox.deliveryStoreOf(account),
    );
  }

  /**
   * Reads a webhook's body and notes that it came.
   * @throws BadRequestException when it is no delivery report.
   */
  async receive(account: string, body: unknown): Promise<Delivery> {
    const decoded = decodeDeliveryWebhook(Buffer.isBuffer(body) ? body.toString('utf8') : body);
    if (!decoded.ok) {
      this.logger.warn(
        `A webhook call of the account "${account}" is no delivery report (${decoded.reason}).`,
      );
      this.events.tell({ type: 'delivery.unreadable', account, reason: decoded.reason });
      throw new BadRequestException('This is no delivery report.', {
        errorCode: `webhook-${decoded.reason}`,
      });
    }
    const arrived = { ...decoded.report, account, receivedAt: new Date() };
    const novelty = await this.storeOf(account).claim(arrived);
    return { ...arrived, novelty };
  }

  /** The host's method has taken the report: let the handlers have it. Returns without waiting for them. */
  accept(delivery: Delivery): void {
    const { account, novelty } = delivery;
    if (novelty !== 'new') {
      this.events.tell({ type: `delivery.${novelty}`, account, delivery });
      return;
    }
    this.events.tell({ type: 'delivery', account, delivery });
    this.dispatcher.dispatch(
      delivery,
      this.storeOf(account),
      this.accounts.contextOf(account).options.webhook,
    );
  }

  /** The host's method has failed: the provider's next call with the same report is to be new again. */
  async refuse(delivery: Delivery): Promise<void> {
    if (delivery.novelty !== 'repeated') await this.storeOf(delivery.account).release(delivery);
  }

  /** Reports that no handler asked for, or that a handler failed on at every attempt; newest first. */
  kept(account: string = DEFAULT_ACCOUNT, limit = 100): Promise<KeptDelivery[]> {
    return this.storeOf(account).kept(account, limit);
  }

  /** Resolves when no handler is under way. */
  idle(): Promise<void> {
    return this.dispatcher.idle();
  }

  private storeOf(account: string): DeliveryStore {
    return (
      this.accounts.contextOf(account).options.webhook?.store ??
      this.outbox.deliveryStoreOf(account) ??
      this.memory
    );
  }
}
