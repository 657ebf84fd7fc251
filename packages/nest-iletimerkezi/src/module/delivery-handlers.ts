import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { AccountContexts } from '../client/account-contexts.js';
import { accountUnknown, ConfigurationError } from '../common/configuration.error.js';
import { HandlerFinder } from '../events/handler-finder.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import { DeliveryDispatcher } from '../webhooks/delivery-dispatcher.js';
import type { DeliveryFilter } from '../webhooks/delivery-filter.js';
import { markerWarning } from '../webhooks/delivery-marker.js';
import { webhookOf } from '../webhooks/delivery-webhook.metadata.js';
import { DELIVERY_HANDLERS } from '../webhooks/on-delivery.decorator.js';

/**
 * Finds the methods with `@OnDelivery` and `@DeliveryWebhook` and registers the handlers. Boot fails when one of them could
 * never be called: its account does not exist or has no token.
 */
@Injectable()
export class DeliveryHandlers implements OnApplicationBootstrap {
  private readonly logger = new Logger('IletimerkeziEvents');

  constructor(
    private readonly finder: HandlerFinder,
    private readonly accounts: AccountContexts,
    private readonly dispatcher: DeliveryDispatcher,
  ) {}

  onApplicationBootstrap(): void {
    for (const { name, method } of this.finder.methodsOfControllers()) {
      const webhook = webhookOf(method);
      if (webhook !== undefined) this.checkAccount(name, webhook.account);
    }
    for (const { name, filter, call } of this.finder.find(DELIVERY_HANDLERS)) {
      this.checkDelivery(name, filter);
      this.dispatcher.register({ name, filter, handle: call });
    }
  }

  private checkDelivery(where: string, { account, marker }: DeliveryFilter): void {
    const known = account ?? (this.accounts.has(DEFAULT_ACCOUNT) ? DEFAULT_ACCOUNT : undefined);
    if (known !== undefined) this.checkAccount(where, known);
    if (marker !== undefined) this.checkMarker(where, marker, account);
  }

  private checkMarker(where: string, marker: string, account: string | undefined): void {
    if (marker.trim() === '') throw new ConfigurationError('webhook-marker-empty', { where });
    for (const name of account === undefined ? this.accounts.names : [account]) {
      const { characterMode } = this.accounts.of(name).options;
      const warning = markerWarning(where, marker, { name, characterMode });
      if (warning !== undefined) this.logger.warn(warning);
    }
  }

  private checkAccount(where: string, account: string): void {
    if (!this.accounts.has(account)) throw accountUnknown(account, this.accounts.names, where);
    if (this.accounts.of(account).options.webhook === undefined) {
      throw new ConfigurationError('webhook-tokens-missing', { where, account });
    }
  }
}
