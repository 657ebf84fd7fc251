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

  it('reads counters as numbers', async () => {
    const { rows } = await sql`select count(*) as n from pg_class`.execute(database.kysely);
    expect(rows).toEqual([{ n: expect.any(Number) }]);
  });
});
