import { expect, it } from '@jest/globals';
import type { Delivery } from '../options/delivery.js';
import { DELIVERY_HANDLERS, OnDelivery } from './on-delivery.decorator.js';

it('rejects at compile time a handler that expects another status, and an unknown status', () => {
  class Handlers {
    @OnDelivery()
    all(_delivery: Delivery): void {}

    @OnDelivery({ status: 'delivered' })
    @OnDelivery({ marker: '#shop' })
    several(): void {}

    // @ts-expect-error The method expects delivered messages and the filter selects undelivered ones.
    @OnDelivery({ status: 'undelivered' })
    crossed(_delivery: Delivery<'delivered'>): void {}

    // @ts-expect-error The status does not exist.
    @OnDelivery({ status: 'sent' })
    misspelt(): void {}
  }
  expect(DELIVERY_HANDLERS.filtersOf(Handlers.prototype.several)).toEqual([
    { marker: '#shop' },
    { status: 'delivered' },
  ]);
});
