import { describe, expect, it } from '@jest/globals';
import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { drizzleTransaction } from './drizzle.js';
import { prismaTransaction } from './prisma.js';
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
    ['of a select', ROWS, ROWS],
    ['of a change', [ROWS, 1], ROWS],
    ['undefined', undefined, []],
    ['without rows', [], []],
  ])('in TypeORM is accepted: %s', async (_, result, rows) => {
    const tx = typeOrmTransaction({ query: async () => result });
    expect(await tx.run('select $1', '{}')).toEqual(rows);
  });
});
