import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createEmptyDatabase, type SpecDatabase } from '../test-support/database.js';
import { Database } from './database.js';

let spec: SpecDatabase;
let database: Database;
beforeEach(async () => {
  spec = await createEmptyDatabase();
  database = new Database(spec.connection, { size: 3 });
});
afterEach(async () => {
  await database.close();
  await spec.drop();
});

describe('the database', () => {
  it('survives a connection that breaks between two statements of a transaction, and rejects the second', async () => {
    const broken = database.kysely.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      // Returns when the backend is gone, or after five seconds.
      await sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(database.kysely);
      await sql`select 1`.execute(tx);
    });
    await expect(broken).rejects.toThrow(/terminat|not queryable|closed/i);
    expect((await sql`select 1 as one`.execute(database.kysely)).rows).toEqual([{ one: 1 }]);
  });

  it.each(['insert into numbers values (1)', sql`insert into numbers values (${1})`])(
    'rolls back a transaction from its first statement on',
    async (first) => {
      await sql`create table numbers (n integer)`.execute(database.kysely);
      const failing = database.kysely.transaction().execute(async (tx) => {
        await (typeof first === 'string' ? sql.raw(first) : first).execute(tx);
        throw new Error('The host changed its mind.');
      });
      await expect(failing).rejects.toThrow('The host changed its mind.');
      const committed = await database.kysely.transaction().execute(async (tx) => {
        await (typeof first === 'string' ? sql.raw(first) : first).execute(tx);
        return (await sql`select n from numbers`.execute(tx)).rows;
      });
      expect(committed).toEqual([{ n: 1 }]);
      expect((await sql`select n from numbers`.execute(database.kysely)).rows).toEqual([{ n: 1 }]);
    },
  );

  it('rolls back a transaction whose first statement fails, and continues on the connection', async () => {
    const single = new Database(spec.connection, { size: 1 });
    const pid = async () =>
      (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(single.kysely)).rows;
    const before = await pid();
    const failing = single.kysely.transaction().execute((tx) => sql`select 1 from missing`.execute(tx));
    await expect(failing).rejects.toThrow('relation "missing" does not exist');
    expect((await sql`select pg_current_xact_id_if_assigned() as id`.execute(single.kysely)).rows).toEqual([
      { id: null },
    ]);
    expect(await pid()).toEqual(before);
    await single.close();
  });

  it('ends a transaction without statements', async () => {
    const transaction = database.kysely.transaction();
    expect(await transaction.execute(async () => 'nothing')).toBe('nothing');
    const failing = transaction.execute(() => Promise.reject(new Error('The host changed its mind.')));
    await expect(failing).rejects.toThrow('The host changed its mind.');
    const { rows } = await sql`select count(*) as n from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`.execute(database.kysely);
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('reads counters as numbers', async () => {
    const { rows } = await sql`select count(*) as n from pg_class`.execute(database.kysely);
    expect(rows).toEqual([{ n: expect.any(Number) }]);
  });
});
