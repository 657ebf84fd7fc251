import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql as drizzleSql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { campaignsWithKey } from '../test-support/outbox-tables.js';
import { Purchase, txHarness } from '../test-support/tx-harness.js';
import type { HostTransaction } from '../storage/host-transaction.js';
import { drizzleTransaction } from './drizzle.js';
import { knexTransaction } from './knex.js';
import { kyselyTransaction } from './kysely.js';
import { mikroOrmTransaction } from './mikro-orm.js';
import { pgTransaction } from './pg.js';
import { prismaTransaction } from './prisma.js';
import { sequelizeTransaction } from './sequelize.js';
import { typeOrmTransaction } from './typeorm.js';

const harness = txHarness('tx');

beforeAll(async () => {
  await harness().pool.query('create table purchases (id text primary key)');
});

/** A host transaction in each library: it inserts a purchase and a message, then commits or throws. */
interface Host {
  transaction(id: string, work: (tx: HostTransaction) => Promise<void>): Promise<unknown>;
}

const HOSTS: Record<string, () => Host> = {
  pg: () => ({
    transaction: async (id, work) => {
      const client = await harness().pool.connect();
      try {
        await client.query('begin');
        await client.query('insert into purchases values ($1)', [id]);
        await work(pgTransaction(client));
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
  }),
  kysely: () => ({
    transaction: (id, work) =>
      new Kysely({ dialect: new PostgresDialect({ pool: harness().pool }) })
        .transaction()
        .execute(async (tx) => {
          await sql`insert into purchases values (${id})`.execute(tx);
          await work(kyselyTransaction(tx));
        }),
  }),
  drizzle: () => ({
    transaction: (id, work) =>
      drizzle(harness().pool).transaction(async (tx) => {
        await tx.execute(drizzleSql`insert into purchases values (${id})`);
        await work(drizzleTransaction(tx));
      }),
  }),
  typeorm: () => ({
    transaction: (id, work) =>
      harness().dataSource.transaction(async (manager) => {
        await manager.query('insert into purchases values ($1)', [id]);
        await work(typeOrmTransaction(manager));
      }),
  }),
  knex: () => ({
    transaction: (id, work) =>
      harness().knex.transaction(async (trx) => {
        await trx('purchases').insert({ id });
        await work(knexTransaction(trx));
      }),
  }),
  'mikro-orm': () => ({
    transaction: (id, work) =>
      harness()
        .orm.em.fork()
        .transactional(async (em) => {
          em.create(Purchase, { id });
          await work(mikroOrmTransaction(em));
        }),
  }),
  sequelize: () => ({
    transaction: (id, work) => {
      const { sequelize } = harness();
      return sequelize.transaction(async (transaction) => {
        await sequelize.query('insert into purchases values (?)', { replacements: [id], transaction });
        await work(sequelizeTransaction(sequelize, transaction));
      });
    },
  }),
  prisma: () => ({
    transaction: (id, work) =>
      harness().prisma.$transaction(async (tx) => {
        await tx.purchase.create({ data: { id } });
        await work(prismaTransaction(tx));
      }),
  }),
};

const message = {
  kind: 'transactional' as const,
  text: 'Siparişiniz alındı: %s $1',
  recipients: ['+905301234567'],
};
const purchases = async (id: string) =>
  (await harness().pool.query('select from purchases where id = $1', [id])).rows.length;

const campaignsWith = (key: string): Promise<number> => campaignsWithKey(harness().pool, key);

describe.each(Object.entries(HOSTS))('in a transaction of %s', (name, host) => {
  // guarantee: G-017
  it('a message is stored when the host commits', async () => {
    let id = '';
    await host().transaction(`${name} 1`, async (tx) => {
      ({ id } = await harness().instance.outbox.enqueue(message, { tx, dedupeKey: `${name} 1` }));
      expect(await campaignsWith(`${name} 1`)).toBe(0);
    });
    expect(await purchases(`${name} 1`)).toBe(1);
    expect(await harness().instance.outbox.campaign(id).progress()).toMatchObject({
      recipients: 1,
      queued: 1,
    });
  });

  // guarantee: G-017
  it('a message is not stored when the host rolls back', async () => {
    const failed = host().transaction(`${name} 2`, async (tx) => {
      await harness().instance.outbox.enqueue(message, { tx, dedupeKey: `${name} 2` });
      throw new Error('the card was declined');
    });
    await expect(failed).rejects.toThrow('the card was declined');
    expect([await purchases(`${name} 2`), await campaignsWith(`${name} 2`)]).toEqual([0, 0]);
  });

  it('a large campaign is stored with each recipient once', async () => {
    const recipients = Array.from(
      { length: 12_000 },
      (_, n) => `+90531${String(n % 11_000).padStart(7, '0')}`,
    );
    let id = '';
    await host().transaction(`${name} 3`, async (tx) => {
      ({ id } = await harness().instance.outbox.enqueueMany(recipients, message, { tx }));
    });
    expect(await harness().instance.outbox.campaign(id).progress()).toMatchObject({
      recipients: 11_000,
      duplicates: 1_000,
    });
  });

  it('the same dedupe key in a second transaction returns the same message', async () => {
    const enqueue = async (purchase: string): Promise<string> => {
      let id = '';
      await host().transaction(purchase, async (tx) => {
        ({ id } = await harness().instance.outbox.enqueue(message, { tx, dedupeKey: `${name} 4` }));
      });
      return id;
    };
    expect(await enqueue(`${name} 4`)).toBe(await enqueue(`${name} 5`));
  });
});

describe('in a transaction of prisma, calls of its models', () => {
  it('work after a message was enqueued, and commit with it', async () => {
    const seen = await harness().prisma.$transaction(async (tx) => {
      await tx.purchase.create({ data: { id: 'model 1' } });
      await harness().instance.outbox.enqueue(message, { tx: prismaTransaction(tx), dedupeKey: 'model 1' });
      await tx.purchase.create({ data: { id: 'model 2' } });
      return tx.purchase.findMany({ where: { id: 'model 1' } });
    });
    expect(seen).toEqual([{ id: 'model 1' }]);
    expect([await purchases('model 1'), await purchases('model 2'), await campaignsWith('model 1')]).toEqual([
      1, 1, 1,
    ]);
  });

  it('roll the message back when one of them fails', async () => {
    await harness().prisma.purchase.create({ data: { id: 'model 3' } });
    const failed = harness().prisma.$transaction(async (tx) => {
      await harness().instance.outbox.enqueue(message, { tx: prismaTransaction(tx), dedupeKey: 'model 3' });
      await tx.purchase.create({ data: { id: 'model 3' } });
    });
    await expect(failed).rejects.toMatchObject({ code: 'P2002' });
    expect(await campaignsWith('model 3')).toBe(0);
  });

  it('commit without the message when it was rejected', async () => {
    await harness().prisma.$transaction(async (tx) => {
      await tx.purchase.create({ data: { id: 'model 4' } });
      const refused = harness().instance.outbox.enqueue(
        { ...message, recipients: [] },
        { tx: prismaTransaction(tx) },
      );
      await expect(refused).rejects.toMatchObject({ faults: [{ path: 'recipients' }] });
    });
    expect(await purchases('model 4')).toBe(1);
  });
});
