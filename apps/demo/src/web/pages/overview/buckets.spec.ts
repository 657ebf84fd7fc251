import { describe, expect, it } from '@jest/globals';
import type { CampaignReport } from 'iletimerkezi-core';
import { hourlyBuckets } from './buckets.js';

const now = Date.parse('2026-11-21T12:30:00Z');
const at = (createdAt: string, delivered: number): CampaignReport => ({
  revision: 1,
  id: createdAt,
  state: 'completed',
  sender: 'S',
  text: '',
  kind: 'transactional',
  parts: 1,
  duplicates: 0,
  withheld: 0,
  unchecked: 0,
  createdAt,
  counts: { total: 9, waiting: 0, delivered, undelivered: 1, unknown: 0, notSent: 2 },
  paused: false,
  orderCount: 1,
});

describe('the hours of the chart', () => {
  it('are twelve, the current one last, and count the results of their own orders', () => {
    const orders = [
      at('2026-11-21T12:05:00Z', 4),
      at('2026-11-21T12:29:00Z', 5),
      at('2026-11-21T11:59:59Z', 1),
    ];
    const buckets = hourlyBuckets(orders, now);
    expect(buckets).toHaveLength(12);
    expect(buckets.at(-1)).toMatchObject({
      start: Date.parse('2026-11-21T12:00:00Z'),
      delivered: 9,
      undelivered: 2,
    });
    expect(buckets.at(-2)).toMatchObject({ delivered: 1 });
  });

  it('leave scheduled orders out, and count them in the hour in which they were sent', () => {
    const scheduled: CampaignReport = {
      ...at('2026-11-21T12:05:00Z', 0),
      state: 'scheduled',
      sendAt: '2026-11-21T12:20:00Z',
      counts: { total: 9, waiting: 9, delivered: 0, undelivered: 0, unknown: 0, notSent: 0 },
    };
    const sent = { ...at('2026-11-20T09:00:00Z', 8), sendAt: '2026-11-21T11:20:00Z' };
    const buckets = hourlyBuckets([scheduled, sent], now);
    expect(buckets.at(-1)).toMatchObject({ waiting: 0, delivered: 0 });
    expect(buckets.at(-2)).toMatchObject({ delivered: 8 });
  });

  it('do not contain older orders', () => {
    const total = hourlyBuckets([at('2026-11-20T12:00:00Z', 7)], now).reduce(
      (sum, { delivered }) => sum + delivered,
      0,
    );
    expect(total).toBe(0);
  });
});
