import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { SpendLimitError } from '../storage/spend/spend-limit.error.js';
import type { SpendLimitOptions } from '../options/spend.options.js';
import { many, message, number } from '../test-support/messages.js';
import { type Instance, OutboxBench } from '../test-support/outbox.js';
import { becomes } from '../test-support/becomes.js';
import { forceState, rowsSeenBy } from '../test-support/outbox-tables.js';
import type { Campaign } from './campaign.js';
import { pgTransaction } from '../tx/pg.js';

let bench: OutboxBench;
beforeAll(async () => {
  bench = await OutboxBench.start();
});
afterAll(async () => {
  await connection?.end();
  await bench.stop();
});

let connection: pg.Client | undefined;
/** Returns the connection of the host. */
async function client(): Promise<pg.Client> {
  if (connection === undefined) {
    connection = new pg.Client(bench.database.connection);
    await connection.connect();
  }
  return connection;
}

const instance = (account: string, spend: SpendLimitOptions, run = false) =>
  bench.instance(account, { run }, undefined, { spend });

function first<Item>([item]: readonly Item[]): Item {
  if (item === undefined) throw new Error('The list is empty.');
  return item;
}

/** Returns as many entries, of one instance after the other. */
const inTurn = (instances: readonly Instance[], count: number): Instance[] =>
  Array.from({ length: count }, (_, index) => first(instances.slice(index % instances.length)));

/** Returns the counters of the current day. */
async function dayOf({ spend }: Instance) {
  const { day } = (await spend?.read()) ?? {};
  return { reserved: day?.reserved, settled: day?.settled };
}

const refusalOf = async (enqueued: Promise<unknown>): Promise<SpendLimitError> => {
  const error = await enqueued.catch((thrown: unknown) => thrown);
  if (!(error instanceof SpendLimitError)) throw new Error('The message was not refused.', { cause: error });
  return error;
};

describe('three instances that enqueue at once', () => {
  // guarantee: G-121
  it('never exceed the cap of the day, and use all of it', async () => {
    const instances = await Promise.all([1, 2, 3].map(() => instance('at once', { perDay: 50 })));
    const results = await Promise.allSettled(
      inTurn(instances, 120).map(({ outbox }) => outbox.enqueue(message(number()))),
    );
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(70);
    for (const one of refused) expect(one).toMatchObject({ reason: { code: 'spend-limit-exceeded' } });
    for (const one of instances) expect(await dayOf(one)).toEqual({ reserved: 50, settled: 0 });
    expect(await first(instances).outbox.backlog()).toMatchObject({ waiting: 50 });
  });

  // guarantee: G-121
  it('never exceed it with orders of several sizes, in streams and transactions of the host', async () => {
    const instances = await Promise.all(
      [1, 2, 3].map(() => instance('sizes', { perDay: 100, perMonth: 90 })),
    );
    const text = 'Siparişiniz yolda';
    const inHost = async (one: Instance) => {
      const client = new pg.Client(bench.database.connection);
      await client.connect();
      try {
        await client.query('begin');
        const enqueued = one.outbox.enqueue(message(...many(2)), { tx: pgTransaction(client) });
        await enqueued.catch((error: unknown) => {
          if (!(error instanceof SpendLimitError)) throw error;
        });
        await client.query('commit');
      } finally {
        await client.end();
      }
    };
    const kinds = [
      (one: Instance) => one.outbox.enqueue(message(number())),
      (one: Instance) => one.outbox.enqueueMany(many(7), { kind: 'transactional', text }),
      inHost,
    ];
    await Promise.allSettled(
      kinds.flatMap((enqueue) => inTurn(instances, 30).map((one): Promise<unknown> => enqueue(one))),
    );
    const used = Number((await dayOf(first(instances))).reserved);
    expect(used).toBeLessThanOrEqual(90);
    // The smallest message has one credit, so the cap is used up.
    expect(used).toBe(90);
    const campaigns = await first(instances).outbox.campaigns({ limit: 200 });
    expect(campaigns.reduce((sum, { recipients }) => sum + recipients, 0)).toBe(90);
  });
});

describe('an order beyond a cap', () => {
  it('is refused with the option, the next period and documentation, and leaves no row', async () => {
    const one = await instance('refused', { perDay: 3 });
    await one.outbox.enqueue(message(...many(2)));
    const before = await rowsSeenBy(await client());
    const error = await refusalOf(one.outbox.enqueue(message(...many(2))));
    const midnight = new Date(Date.now() + 3 * 3_600_000);
    midnight.setUTCHours(24, 0, 0, 0);
    expect(error).toMatchObject({
      code: 'spend-limit-exceeded',
      path: 'limits.spend.perDay',
      retryAt: new Date(midnight.getTime() - 3 * 3_600_000),
    });
    expect(error.docUrl).toContain('spend-limit-exceeded');
    expect(await rowsSeenBy(await client())).toEqual(before);
    await one.outbox.enqueue(message(number()));
    expect(await dayOf(one)).toEqual({ reserved: 3, settled: 0 });
  });

  it('leaves the host’s transaction usable and without a row', async () => {
    const one = await instance('host', { perMonth: 1 });
    await one.outbox.enqueue(message(number()));
    const host = await client();
    await host.query('begin');
    await refusalOf(one.outbox.enqueue(message(number()), { tx: pgTransaction(host) }));
    const stream = one.outbox.enqueueMany([number()], message(), { tx: pgTransaction(host) });
    expect(await refusalOf(stream)).toMatchObject({ path: 'limits.spend.perMonth' });
    await host.query('commit');
    expect(await one.outbox.campaigns()).toHaveLength(1);
    expect(await dayOf(one)).toEqual({ reserved: 1, settled: 0 });
  });

  it('has no `retryAt` when it is larger than a cap', async () => {
    const one = await instance('alone', { perDay: 5, perCampaign: 3 });
    expect(await refusalOf(one.outbox.enqueue(message(...many(6))))).toMatchObject({
      path: 'limits.spend.perCampaign',
    });
    const campaign = await refusalOf(one.outbox.enqueueMany(many(4), message()));
    expect(campaign.path).toBe('limits.spend.perCampaign');
    expect(campaign.retryAt).toBeUndefined();
    const other = await instance('alone', { perDay: 5 });
    expect((await refusalOf(other.outbox.enqueue(message(...many(6))))).retryAt).toBeUndefined();
    expect(await dayOf(one)).toEqual({ reserved: 0, settled: 0 });
  });

  it('of a known dedupe key counts once', async () => {
    const one = await instance('dedupe', { perDay: 1 });
    const given = message(number());
    const { id } = await one.outbox.enqueue(given, { dedupeKey: 'once' });
    expect((await one.outbox.enqueue(given, { dedupeKey: 'once' })).id).toBe(id);
    expect((await one.outbox.enqueueMany(given.recipients, given, { dedupeKey: 'once' })).id).toBe(id);
    expect(await dayOf(one)).toEqual({ reserved: 1, settled: 0 });
  });

  it('counts the parts of each text for its recipients, by the most expensive reading', async () => {
    const one = await instance('parts', { perDay: 100 });
    await one.outbox.enqueue({
      kind: 'transactional',
      messages: [
        { text: 'Kodunuz 1', recipients: many(2) },
        { text: 'a'.repeat(200), recipients: many(3) },
      ],
    });
    expect(await dayOf(one)).toEqual({ reserved: 8, settled: 0 });
    const twice = { to: number(), text: 'a'.repeat(200) };
    const rows = [{ to: number(), text: 'Kısa' }, twice, twice];
    await one.outbox.enqueueMany(rows, { kind: 'transactional' });
    expect(await dayOf(one)).toEqual({ reserved: 11, settled: 0 });
  });

  it('does not touch the reserve for transactional messages, unless it is one of up to 100 recipients', async () => {
    const one = await instance('reserve', { perDay: 250, reserveForTransactional: 100 });
    const commercial = { kind: 'commercial', audience: 'BIREYSEL', text: 'Kampanya' } as const;
    await one.outbox.enqueueMany(many(150), commercial);
    await refusalOf(one.outbox.enqueue({ ...commercial, recipients: [number()] }));
    await refusalOf(one.outbox.enqueue(message(...many(101))));
    await one.outbox.enqueue(message(...many(100)));
    expect(await dayOf(one)).toEqual({ reserved: 250, settled: 0 });
  });
});

describe('credits are released', () => {
  // guarantee: G-121
  it('when the host’s transaction is rolled back', async () => {
    const one = await instance('rolled back', { perDay: 1 });
    const host = await client();
    await host.query('begin');
    await one.outbox.enqueue(message(number()), { tx: pgTransaction(host) });
    await host.query('rollback');
    expect(await dayOf(one)).toEqual({ reserved: 0, settled: 0 });
    await one.outbox.enqueue(message(number()));
  });

  // guarantee: G-121
  it('when the process is killed between the reservation and the commit', async () => {
    const one = await instance('killed', { perDay: 1 });
    const host = new pg.Client(bench.database.connection);
    host.on('error', () => undefined);
    await host.connect();
    await host.query('begin');
    await one.outbox.enqueue(message(number()), { tx: pgTransaction(host) });
    // A killed process closes its socket without a message, and the server rolls its transaction back.
    Reflect.get(host, 'connection').stream.destroy();
    // Waits for the lock of the killed transaction.
    await one.outbox.enqueue(message(number()));
    expect(await dayOf(one)).toEqual({ reserved: 1, settled: 0 });
  });

  // guarantee: G-121
  it('when the provider rejects the order, and the next message fits', async () => {
    const one = await instance('rejected', { perDay: 1 }, true);
    const campaign = await one.outbox.enqueue({ ...message(number()), sender: 'UNKNOWN' });
    await becomes(async () => (await campaign.orders()).map(({ state }) => state), ['rejected']);
    expect(await dayOf(one)).toEqual({ reserved: 0, settled: 0 });
    await one.outbox.enqueue(message(number()));
  });

  // guarantee: G-121
  it('when the campaign is cancelled, once', async () => {
    const one = await instance('cancelled', { perDay: 4 });
    const campaign = await one.outbox.enqueue(message(...many(3)));
    await campaign.cancel();
    await campaign.cancel();
    expect(await dayOf(one)).toEqual({ reserved: 0, settled: 0 });
    await one.outbox.enqueue(message(...many(4)));
    await refusalOf(one.outbox.enqueue(message(number())));
    expect(await dayOf(one)).toEqual({ reserved: 4, settled: 0 });
  });
});

describe('an order that was billed', () => {
  it('is settled by the price of the provider’s report', async () => {
    const one = await instance('billed', { perDay: 100 }, true);
    // Two parts of 153 characters, or three if the provider counts its suffix separately.
    const campaign = await one.outbox.enqueue({ ...message(...many(3)), text: 'a'.repeat(304) });
    expect(await dayOf(one)).toEqual({ reserved: 9, settled: 0 });
    await becomes(async () => (await campaign.orders()).map(({ state }) => state), ['settled']);
    expect(await campaign.progress()).toMatchObject({ cost: 6 });
    expect(await dayOf(one)).toEqual({ reserved: 0, settled: 6 });
  });
});

describe('an order of unknown outcome', () => {
  /** Enqueues a message and leaves it held. */
  async function held(one: Instance) {
    const campaign = await one.outbox.enqueue(message(number()));
    const { id } = first(await campaign.orders());
    await forceState(bench.database.kysely, { order: id }, 'held');
    return id;
  }

  it('counts until an operator drops it, and again when the provider’s acceptance arrives late', async () => {
    const one = await instance('dropped', { perDay: 1 });
    const id = await held(one);
    await refusalOf(one.outbox.enqueue(message(number())));
    await one.outbox.resolve(id, { drop: true });
    expect(await dayOf(one)).toEqual({ reserved: 0, settled: 0 });
    await forceState(bench.database.kysely, { order: id }, 'reconciled');
    expect(await dayOf(one)).toEqual({ reserved: 1, settled: 0 });
    await forceState(bench.database.kysely, { order: id }, 'settled');
    expect(await dayOf(one)).toEqual({ reserved: 0, settled: 1 });
  });

  it('and its second attempt count both', async () => {
    const one = await instance('resent', { perDay: 2 });
    const id = await held(one);
    await one.outbox.resolve(id, { resend: true });
    expect(await dayOf(one)).toEqual({ reserved: 2, settled: 0 });
  });

  it('stays held when its second attempt exceeds a cap', async () => {
    const one = await instance('not resent', { perDay: 1 });
    const id = await held(one);
    expect(await refusalOf(one.outbox.resolve(id, { resend: true }))).toMatchObject({
      path: 'limits.spend.perDay',
    });
    expect(await one.outbox.held()).toMatchObject([{ id }]);
    expect(await dayOf(one)).toEqual({ reserved: 1, settled: 0 });
  });

  it('is held when the policy `resend` exceeds a cap', async () => {
    const one = await bench.instance('policy', { onUnknown: 'resend' }, undefined, { spend: { perDay: 1 } });
    bench.emulator.addFault({ endpoint: 'send-sms', fault: 'cut-before-accept' });
    const campaign = await one.outbox.enqueue(message(number()));
    await becomes(async () => (await campaign.orders()).map(({ state }) => state), ['held']);
    expect(await campaign.orders()).toMatchObject([{ evidence: { held: 'spend-limit' } }]);
  });
});

describe('an order that waits because of a cap', () => {
  const waiting = (account: string, perDay: number, run = false) =>
    bench.instance(account, { run }, undefined, { spend: { perDay, beyond: 'wait' } });
  const statesOf = async (campaign: Campaign) => (await campaign.orders()).map(({ state }) => state);

  it('is not sent until the cap is raised', async () => {
    const low = await waiting('raised', 1, true);
    const sent = await low.outbox.enqueue(message(number()));
    const second = await low.outbox.enqueue(message(number()));
    await becomes(() => statesOf(sent), ['settled']);
    await low.spend?.releaseWaiting();
    expect(await statesOf(second)).toEqual(['pending']);
    expect(await low.spend?.read()).toMatchObject({ waiting: 1 });
    const high = await waiting('raised', 2);
    await high.spend?.releaseWaiting();
    await becomes(() => statesOf(second), ['settled']);
    expect(await high.spend?.read()).toMatchObject({ waiting: 0, day: { reserved: 0, settled: 2, left: 0 } });
  });

  it('is released by one of three instances, within the cap', async () => {
    const low = await waiting('released', 1);
    for (let index = 0; index < 12; index += 1) await low.outbox.enqueue(message(number()));
    const instances = await Promise.all([1, 2, 3].map(() => waiting('released', 6)));
    await Promise.all(instances.map(async ({ spend }) => spend?.releaseWaiting()));
    expect(await low.spend?.read()).toMatchObject({ waiting: 6, day: { reserved: 6 } });
  });

  it('stays waiting when its campaign is paused and resumed, and stays paused when it is released', async () => {
    const low = await waiting('paused', 1, true);
    await low.outbox.enqueue(message(number()));
    const campaign = await low.outbox.enqueue(message(number()));
    await campaign.pause();
    await campaign.resume();
    await low.spend?.releaseWaiting();
    expect(await low.spend?.read()).toMatchObject({ waiting: 1 });
    await campaign.pause();
    const high = await waiting('paused', 2);
    await high.spend?.releaseWaiting();
    expect(await high.spend?.read()).toMatchObject({ waiting: 0 });
    expect(await campaign.progress()).toMatchObject({ state: 'paused', queued: 1 });
    await campaign.resume();
    await becomes(() => statesOf(campaign), ['settled']);
  });

  it('is refused when it is larger than the cap, with all orders of its campaign', async () => {
    const one = await waiting('never', 5);
    await refusalOf(one.outbox.enqueue(message(...many(6))));
    await refusalOf(one.outbox.enqueueMany(many(6), message()));
    expect(await one.spend?.read()).toMatchObject({ waiting: 0, day: { reserved: 0 } });
    expect(await one.outbox.campaigns()).toEqual([]);
  });

  it('leaves the queue with its campaign', async () => {
    const one = await waiting('left', 1);
    await one.outbox.enqueue(message(number()));
    const campaign = await one.outbox.enqueue(message(number()));
    expect(await campaign.cancel()).toBe(1);
    await one.spend?.releaseWaiting();
    expect(await one.spend?.read()).toMatchObject({ waiting: 0, day: { reserved: 1 } });
  });
});

describe('the event `spend-limit`', () => {
  it('is emitted once for 50, 80 and 100 % of the cap of a period', async () => {
    const one = await instance('events', { perDay: 10 }, false);
    const seen: unknown[] = [];
    one.outbox.events$.subscribe(({ type, data }) => {
      if (type === 'spend-limit') seen.push(data);
    });
    const half = await one.outbox.enqueue(message(...many(5)));
    await half.cancel();
    await one.outbox.enqueue(message(...many(6)));
    await one.outbox.enqueue(message(...many(3)));
    await refusalOf(one.outbox.enqueue(message(...many(2))));
    await one.outbox.enqueue(message(number()));
    const expected = [50, 80, 100].map((percent) =>
      expect.objectContaining({ period: 'day', percent, cap: 10 }),
    );
    await becomes(() => seen, expected);
  });
});
