import { BadRequestException, Injectable, Logger } from '@nestjs/common';
import { decodeDeliveryWebhook } from 'iletimerkezi-core';
import { requireListing } from '../common/inputs.js';
import { IletimerkeziEvents } from '../events/events.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import type { Delivery } from '../options/delivery.js';
import { DeliveryDispatcher } from './delivery-dispatcher.js';
import type { ArrivedDelivery, KeptDelivery } from '../options/delivery-store.js';
import type { DeliveryClaim } from '../storage/outbox/delivery-claim.js';
import { claimIn, claimOf } from './delivery-claim.js';
import { DeliveryStores } from './delivery-stores.js';

/** Receives delivery reports: decodes and deduplicates them, and dispatches new ones to the handlers. */
@Injectable()
export class DeliveryInbox {
  private readonly logger = new Logger('IletimerkeziWebhook');
  /** Claims of reports between `receive` and `accept` or `refuse`. */
  private readonly claims = new WeakMap<Delivery, DeliveryClaim>();

  constructor(
    private readonly stores: DeliveryStores,
    private readonly dispatcher: DeliveryDispatcher,
    private readonly events: IletimerkeziEvents,
  ) {}

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
    const durable = this.stores.durableOf(account);
    const claim = await (durable
      ? durable.claim(arrived, !this.dispatcher.matches(arrived))
      : claimIn(this.stores.localOf(account), arrived));
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
    this.dispatcher.dispatch(delivery, claim, this.stores.optionsOf(account));
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
    return (this.stores.durableOf(account) ?? this.stores.localOf(account)).kept(account, limit);
  }

  /**
   * Runs all matching handlers of a kept report again, in this process. Returns without waiting for them.
   * @param delivery a report that `kept` listed as `failed` or `unmatched`.
   * @returns false when the report has another outcome in the meantime, or its handlers are running.
   */
  async retry(delivery: ArrivedDelivery): Promise<boolean> {
    const { account } = delivery;
    const durable = this.stores.durableOf(account);
    if (!durable) {
      const again: Delivery = { ...delivery, deduplication: 'new' };
      this.dispatcher.dispatch(
        again,
        claimOf(this.stores.localOf(account), again, 'new'),
        this.stores.optionsOf(account),
      );
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
    this.dispatcher.dispatch(
      { ...delivery, deduplication: 'new' },
      claim,
      this.stores.optionsOf(delivery.account),
    );
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
