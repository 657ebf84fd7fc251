import { describe, expect, it } from '@jest/globals';
import type { ArrivedDelivery } from '../options/delivery-store.js';
import { MemoryDeliveryStore } from './memory-delivery-store.js';

const delivery = (id: string, rawStatus: string, account = 'default'): ArrivedDelivery => ({
  id,
  rawStatus,
  status:
    rawStatus === 'accepted' || rawStatus === 'delivered' || rawStatus === 'undelivered'
      ? rawStatus
      : 'unknown',
  orderId: '1',
  to: '+905301234567',
  text: '',
  account,
  receivedAt: new Date(),
});

describe('MemoryDeliveryStore', () => {
  it('distinguishes new, repeated and late reports per account and message', async () => {
    const store = new MemoryDeliveryStore();
    const claims = [
      delivery('1', 'delivered'),
      delivery('1', 'delivered'),
      delivery('1', 'accepted'),
      delivery('1', 'undelivered'),
      delivery('1', 'parked'),
      delivery('2', 'accepted'),
      delivery('1', 'delivered', 'marketing'),
    ];
    const deduplications = await Promise.all(claims.map((claim) => store.claim(claim)));
    expect(deduplications).toEqual(['new', 'repeated', 'late', 'new', 'new', 'new', 'new']);
  });

  it('treats a released report as new', async () => {
    const store = new MemoryDeliveryStore();
    await store.claim(delivery('1', 'delivered'));
    await store.release(delivery('1', 'delivered'));
    await expect(store.claim(delivery('1', 'accepted'))).resolves.toBe('new');
    await expect(store.claim(delivery('1', 'delivered'))).resolves.toBe('new');
  });

  it('keeps the final status of a message when an earlier status is released', async () => {
    const store = new MemoryDeliveryStore();
    await store.claim(delivery('1', 'delivered'));
    await store.claim(delivery('1', 'accepted'));
    await store.release(delivery('1', 'accepted'));
    await expect(store.claim(delivery('1', 'accepted'))).resolves.toBe('late');
    await expect(store.release(delivery('unheard of', 'accepted'))).resolves.toBeUndefined();
  });

  it('deletes the oldest entries beyond its limits', async () => {
    const store = new MemoryDeliveryStore({ messages: 2, kept: 2 });
    for (const id of ['1', '2', '3']) {
      await store.claim(delivery(id, 'delivered'));
      await store.settle(delivery(id, 'delivered'), 'unmatched');
    }
    await expect(store.claim(delivery('3', 'delivered'))).resolves.toBe('repeated');
    await expect(store.claim(delivery('1', 'delivered'))).resolves.toBe('new');
    const kept = await store.kept('default', 10);
    expect(kept.map((entry) => entry.delivery.id)).toEqual(['3', '2']);
  });

  it('deletes a report when it is handled', async () => {
    const store = new MemoryDeliveryStore();
    await store.settle(delivery('1', 'delivered'), 'failed');
    await store.settle(delivery('1', 'delivered'), 'handled');
    await expect(store.kept('default', 10)).resolves.toEqual([]);
  });
});
