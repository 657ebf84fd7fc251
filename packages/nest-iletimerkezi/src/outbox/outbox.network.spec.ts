import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../common/ids.js';
import { Database } from '../storage/database.js';
import { PostgresDeliveryStore } from '../storage/outbox/delivery-reports.repository.js';
import { becomes } from '../test-support/becomes.js';
import { message, number } from '../test-support/messages.js';
import { type Instance, OutboxBench } from '../test-support/outbox.js';
import { reportsOf } from '../test-support/outbox-tables.js';
import { Wire, wireToDatabase } from '../test-support/wire.js';
import type { Campaign } from './campaign.js';

let bench: OutboxBench;
let wire: Wire | undefined;
beforeAll(async () => {
  bench = await OutboxBench.start();
});
beforeEach(() => bench.emulator.reset());
afterEach(async () => {
  await wire?.close();
  wire = undefined;
});
afterAll(() => bench.stop());

const accepted = (to: string): number => bench.emulator.inbox({ to }).length;
const stateOf = async (campaign: Campaign) => (await campaign.orders())[0]?.state;

/** A short timeout, because the provider does not respond in these tests. */
const QUICK_ANSWERS = { responseMs: 400 };

const ENDS = ['settled', 'held', 'rejected', 'expired', 'cancelled'];
const ended = (campaign: Campaign): Promise<void> =>
  becomes(async () => ENDS.includes((await stateOf(campaign)) ?? ''), true);

async function overWire(account: string): Promise<{ instance: Instance; wire: Wire }> {
  const { hostname, port } = new URL(bench.emulator.url);
  wire = await Wire.to({ host: hostname, port: Number(port) });
  return {
    wire,
    instance: await bench.instance(account, {}, `http://127.0.0.1:${wire.port}`, QUICK_ANSWERS),
  };
}

describe('a provider that stops responding', () => {
  // guarantee: G-007
  it('leaves one order unknown, and does not block the next ones', async () => {
    const { instance, wire: line } = await overWire('silent');
    await ended(await instance.outbox.enqueue(message(number())));
    line.freeze();
    // Each kept-alive connection may lose one order. A new connection works.
    for (let sent = 0; ; sent += 1) {
      const to = number();
      const campaign = await instance.outbox.enqueue(message(to));
      await ended(campaign);
      const state = await stateOf(campaign);
      expect([state, accepted(to)]).toEqual(state === 'settled' ? ['settled', 1] : ['held', 0]);
      if (state === 'settled') break;
      expect(sent).toBeLessThan(5);
    }
    await instance.stop();
  });

  it('is asked for its reports when the response to an accepted order is lost', async () => {
    const { instance, wire: line } = await overWire('no answer');
    line.answers = false;
    const to = number();
    const unknown = instance.next('unknown');
    const campaign = await instance.outbox.enqueue(message(to));
    await unknown;
    line.answers = true;
    await ended(campaign);
    expect([await stateOf(campaign), accepted(to)]).toEqual(['settled', 1]);
    await instance.stop();
  });

  it('keeps an order unknown while look-ups fail, then resolves it', async () => {
    const { instance, wire: line } = await overWire('no answer');
    line.mode = 'silent';
    const unknown = instance.next('unknown');
    const to = number();
    const campaign = await instance.outbox.enqueue(message(to));
    await unknown;
    // Failed look-ups do not count.
    await becomes(async () => (await instance.outbox.backlog()).unknown, 1);
    line.mode = 'open';
    await ended(campaign);
    expect([await stateOf(campaign), accepted(to)]).toEqual(['held', 0]);
    await instance.stop();
  });

  // guarantee: G-006
  it('gets all orders after it is reachable again', async () => {
    const { hostname, port } = new URL(bench.emulator.url);
    const line = await Wire.to({ host: hostname, port: Number(port) });
    wire = line;
    line.down();
    const options = { attempts: 100, retryDelayMs: 200 };
    const instance = await bench.instance('away', options, `http://127.0.0.1:${line.port}`);
    const to = Array.from({ length: 8 }, number);
    const campaigns = await Promise.all(to.map((recipient) => instance.outbox.enqueue(message(recipient))));
    const failed = async () => {
      const orders = await Promise.all(campaigns.map((campaign) => campaign.orders()));
      return orders.flat().filter(({ evidence }) => evidence !== null).length;
    };
    await becomes(async () => (await failed()) >= 5, true);
    await line.up();
    for (const [index, campaign] of campaigns.entries()) {
      await ended(campaign);
      expect([await stateOf(campaign), accepted(to[index] ?? '')]).toEqual(['settled', 1]);
    }
    await instance.stop();
  });
});

describe('a database outage while messages and reports are processed', () => {
  // guarantee: G-106
  it.each([
    ['breaks its connections', (line: Wire) => line.cut()],
    ['stops responding', (line: Wire) => line.freeze()],
  ])('loses no acknowledged row when the database %s', async (name, fail) => {
    const { wire: line, connection } = await wireToDatabase(bench.database.connection);
    wire = line;
    const database = new Database(connection, { silenceMs: 2_000 });
    const instance = await bench.instance(name, {}, bench.emulator.url, { database });
    const store = new PostgresDeliveryStore(database.kysely, newId());
    let failures = 0;

    /** Retries until the call succeeds, as a host does, and as the provider does with a webhook. */
    const acknowledged = async <T>(attempt: () => Promise<T>): Promise<T> => {
      for (;;) {
        try {
          return await attempt();
        } catch {
          failures += 1;
          await sleep(20);
        }
      }
    };
    const sending = async (): Promise<[string, Campaign][]> => {
      const sent: [string, Campaign][] = [];
      for (let n = 0; n < 30; n += 1) {
        const to = number();
        const dedupeKey = `${name} ${n}`;
        sent.push([to, await acknowledged(() => instance.outbox.enqueue(message(to), { dedupeKey }))]);
        if (n === 10) {
          line.down();
          fail(line);
        }
      }
      return sent;
    };
    const reporting = async (): Promise<void> => {
      for (let n = 0; n < 30; n += 1) {
        const report = { id: `${n}`, orderId: '1', to: '+905340000000', text: '', account: name };
        await acknowledged(() =>
          store.claim({ ...report, receivedAt: new Date(), status: 'delivered', rawStatus: 'delivered' }),
        );
      }
    };
    const work = Promise.all([sending(), reporting()]);
    await becomes(() => failures >= 2, true);
    await line.up();
    const [sent] = await work;
    for (const [to, campaign] of sent) {
      await ended(campaign);
      expect([await stateOf(campaign), accepted(to)]).toEqual(['settled', 1]);
    }
    const reports = await reportsOf(bench.database.kysely, name);
    expect([new Set(reports.map(({ id }) => id)).size, reports.length]).toEqual([30, 30]);
    await instance.stop();
    await database.close();
  });
});
