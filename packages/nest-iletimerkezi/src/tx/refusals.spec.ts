import { describe, expect, it } from '@jest/globals';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Kysely, PostgresDialect } from 'kysely';
import { InputError } from 'iletimerkezi-core';
import { ledgerOn } from '../test-support/consents.js';
import { rowsSeenBy } from '../test-support/outbox-tables.js';
import type { HostTransaction } from '../storage/host-transaction.js';
import { txHarness } from '../test-support/tx-harness.js';
import { drizzleTransaction } from './drizzle.js';
import { knexTransaction } from './knex.js';
import { kyselyTransaction } from './kysely.js';
import { mikroOrmTransaction } from './mikro-orm.js';
import { pgTransaction } from './pg.js';
import { prismaTransaction, type PrismaTransaction } from './prisma.js';
import { sequelizeTransaction } from './sequelize.js';
import { typeOrmTransaction } from './typeorm.js';

const harness = txHarness('tx-refusals');

const message = { kind: 'transactional' as const, text: 'Kodunuz 481516', recipients: ['+905301234567'] };

async function rowsWritten(): Promise<number> {
  const { campaigns, records } = await rowsSeenBy(harness().pool);
  return campaigns + records;
}

const NOT_TRANSACTIONS: [string, () => HostTransaction][] = [
  ['a pool of pg', () => pgTransaction(harness().pool)],
  ['a client of pg before BEGIN', () => pgTransaction(harness().client)],
  [
    'a Kysely instance',
    () => kyselyTransaction(new Kysely({ dialect: new PostgresDialect({ pool: harness().pool }) })),
  ],
  ['a Drizzle database', () => drizzleTransaction(drizzle(harness().pool))],
  ['the manager of a TypeORM data source', () => typeOrmTransaction(harness().dataSource.manager)],
  ['a Knex instance', () => knexTransaction(harness().knex)],
  ['an entity manager of MikroORM', () => mikroOrmTransaction(harness().orm.em.fork())],
  [
    'a Sequelize instance without its transaction',
    () => sequelizeTransaction(harness().sequelize, JSON.parse('null')),
  ],
  ['a Prisma client', () => prismaTransaction(harness().prisma as unknown as PrismaTransaction)],
];

describe.each(NOT_TRANSACTIONS)('as `tx`, %s', (_, transactionOf) => {
  // guarantee: G-019
  it('is rejected by every method that accepts a transaction, and nothing is written', async () => {
    const tx = transactionOf();
    const ledger = ledgerOn({ name: 'tx-refusals', brandCode: '1' }, harness().bench.database.kysely);
    const key = { recipient: '+905301234567', recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
    const entry = { ...key, status: 'ONAY', source: 'HS_WEB', consentDate: new Date() } as const;
    const before = await rowsWritten();
    for (const call of [
      () => harness().instance.outbox.enqueue(message, { tx }),
      () => harness().instance.outbox.enqueueMany(message.recipients, message, { tx }),
      () => ledger.record(entry, { tx }),
      () => ledger.recordMany([entry], { tx }),
      () => ledger.optOut(key, { tx }),
    ]) {
      await expect(call()).rejects.toMatchObject({
        code: 'invalid-input',
        faults: [{ path: 'tx', message: expect.stringContaining('no transaction is open') }],
      });
    }
    expect(await rowsWritten()).toBe(before);
  });
});

describe('as `tx`, a value that no adapter returned', () => {
  it.each([
    ['an empty object', {}],
    ['null', null],
    ['a string', 'tx'],
    ['true', true],
  ])('is rejected with the names of the adapters: %s', async (_, given) => {
    const tx = given as unknown as HostTransaction;
    const enqueued = harness().instance.outbox.enqueue(message, { tx });
    await expect(enqueued).rejects.toBeInstanceOf(InputError);
    await expect(enqueued).rejects.toThrow(/pgTransaction\(client\).*prismaTransaction\(tx\)/);
  });

  it('is rejected with the names of the adapters when it is a library’s client', async () => {
    const tx = harness().client as unknown as HostTransaction;
    await expect(harness().instance.outbox.enqueue(message, { tx })).rejects.toThrow(
      /pgTransaction\(client\)/,
    );
  });
});

describe('an adapter', () => {
  it.each<[string, (on: never) => HostTransaction]>([
    ['pgTransaction', pgTransaction],
    ['kyselyTransaction', kyselyTransaction],
    ['drizzleTransaction', drizzleTransaction],
    ['typeOrmTransaction', typeOrmTransaction],
    ['knexTransaction', knexTransaction],
    ['mikroOrmTransaction', mikroOrmTransaction],
    ['sequelizeTransaction', (on) => sequelizeTransaction(on, {})],
    ['prismaTransaction', prismaTransaction],
  ])('rejects an object of another library immediately: %s', (_, adapt) => {
    for (const wrong of [{}, undefined, null, 5]) {
      expect(() => adapt(wrong as never)).toThrow(/pgTransaction\(client\)/);
    }
  });

  it('removes parameter values that the driver’s error quotes', async () => {
    const host = pgTransaction(harness().client);
    await harness().client.query('begin');
    const failed = await host
      .run(`select ($1::text)::jsonb->'secret number'`, '{"text":"Gizli metin \\u0000"}')
      .catch((error: unknown) => error);
    await harness().client.query('rollback');
    expect(failed).toMatchObject({ code: '22P05' });
    expect(JSON.stringify(failed, Object.getOwnPropertyNames(failed))).not.toContain('Gizli');
  });

  // A value of jsonb may not contain a null character, and a text is no number.
  it.each([
    [`select ($1::text)::jsonb as j`, '{"text":"Gizli - metin \\u0000"}'],
    [`select ($1::text)::int as n`, 'Gizli - "metin"'],
  ])('removes the parameters that libraries append: %s', async (text, value) => {
    const { pool, dataSource, knex, sequelize } = harness();
    const all = (error: unknown): string =>
      error instanceof Error
        ? JSON.stringify(error, [...Object.getOwnPropertyNames(error)]) +
          [error.cause, Reflect.get(error, 'parent'), Reflect.get(error, 'original')].map(all).join('')
        : String(error);
    for (const host of [
      drizzleTransaction(drizzle(pool)),
      typeOrmTransaction(dataSource.manager),
      knexTransaction(knex),
      sequelizeTransaction(sequelize, JSON.parse('null')),
    ]) {
      const failed = await host.run(text, value).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(Error);
      expect(all(failed)).not.toContain('Gizli');
    }
  });
});
