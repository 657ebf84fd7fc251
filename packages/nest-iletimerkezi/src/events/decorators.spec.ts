import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { CONSENT_HANDLERS, OnConsent } from '../consents/on-consent.decorator.js';
import { OnSmsEvent, SMS_EVENT_HANDLERS } from './on-sms-event.decorator.js';
import { DeliveryWebhook } from '../webhooks/delivery-webhook.decorator.js';
import { webhookOf } from '../webhooks/delivery-webhook.metadata.js';
import { DELIVERY_HANDLERS, OnDelivery } from '../webhooks/on-delivery.decorator.js';

class Host {
  @OnConsent()
  @OnConsent({ status: 'RET' })
  consent(): void {}

  @OnSmsEvent({ type: 'held' })
  @OnSmsEvent({ type: ['settled', 'queued'], account: 'shop' })
  outbox(): void {}

  @OnDelivery()
  @OnDelivery({ status: 'delivered' })
  delivery(): void {}

  @DeliveryWebhook()
  webhook(): void {}

  plain(): void {}
}

/** The descriptor of a property that is not a method. */
const NO_METHOD = { configurable: true };
const { prototype } = Host;

describe('handler decorators', () => {
  it('can be applied several times to one method without affecting others', () => {
    expect(CONSENT_HANDLERS.filtersOf(prototype.consent)).toEqual([{ status: 'RET' }, {}]);
    expect(SMS_EVENT_HANDLERS.filtersOf(prototype.outbox)).toEqual([
      { type: ['settled', 'queued'], account: 'shop' },
      { type: 'held' },
    ]);
    expect(DELIVERY_HANDLERS.filtersOf(prototype.delivery)).toEqual([{ status: 'delivered' }, {}]);
    expect(webhookOf(prototype.webhook)).toEqual({ account: 'default' });
    for (const kind of [CONSENT_HANDLERS, SMS_EVENT_HANDLERS, DELIVERY_HANDLERS])
      expect(kind.filtersOf(prototype.plain)).toEqual([]);
    expect(webhookOf(prototype.plain)).toBeUndefined();
  });

  it('do nothing on a property that is not a method', () => {
    expect(() => {
      OnConsent()(prototype, 'value', NO_METHOD);
      OnSmsEvent({ type: 'held' })(prototype, 'value', NO_METHOD);
      OnDelivery()(prototype, 'value', NO_METHOD);
    }).not.toThrow();
  });
});
