import { describe, expect, it } from '@jest/globals';
import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { drizzleTransaction } from './drizzle.js';
import { prismaTransaction } from './prisma.js';
import { typeOrmTransaction } from './typeorm.js';

const ROWS = [{ id: '1' }];

describe('what a library gives for a statement', () => {
  it.each([
    ['a list of rows, as postgres-js', ROWS],
    ['an object with rows, as node-postgres', { rows: ROWS }],
  ])('of Drizzle may be %s', async (_, result) => {
    const said: string[] = [];
    const tx = drizzleTransaction({
      execute: async (query: SQL) => {
        const { sql, params } = new PgDialect().sqlToQuery(query);
        said.push(sql, ...params.map(String));
        return result;
      },
    });
    expect(await tx.run('select f($1) as id', '{"a":1}')).toEqual(ROWS);
    expect(said).toEqual(['select f($1) as id', '{"a":1}']);
  });

  it.each([
    [ROWS, ROWS],
    [[], []],
    [undefined, []],
    [5, []],
  ])('of Prisma is %j', async (result, rows) => {
    const tx = prismaTransaction({ $queryRawUnsafe: async () => result });
    expect(await tx.run('select $1', '{}')).toEqual(rows);
  });

  it.each([
    ['a question', ROWS, ROWS],
    ['a change', [ROWS, 1], ROWS],
    ['nothing', undefined, []],
    ['no rows', [], []],
  ])('of TypeORM is that of %s', async (_, result, rows) => {
    const tx = typeOrmTransaction({ query: async () => result });
    expect(await tx.run('select $1', '{}')).toEqual(rows);
  });
});
