import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { AccountContexts } from '../client/account-contexts.js';
import { findHandlers, methodsOf } from '../events/find-handlers.js';
import { accountUnknown, ConfigurationError } from '../common/configuration.error.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import { DeliveryDispatcher } from './delivery-dispatcher.js';
import { markerWarning } from './delivery-marker.js';
import { webhookOf } from './delivery-webhook.metadata.js';
import { filtersOf } from './on-delivery.decorator.js';

/**
 * Finds webhook methods and handlers when the application starts, and fails the start when one could never work: its
 * account does not exist or has no token.
 */
@Injectable()
export class DeliveryExplorer implements OnApplicationBootstrap {
  private readonly logger = new Logger('IletimerkeziWebhook');

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly accounts: AccountContexts,
    private readonly dispatcher: DeliveryDispatcher,
  ) {}

  onApplicationBootstrap(): void {
    for (const { name, method } of methodsOf(this.discovery.getControllers(), this.scanner)) {
      const webhook = webhookOf(method);
      if (webhook !== undefined) this.checkAccount(name, webhook.account);
    }
    for (const { name, filter, call } of findHandlers(this.discovery, this.scanner, filtersOf)) {
      const account = filter.account ?? (this.accounts.has(DEFAULT_ACCOUNT) ? DEFAULT_ACCOUNT : undefined);
      if (account !== undefined) this.checkAccount(name, account);
      if (filter.marker !== undefined) this.checkMarker(name, filter.marker, filter.account);
      this.dispatcher.register({ name, filter, handle: call });
    }
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
