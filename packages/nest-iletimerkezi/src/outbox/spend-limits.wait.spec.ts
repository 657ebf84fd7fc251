// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SpendLimitOptions } from '../options/spend.options.js';
import { Database } from '../storage/database.js';
import type { Campaign } from './campaign.js';
import { becomes } from '../test-support/becomes.js';
import { setDatabaseClock, stopDatabaseClock } from '../test-support/database-clock.js';
import { many, message, number } from '../test-support/messages.js';
import { type Instance, OutboxBench } from '../test-support/outbox.js';

const HOUR = 3_600_000;
/** 23:30 in Türkiye on the last day of a month. */
const LAST_EVENING = Date.parse('2030-01-31T20:30:00Z');

let bench: OutboxBench;
let database: Database;
const setClock = (ms: number) => setDatabaseClock(database.kysely, new Date(ms));

beforeAll(async () => {
  bench = await OutboxBench.start();
  await stopDatabaseClock(bench.database.kysely);
  // Connections that are opened from now on use the stopped clock.
  database = new Database(bench.database.connection);
});
afterAll(async () => {
  await database.close();
  await bench.stop();
});

const instance = (account: string, spend: SpendLimitOptions) =>
  bench.instance(account, { run: false }, undefined, { spend: { beyond: 'wait', ...spend }, database });

const usage = async ({ spend }: Instance) => {
  const { day, month, waiting } = (await spend?.read()) ?? {};
  return { day: day?.reserved, month: month?.reserved, waiting };
};

const retryAtOf = async (campaign: Campaign) => (await campaign.orders())[0]?.retryAt;

describe('an order that waits because of a cap', () => {
  it('is released in the next day, in the sequence of the orders, as far as they fit', async () => {
    await setClock(LAST_EVENING);
    const one = await instance('days', { perDay: 3 });
    await one.outbox.enqueue(message(...many(3)));
    const second = await one.outbox.enqueue(message(...many(2)));
    const third = await one.outbox.enqueue(message(...many(2)));
    expect(await usage(one)).toEqual({ day: 3, month: 3, waiting: 2 });
    const MIDNIGHT = Date.parse('2030-02-01T00:00:00+03:00');
    expect(await retryAtOf(second)).toEqual(new Date(MIDNIGHT));
    await one.spend?.releaseWaiting();
    expect(await usage(one)).toEqual({ day: 3, month: 3, waiting: 2 });
    await setClock(LAST_EVENING + HOUR);
    await one.spend?.releaseWaiting();
    expect(await usage(one)).toEqual({ day: 2, month: 2, waiting: 1 });
    expect([await retryAtOf(second), await retryAtOf(third)]).toEqual([null, new Date(MIDNIGHT + 24 * HOUR)]);
    await second.cancel();
    await one.spend?.releaseWaiting();
    expect(await usage(one)).toEqual({ day: 2, month: 2, waiting: 0 });
    expect(await third.progress()).toMatchObject({ queued: 2 });
  });

  it('is never sent after its `notAfter`', async () => {
    await setClock(LAST_EVENING);
    const one = await instance('late', { perMonth: 1 });
    await one.outbox.enqueue(message(number()));
    const late = number();
    const campaign = await one.outbox.enqueue(message(late), {
      notAfter: new Date(LAST_EVENING + HOUR / 4),
    });
    expect(await usage(one)).toEqual({ day: 1, month: 1, waiting: 1 });
    await setClock(LAST_EVENING + HOUR);
    await one.spend?.releaseWaiting();
    expect(await usage(one)).toEqual({ day: 0, month: 0, waiting: 0 });
    // Its lease and the check of expired orders are those of a working instance.
    await bench.instance('late', { retention: false }, undefined, { database });
    await becomes(async () => (await campaign.orders()).map(({ state }) => state), ['expired']);
    expect(bench.emulator.inbox({ to: late })).toEqual([]);
  });
});

describe('a month', () => {
  // guarantee: G-121
  it('ends at midnight in Türkiye', async () => {
    await setClock(LAST_EVENING);
    const one = await instance('month', { perMonth: 2, beyond: 'refuse' });
    await one.outbox.enqueue(message(...many(2)));
    await expect(one.outbox.enqueue(message(number()))).rejects.toMatchObject({
      path: 'limits.spend.perMonth',
      retryAt: new Date('2030-01-31T21:00:00Z'),
    });
    await setClock(Date.parse('2030-01-31T20:59:59Z'));
    await expect(one.outbox.enqueue(message(number()))).rejects.toMatchObject({
      code: 'spend-limit-exceeded',
    });
    await setClock(Date.parse('2030-01-31T21:00:00Z'));
    await one.outbox.enqueue(message(...many(2)));
    expect(await usage(one)).toEqual({ day: 2, month: 2, waiting: 0 });
  });

  it('of the enqueue gets the credits back when the order ends in a later one', async () => {
    await setClock(LAST_EVENING);
    const one = await instance('back', { perMonth: 2, beyond: 'refuse' });
    const campaign = await one.outbox.enqueue(message(...many(2)));
    await setClock(LAST_EVENING + HOUR);
    await one.outbox.enqueue(message(number()));
    await campaign.cancel();
    expect(await usage(one)).toEqual({ day: 1, month: 1, waiting: 0 });
    await setClock(LAST_EVENING);
    expect(await usage(one)).toEqual({ day: 0, month: 0, waiting: 0 });
  });
});
