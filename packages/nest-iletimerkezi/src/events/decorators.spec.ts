import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { consentFiltersOf, OnConsent } from '../consents/on-consent.decorator.js';
import { OnOutbox, outboxFiltersOf } from '../outbox/on-outbox.decorator.js';
import { DeliveryWebhook } from '../webhooks/delivery-webhook.decorator.js';
import { webhookOf } from '../webhooks/delivery-webhook.metadata.js';
import { filtersOf, OnDelivery } from '../webhooks/on-delivery.decorator.js';

class Host {
  @OnConsent()
  @OnConsent({ status: 'RET' })
  consent(): void {}

  @OnOutbox('held')
  @OnOutbox('settled', { account: 'shop' })
  outbox(): void {}

  @OnDelivery()
  @OnDelivery({ status: 'delivered' })
  delivery(): void {}

  @DeliveryWebhook()
  webhook(): void {}

  plain(): void {}
}

/** What a decorator is given for something that is no method. */
const NO_METHOD = { configurable: true };
const { prototype } = Host;

describe('the decorators of handlers', () => {
  it('stand several times on one method, and on no other', () => {
    expect(consentFiltersOf(prototype.consent)).toEqual([{ status: 'RET' }, {}]);
    expect(outboxFiltersOf(prototype.outbox)).toEqual([
      { type: 'settled', account: 'shop' },
      { type: 'held', account: undefined },
    ]);
    expect(filtersOf(prototype.delivery)).toEqual([{ status: 'delivered' }, {}]);
    expect(webhookOf(prototype.webhook)).toEqual({ account: 'default' });
    for (const filters of [consentFiltersOf, outboxFiltersOf, filtersOf])
      expect(filters(prototype.plain)).toEqual([]);
    expect(webhookOf(prototype.plain)).toBeUndefined();
  });

  it('do nothing on what is no method', () => {
    expect(() => {
      OnConsent()(prototype, 'value', NO_METHOD);
      OnOutbox('held')(prototype, 'value', NO_METHOD);
      OnDelivery()(prototype, 'value', NO_METHOD);
    }).not.toThrow();
  });
});
