import { describe, expect, it } from '@jest/globals';
import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { drizzleTransaction } from './drizzle.js';
import { knexTransaction } from './knex.js';
import { mikroOrmTransaction } from './mikro-orm.js';
import { prismaTransaction } from './prisma.js';
import { sequelizeTransaction } from './sequelize.js';
import { typeOrmTransaction } from './typeorm.js';

const ROWS = [{ id: '1' }];

describe('the result of a statement', () => {
  it.each([
    ['an array of rows from postgres-js', ROWS],
    ['an object with rows from node-postgres', { rows: ROWS }],
  ])('in Drizzle can be %s', async (_, result) => {
    const executed: string[] = [];
    const tx = drizzleTransaction({
      execute: async (query: SQL) => {
        const { sql, params } = new PgDialect().sqlToQuery(query);
        executed.push(sql, ...params.map(String));
        return result;
      },
    });
    expect(await tx.run('select f($1) as id', '{"a":1}')).toEqual(ROWS);
    expect(executed).toEqual(['select f($1) as id', '{"a":1}']);
  });

  it.each([
    [ROWS, ROWS],
    [[], []],
    [undefined, []],
    [5, []],
  ])('in Prisma is accepted when it is %j', async (result, rows) => {
    const tx = prismaTransaction({ $queryRawUnsafe: async () => result });
    expect(await tx.run('select $1', '{}')).toEqual(rows);
  });

  it.each([
    [{ rows: ROWS }, ROWS],
    [ROWS, []],
    [undefined, []],
  ])('in Knex is accepted when it is %j, and question marks are escaped', async (result, rows) => {
    const executed: unknown[] = [];
    const tx = knexTransaction({
      raw: async (...call) => {
        executed.push(...call);
        return result;
      },
    });
    expect(await tx.run(`select f($1) where '{}' ? 'a'`, '{}')).toEqual(rows);
    expect(executed).toEqual([`select f(?) where '{}' \\? 'a'`, ['{}']]);
  });

  it.each([
    ['Kysely, from version 7', { executeQuery: async () => ({ rows: ROWS }) }, ROWS],
    ['Knex, in version 6', { raw: async () => ({ rows: ROWS }) }, ROWS],
    ['nothing, outside of a transaction', undefined, []],
  ])('in MikroORM is that of %s', async (_, context, rows) => {
    const tx = mikroOrmTransaction({ getTransactionContext: () => context });
    expect(await tx.run('select $1', '{}')).toEqual(rows);
  });

  it('in Sequelize is the first of a pair, and the statement is not logged', async () => {
    const transaction = {};
    const calls: unknown[] = [];
    const query = async (...call: unknown[]): Promise<[unknown[], unknown]> => {
      calls.push(...call);
      return [ROWS, {}];
    };
    expect(await sequelizeTransaction({ query }, transaction).run('select $1', '{}')).toEqual(ROWS);
    expect(calls).toEqual(['select $1', { bind: ['{}'], transaction, logging: false }]);
  });

  it.each([
    ['of a select', ROWS, ROWS],
    ['of a change', [ROWS, 1], ROWS],
    ['undefined', undefined, []],
    ['without rows', [], []],
  ])('in TypeORM is accepted: %s', async (_, result, rows) => {
    const tx = typeOrmTransaction({ query: async () => result });
    expect(await tx.run('select $1', '{}')).toEqual(rows);
  });
});
