import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { Observable } from 'rxjs';
import { AccountContexts } from '../client/account-contexts.js';
import { accountUnknown, ConfigurationError } from '../common/configuration.error.js';
import { nameOf } from '../common/thrown.js';
import { type ConsentChange, isWanted } from '../consents/consent-change.js';
import { CONSENT_HANDLERS } from '../consents/on-consent.decorator.js';
import { findHandlers, type FoundHandler, methodsOf } from '../events/find-handlers.js';
import type { HandlerKind } from '../common/handler-kind.js';
import { matchesSmsEvent, SMS_EVENT_HANDLERS } from '../events/on-sms-event.decorator.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import { ConsentChanges } from '../outbox/consent-changes.js';
import { EventStreams } from '../outbox/event-streams.js';
import type { SmsEvent } from '../storage/events/sms-event.js';
import { DeliveryDispatcher } from '../webhooks/delivery-dispatcher.js';
import type { DeliveryFilter } from '../webhooks/delivery-filter.js';
import { markerWarning } from '../webhooks/delivery-marker.js';
import { webhookOf } from '../webhooks/delivery-webhook.metadata.js';
import { DELIVERY_HANDLERS } from '../webhooks/on-delivery.decorator.js';

/**
 * Finds the methods with `@OnSmsEvent`, `@OnConsent`, `@OnDelivery` and `@DeliveryWebhook` and registers them. Boot fails
 * when one of them could never be called: its provider is not a singleton, or its account does not exist or has no token.
 */
@Injectable()
export class HandlerExplorer implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger('IletimerkeziEvents');

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly accounts: AccountContexts,
    private readonly streams: EventStreams,
    private readonly consents: ConsentChanges,
    private readonly dispatcher: DeliveryDispatcher,
  ) {}

  /** Subscribes before the background work starts, so that handlers receive every event from its start. */
  onModuleInit(): void {
    this.subscribe(SMS_EVENT_HANDLERS, this.streams.events$, matchesSmsEvent, describeEvent);
    this.subscribe(CONSENT_HANDLERS, this.consents.changes$, isWanted, describeChange);
  }

  onApplicationBootstrap(): void {
    for (const { name, method } of methodsOf(this.discovery.getControllers(), this.scanner)) {
      const webhook = webhookOf(method);
      if (webhook !== undefined) this.checkAccount(name, webhook.account);
    }
    for (const { name, filter, call } of findHandlers(this.discovery, this.scanner, DELIVERY_HANDLERS)) {
      this.checkDelivery(name, filter);
      this.dispatcher.register({ name, filter, handle: call });
    }
  }

  private subscribe<Filter, Event>(
    kind: HandlerKind<Filter>,
    events$: Observable<Event>,
    isWantedBy: (filter: Filter, event: Event) => boolean,
    describe: (event: Event) => string,
  ): void {
    for (const handler of findHandlers(this.discovery, this.scanner, kind)) {
      events$.subscribe((event) => {
        if (isWantedBy(handler.filter, event)) void this.call(handler, event, describe);
      });
    }
  }

  private async call<Filter, Event>(
    { name, call }: FoundHandler<Filter>,
    event: Event,
    describe: (event: Event) => string,
  ): Promise<void> {
    try {
      await call(event);
    } catch (error) {
      this.logger.error(`${name} failed on ${describe(event)}: ${nameOf(error)}`);
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

/** Returns ids only, because logs must not contain numbers. */
const describeEvent = ({ type, order }: SmsEvent): string =>
  order === null ? `"${type}"` : `"${type}" of order ${order}`;

const describeChange = ({ position, brandCode }: ConsentChange): string =>
  `record ${position} of the brand ${brandCode}`;
