import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startDemo, type Demo } from 'demo';
import type { CampaignDetail, ReportEvent } from 'iletimerkezi-core';
import { readEvents } from './support/events.js';

const RECIPIENTS = 50_000;
const BY_STATUS = ['waiting', 'delivered', 'undelivered', 'unknown'] as const;

/** Invented numbers in three spellings; every tenth is one that the demo's emulator fails to deliver to. */
const recipients = Array.from({ length: RECIPIENTS }, (_, index) => {
  const number = `53${String(10_000_000 + index)}`;
  return [`0${number}`, number, `+90 ${number}`][index % 3] ?? number;
});

describe('an order of 50,000 recipients through the demo', () => {
  let demo: Demo;

  beforeAll(async () => {
    demo = await startDemo({ delays: { acceptMs: 10, deliveryMs: [50, 1000] } });
  });

  afterAll(async () => {
    await demo.close();
  });

  it('is one order at the provider, and its report adds up to 50,000 recipients', async () => {
    const { senders } = (await get('/api/senders')) as { senders: string[] };
    const response = await fetch(`${demo.url}/api/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        sender: senders[0],
        text: 'Mağazamız yarın kapalıdır.',
        kind: 'transactional',
        recipients,
      }),
    });
    expect(response.status).toBe(201);
    const { campaignId: id } = (await response.json()) as { campaignId: string };

    const live = new Map<number, number>();
    for await (const { data } of readEvents(`${demo.url}/api/orders/${id}/events`)) {
      const event: ReportEvent = JSON.parse(data);
      if (event.kind === 'snapshot') {
        for (const [index, digit] of Array.from(event.statuses).entries()) live.set(index, Number(digit));
      } else for (const [index, status] of event.changes) live.set(index, status);
      if (event.settled) break;
    }

    const { counts, state } = (await get(`/api/orders/${id}`)) as CampaignDetail;
    expect(state).toBe('completed');
    expect(counts).toMatchObject({ total: RECIPIENTS, waiting: 0, unknown: 0 });
    expect(counts.delivered + counts.undelivered).toBe(RECIPIENTS);
    expect(counts.undelivered).toBeGreaterThan(0);

    // The live updates agree with the report for each recipient.
    const statuses = await snapshotOf(id);
    expect(live.size).toBe(RECIPIENTS);
    expect(Array.from(statuses).every((status, index) => Number(status) === live.get(index))).toBe(true);
    for (const [code, status] of BY_STATUS.entries()) {
      expect(Array.from(statuses).filter((digit) => Number(digit) === code)).toHaveLength(counts[status]);
    }
  });

  async function snapshotOf(id: string): Promise<string> {
    for await (const { data } of readEvents(`${demo.url}/api/orders/${id}/events`)) {
      const event: ReportEvent = JSON.parse(data);
      if (event.kind === 'snapshot') return event.statuses;
    }
    throw new Error('The report has no snapshot.');
  }

  async function get(path: string): Promise<unknown> {
    return (await fetch(`${demo.url}${path}`)).json();
  }
});
