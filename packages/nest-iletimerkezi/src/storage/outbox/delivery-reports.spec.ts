import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { newId } from '../../common/ids.js';
import { becomes } from '../../test-support/becomes.js';
import { MigratedDatabase } from '../../test-support/database.js';
import { wireToDatabase } from '../../test-support/wire.js';
import type { ArrivedDelivery } from '../../options/delivery-store.js';
import { Database } from '../database.js';
import { InstancesRepository } from '../instances.repository.js';
import { PostgresDeliveryStore } from './delivery-reports.repository.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

/** Part of the statement that stores reports. */
const STORES = 'insert into iletimerkezi.delivery_reports';

/** The driver's message for a broken connection. */
const LOST = /connection (terminated|error)|ECONNRESET/i;

let accounts = 0;

/** Returns reports of an account that no other test uses. */
function reportsOf(account = `reports ${(accounts += 1)}`) {
  const report = (id: string, status: 'accepted' | 'delivered' = 'delivered'): ArrivedDelivery => ({
    id,
    orderId: '1',
    to: '+905350000000',
    text: '',
    account,
    receivedAt: new Date(),
    status,
    rawStatus: status,
  });
  return { account, report };
}

/** Returns the store of an instance with a lease. */
async function livingStore(db: Database = database): Promise<PostgresDeliveryStore> {
  const instance = newId();
  await new InstancesRepository(database.kysely).beat(instance, 3_600_000);
  return new PostgresDeliveryStore(db.kysely, instance);
}

/** Returns the store of an instance whose lease has expired. */
const deadStore = (): PostgresDeliveryStore => new PostgresDeliveryStore(database.kysely, newId());

const orphansOf = async (store: PostgresDeliveryStore, account: string) =>
  (await store.takeOrphans([account], 10)).map(({ delivery }) => delivery.id);

describe('a claim on a delivery report', () => {
  it('stays with its instance while that has a lease, despite repetitions and searches for orphans', async () => {
    const { account, report } = reportsOf();
    const [first, second] = [await livingStore(), await livingStore()];
    const claims = [
      await first.claim(report('1')),
      await first.claim(report('1')),
      await second.claim(report('1')),
    ];
    expect(claims.map(({ deduplication }) => deduplication)).toEqual(['new', 'repeated', 'repeated']);
    expect([await orphansOf(first, account), await orphansOf(second, account)]).toEqual([[], []]);
  });

  it('passes to one living instance when the lease of its own has expired', async () => {
    const { account, report } = reportsOf();
    const dead = deadStore();
    for (const id of ['1', '2', '3']) await dead.claim(report(id));
    const stores = [await livingStore(), await livingStore()];
    const taken = await Promise.all(stores.map((store) => orphansOf(store, account)));
    expect(taken.flat().toSorted()).toEqual(['1', '2', '3']);
    expect(await orphansOf(await livingStore(), account)).toEqual([]);
  });

  it('passes to the instance that receives the report again when the lease of its own has expired', async () => {
    const { report } = reportsOf();
    await deadStore().claim(report('1'));
    const living = await livingStore();
    expect((await living.claim(report('1'))).deduplication).toBe('new');
    expect((await living.claim(report('1'))).deduplication).toBe('repeated');
  });

  it('of a report that no handler matches ends with its outcome', async () => {
    const { account, report } = reportsOf();
    const store = await livingStore();
    await deadStore().claim(report('1'));
    const claims = [
      await store.claim(report('1'), true),
      await store.claim(report('2'), true),
      await store.claim(report('2'), true),
    ];
    expect(claims.map(({ deduplication }) => deduplication)).toEqual(['new', 'new', 'repeated']);
    expect((await store.kept(account, 10)).map(({ outcome }) => outcome)).toEqual(['unmatched', 'unmatched']);
    expect(await orphansOf(await livingStore(), account)).toEqual([]);
    await claims[1]?.release();
    expect((await store.kept(account, 10)).map(({ delivery }) => delivery.id)).toEqual(['1']);
    expect(await store.reopen(report('1'))).toBeDefined();
  });

  it('is made again after its COMMIT was applied and the answer was lost', async () => {
    const { wire, connection } = await wireToDatabase(database.connection);
    const wired = new Database(connection);
    try {
      const { report } = reportsOf();
      const store = await livingStore(wired);
      wire.loseAnswerTo(STORES);
      await expect(store.claim(report('1'))).rejects.toThrow(LOST);
      expect(
        await database.kysely
          .selectFrom('delivery_reports')
          .select('report_id')
          .where('account', '=', report('1').account)
          .execute(),
      ).toHaveLength(1);
      expect((await store.claim(report('1'))).deduplication).toBe('new');
      expect((await store.claim(report('1'))).deduplication).toBe('repeated');
    } finally {
      await wired.close();
      await wire.close();
    }
  });

  it('is an orphan of its own instance after its COMMIT was applied and the answer was lost', async () => {
    const { wire, connection } = await wireToDatabase(database.connection);
    const wired = new Database(connection);
    try {
      const { account, report } = reportsOf();
      const store = await livingStore(wired);
      wire.loseAnswerTo(STORES);
      await expect(store.claim(report('1'))).rejects.toThrow(LOST);
      expect(await orphansOf(await livingStore(), account)).toEqual([]);
      expect(await orphansOf(store, account)).toEqual(['1']);
      expect(await orphansOf(store, account)).toEqual([]);
    } finally {
      await wired.close();
      await wire.close();
    }
  });

  it('is made by the search for orphans or by the repeated report, when both find that the answer was lost', async () => {
    const { wire, connection } = await wireToDatabase(database.connection);
    const wired = new Database(connection);
    const store = await livingStore(wired);
    const { account, report } = reportsOf();
    wire.loseAnswerTo(STORES);
    await expect(store.claim(report('1'))).rejects.toThrow(LOST);
    try {
      const both = await database.kysely.transaction().execute(async (tx) => {
        await sql`lock table iletimerkezi.instances`.execute(tx);
        const orphans = orphansOf(store, account);
        await becomes(async () => {
          const { rows } = await sql`select from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`.execute(database.kysely);
          return rows.length;
        }, 1);
        return { orphans, repeat: store.claim(report('1')) };
      });
      expect(await both.orphans).toEqual(['1']);
      expect((await both.repeat).deduplication).toBe('repeated');
    } finally {
      await wired.close();
      await wire.close();
    }
  });

  // guarantee: G-075
  it('writes nothing when another instance has claimed the report', async () => {
    const { account, report } = reportsOf();
    const stale = await deadStore().claim(report('1'));
    const living = await livingStore();
    const [taken] = await living.takeOrphans([account], 1);
    await stale.settle('failed', 'stale');
    await stale.handBack?.();
    await stale.release();
    expect(await living.kept(account, 1)).toMatchObject([{ outcome: 'pending' }]);
    await taken?.claim.settle('handled');
    await stale.settle('failed', 'stale');
    expect(await living.kept(account, 1)).toEqual([]);
  });

  it('stores its outcome although the answer to the first write was lost', async () => {
    const { wire, connection } = await wireToDatabase(database.connection);
    const wired = new Database(connection);
    try {
      const { account, report } = reportsOf();
      const claim = await (await livingStore(wired)).claim(report('1'));
      wire.loseAnswerTo('set outcome');
      await claim.settle('failed', 'Handlers.mine: Error');
      expect(await deadStore().kept(account, 1)).toMatchObject([
        { outcome: 'failed', reason: 'Handlers.mine: Error' },
      ]);
    } finally {
      await wired.close();
      await wire.close();
    }
  });

  it('can return the report to the queue, which does not count as a dispatch', async () => {
    const { account, report } = reportsOf();
    const claim = await (await livingStore()).claim(report('1'));
    await claim.handBack?.();
    await claim.handBack?.();
    const [taken] = await (await livingStore()).takeOrphans([account], 1);
    expect(taken).toMatchObject({ delivery: { id: '1' }, dispatches: 1 });
  });

  it('counts how often the handlers of a report were started', async () => {
    const { account, report } = reportsOf();
    await deadStore().claim(report('1'));
    for (const dispatches of [2, 3, 4]) {
      expect(await deadStore().takeOrphans([account], 1)).toMatchObject([{ dispatches }]);
    }
  });

  it('is not made for a late report, nor for one whose handlers have an outcome', async () => {
    const { account, report } = reportsOf();
    const dead = deadStore();
    await (await dead.claim(report('1'))).settle('handled');
    expect((await dead.claim(report('1', 'accepted'))).deduplication).toBe('late');
    const living = await livingStore();
    expect(await orphansOf(living, account)).toEqual([]);
    expect((await living.claim(report('1'))).deduplication).toBe('repeated');
    expect((await living.claim(report('1', 'accepted'))).deduplication).toBe('repeated');
  });
});

describe('stored reports', () => {
  it('are listed without an outcome, unmatched or failed, with the reason', async () => {
    const { account, report } = reportsOf();
    const store = await livingStore();
    await (await store.claim(report('handled'))).settle('handled');
    await (await store.claim(report('unmatched'))).settle('unmatched');
    await (await store.claim(report('failed'))).settle('failed', 'Handlers.mine: TypeError');
    await deadStore().claim(report('pending'));
    const kept = await store.kept(account, 10);
    expect(kept.map(({ delivery, outcome, reason }) => [delivery.id, outcome, reason])).toEqual([
      ['pending', 'pending', undefined],
      ['failed', 'failed', 'Handlers.mine: TypeError'],
      ['unmatched', 'unmatched', undefined],
    ]);
  });

  it('are claimed again one at a time', async () => {
    const { account, report } = reportsOf();
    const store = await livingStore();
    await (await store.claim(report('1'))).settle('failed', 'Handlers.mine: TypeError');
    const reopened = await Promise.all([store.reopen(report('1')), store.reopen(report('1'))]);
    expect(reopened.filter((one) => one !== undefined)).toHaveLength(1);
    expect(await store.kept(account, 1)).toMatchObject([{ outcome: 'pending' }]);
    await reopened.find((one) => one !== undefined)?.claim.settle('handled');
    expect(await store.kept(account, 1)).toEqual([]);
  });
});
