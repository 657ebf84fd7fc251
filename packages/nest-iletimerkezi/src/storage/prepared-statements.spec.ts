import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { sql } from 'kysely';
import { MigratedDatabase } from '../test-support/database.js';
import { inTransaction } from './repeat.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

/** Runs a statement several times in a transaction. @returns how often the server planned statements with its text. */
async function preparedWith(mark: string, runs: number): Promise<number> {
  return inTransaction(database.kysely, async (tx) => {
    for (let run = 0; run < runs; run += 1)
      await sql`select ${run}::integer, ${sql.raw(`'${mark}'`)}`.execute(tx);
    const { rows } = await sql`select name from pg_prepared_statements
      where statement like ${`%'${mark}'%`} and name like 'iletimerkezi%'`.execute(tx);
    return rows.length;
  });
}

describe('statements with parameters', () => {
  it('are prepared from their second execution on', async () => {
    expect([await preparedWith('once', 1), await preparedWith('often', 5)]).toEqual([0, 1]);
  });

  it('are repeated without a preparation when the connection has lost it', async () => {
    const text = (tx: typeof database.kysely) =>
      sql<{ n: number }>`select ${7}::integer as n, 'lost'`.execute(tx);
    await text(database.kysely);
    await text(database.kysely);
    // As a pooler that was not detected would: the next statement runs on a connection of the server that lacks it.
    await sql`deallocate all`.execute(database.kysely);
    expect((await text(database.kysely)).rows).toMatchObject([{ n: 7 }]);
  });

  it('are repeated with their transaction when the connection has lost a preparation', async () => {
    const other = await MigratedDatabase.open();
    try {
      const text = (tx: typeof database.kysely) =>
        sql<{ n: number }>`select ${8}::integer as n, 'tx'`.execute(tx);
      await text(other.kysely);
      await text(other.kysely);
      await sql`deallocate all`.execute(other.kysely);
      const { rows } = await inTransaction(other.kysely, (tx) => text(tx));
      expect(rows).toMatchObject([{ n: 8 }]);
    } finally {
      await other.close();
    }
  });

  it('follow a change of their tables', async () => {
    const { kysely } = database;
    const text = () => sql`select * from iletimerkezi.changing where 1 = ${1}::integer`.execute(kysely);
    await sql`create table iletimerkezi.changing (one integer)`.execute(kysely);
    await sql`insert into iletimerkezi.changing values (1)`.execute(kysely);
    for (let run = 0; run < 3; run += 1) expect((await text()).rows).toEqual([{ one: 1 }]);
    await sql`alter table iletimerkezi.changing add column two integer default 2`.execute(kysely);
    expect((await text()).rows).toEqual([{ one: 1, two: 2 }]);
  });

  it('are planned again when their connection has become twice as old, and after a minute at the latest', async () => {
    const query = jest.spyOn(pg.Client.prototype, 'query');
    const clock = jest.spyOn(performance, 'now');
    const started = performance.now();
    const other = await MigratedDatabase.open();
    try {
      const discardsAt = async (seconds: number): Promise<number> => {
        clock.mockReturnValue(started + seconds * 1_000);
        query.mockClear();
        await sql`select ${seconds}::integer`.execute(other.kysely);
        return query.mock.calls.filter(([text]) => String(text) === 'discard plans').length;
      };
      const discards = [];
      for (const seconds of [0, 5, 6, 9, 12, 300, 330, 400]) discards.push(await discardsAt(seconds));
      expect(discards).toEqual([0, 1, 0, 0, 1, 1, 0, 1]);
    } finally {
      clock.mockRestore();
      query.mockRestore();
      await other.close();
    }
  });
});
