// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { becomes } from '../test-support/becomes.js';
import { many, number } from '../test-support/messages.js';
import { type Instance, OutboxBench } from '../test-support/outbox.js';
import type { Campaign } from './campaign.js';

let bench: OutboxBench;
let one: Instance;
let waiting: Instance;
beforeAll(async () => {
  bench = await OutboxBench.start();
  one = await bench.instance('after');
  waiting = await bench.instance('after waiting', { run: false });
});
afterAll(() => bench.stop());

/** The emulator does not deliver to numbers that end so. */
const UNREACHABLE = '+905301999001';
const message = { kind: 'transactional', template: 'Merhaba {ad}' } as const;
const rows = (...numbers: string[]) =>
  numbers.map((to, index) => ({ to, values: { ad: index === 0 ? 'a'.repeat(200) : `Ali ${index}` } }));

const firstOrder = async (campaign: Campaign): Promise<string> => (await campaign.orders())[0]?.id ?? '';

describe('the costs of a campaign', () => {
  it('are the parts of its texts before the bill, and by recipient', async () => {
    const [first = '', second = ''] = many(2);
    const campaign = await waiting.outbox.enqueueMany(rows(first, second), message);
    const order = await firstOrder(campaign);
    expect(await campaign.costs()).toEqual({
      billed: 0,
      estimated: 3,
      parts: { min: 1, max: 2 },
      orders: [{ order, source: 'estimated', cost: 3 }],
    });
    expect(await campaign.recipientCosts(order)).toEqual([
      { number: first, parts: 2, credits: 2, billed: null },
      { number: second, parts: 1, credits: 1, billed: null },
    ]);
    await campaign.cancel();
    expect(await campaign.costs()).toMatchObject({ billed: 0, estimated: 0 });
  });

  it('are those of the provider’s report, once it is final', async () => {
    const campaign = await one.outbox.enqueueMany(rows(...many(2)), message);
    await becomes(async () => (await campaign.costs()).orders.map(({ source }) => source), ['billed']);
    const { cost } = await campaign.progress();
    expect(cost).toBeGreaterThan(0);
    expect(await campaign.costs()).toMatchObject({ billed: cost, estimated: 0 });
  });
});

describe('the bill of a personal campaign', () => {
  // The provider refunds the credits of undelivered messages, so the account pays less than its texts have parts.
  it('is what the account paid, per campaign and per person, without undelivered messages', async () => {
    const alone = await OutboxBench.start();
    try {
      const { outbox } = await alone.instance('bill');
      const paid = async () => {
        const answer = await fetch(`${alone.emulator.url}/_emulator/accounts`);
        const [account] = (await answer.json()) as { balance: number }[];
        return account?.balance ?? Number.NaN;
      };
      const before = await paid();
      const [long = '', short = ''] = many(2);
      const campaign = await outbox.enqueueMany(
        [
          { to: UNREACHABLE, values: { ad: 'b'.repeat(200) } },
          { to: long, values: { ad: 'a'.repeat(400) } },
          { to: short, values: { ad: 'Ali' } },
        ],
        message,
      );
      await becomes(async () => (await campaign.costs()).orders.map(({ source }) => source), ['billed']);
      const order = await firstOrder(campaign);
      const costs = await campaign.recipientCosts(order);
      expect(costs.toSorted((one, other) => (one.credits ?? 0) - (other.credits ?? 0))).toEqual([
        { number: UNREACHABLE, parts: 2, credits: 0, billed: 0 },
        { number: short, parts: 1, credits: 1, billed: 1 },
        { number: long, parts: 3, credits: 3, billed: 3 },
      ]);
      expect(await campaign.costs()).toMatchObject({ billed: 4, estimated: 0 });
      expect(before - (await paid())).toBe(4);
    } finally {
      await alone.stop();
    }
  });
});

describe('the bill of an account in lira', () => {
  it('is not divided among the recipients', async () => {
    const alone = await OutboxBench.start();
    try {
      const { outbox } = await alone.instance('lira');
      const accounts = `${alone.emulator.url}/_emulator/accounts`;
      const [account] = (await (await fetch(accounts)).json()) as { key: string }[];
      const changed = await fetch(`${accounts}/${account?.key}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ billing: 'tl', balance: 100, pricePerPart: 0.25 }),
      });
      expect(changed.status).toBe(200);
      const campaign = await outbox.enqueueMany(rows(...many(2)), message);
      await becomes(async () => (await campaign.costs()).orders.map(({ source }) => source), ['billed']);
      const costs = await campaign.recipientCosts(await firstOrder(campaign));
      expect(costs.map(({ credits, billed }) => ({ credits, billed }))).toEqual([
        { credits: 2, billed: null },
        { credits: 1, billed: null },
      ]);
    } finally {
      await alone.stop();
    }
  });
});

describe('a campaign that was not started', () => {
  it('is sent at another time', async () => {
    const later = new Date(Date.now() + 3_600_000);
    const campaign = await one.outbox.enqueueMany(rows(number()), message, { notBefore: later });
    const latest = new Date(later.getTime() + 3_600_000);
    const event = one.next('campaign-rescheduled');
    await campaign.reschedule(latest);
    expect((await event).data).toEqual({ notBefore: latest.toISOString() });
    expect(await campaign.orders()).toMatchObject([{ state: 'pending', notBefore: latest }]);
    await campaign.reschedule(new Date());
    await becomes(async () => (await campaign.progress()).delivered, 1);
    await expect(campaign.reschedule(latest)).rejects.toMatchObject({ code: 'campaign-started' });
  });

  it('is not moved beyond its `notAfter`', async () => {
    const notAfter = new Date(Date.now() + 3_600_000);
    const campaign = await waiting.outbox.enqueueMany(rows(number()), message, { notAfter });
    await expect(campaign.reschedule(notAfter)).rejects.toMatchObject({ code: 'bad-time' });
  });
});

describe('a stored campaign', () => {
  it('is enqueued again with its rendered texts, once for each key', async () => {
    const phone = number();
    const first = await waiting.outbox.enqueueMany([{ to: phone, values: { ad: '{soyad}' } }], message);
    const options = { dedupeKey: 'again' };
    const second = await waiting.outbox.duplicate(first.id, options);
    expect(second.id).not.toBe(first.id);
    expect(await second.summary()).toMatchObject({ text: 'Merhaba {soyad}', recipients: 1 });
    expect((await waiting.outbox.duplicate(first.id, options)).id).toBe(second.id);
  });

  it('is sent again to those who did not get it', async () => {
    const reached = number();
    const first = await one.outbox.enqueueMany(rows(reached, UNREACHABLE), message);
    await becomes(async () => (await first.progress()).undelivered, 1);
    const second = await one.outbox.resendUndelivered(first.id, { dedupeKey: 'undelivered' });
    expect(await second.progress()).toMatchObject({ recipients: 1 });
    expect(await second.includes(UNREACHABLE)).toBe(true);
    expect(await second.includes(reached)).toBe(false);
  });

  it('is not sent again when all were reached', async () => {
    const first = await waiting.outbox.enqueueMany(rows(number()), message);
    await expect(waiting.outbox.resendUndelivered(first.id)).rejects.toMatchObject({ code: 'no-recipients' });
  });
});
