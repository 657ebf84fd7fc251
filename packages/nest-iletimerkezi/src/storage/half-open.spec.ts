import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { becomes } from '../test-support/becomes.js';
import { createSpecDatabase, type SpecDatabase } from '../test-support/database.js';
import { type Wire, wireToDatabase } from '../test-support/wire.js';
import { type Connection, Database } from './database.js';
import { Listener } from './listener.js';

let spec: SpecDatabase;
let wire: Wire;
let connection: Connection;
beforeAll(async () => {
  spec = await createSpecDatabase();
});
beforeEach(async () => {
  ({ wire, connection } = await wireToDatabase(spec.connection));
});
afterEach(() => wire.close());
afterAll(() => spec.drop());

const one = ({ kysely }: Database) => sql<{ one: number }>`select 1 as one`.execute(kysely);

describe('a database that is gone without a word', () => {
  // guarantee: G-099
  it('is given up by who waits for its answer, and found again by the next', async () => {
    const database = new Database(connection, { size: 1, silenceMs: 300 });
    await one(database);
    wire.freeze();
    await expect(one(database)).rejects.toThrow(/has not answered for 0.3 s|terminated/);
    expect((await one(database)).rows).toEqual([{ one: 1 }]);
    await database.close();
  });

  it('is given up in the middle of a transaction too, which leaves nothing behind', async () => {
    const database = new Database(connection, { size: 2, silenceMs: 300 });
    await sql`create table kept (id integer)`.execute(database.kysely);
    const broken = database.kysely.transaction().execute(async (tx) => {
      await sql`insert into kept values (1)`.execute(tx);
      wire.freeze();
      await sql`insert into kept values (2)`.execute(tx);
    });
    await expect(broken).rejects.toMatchObject({ code: 'database-unreachable' });
    // The server still has the old connection: what was not committed is not seen.
    expect((await sql`select id from kept`.execute(database.kysely)).rows).toEqual([]);
    await database.close();
  });

  it('works no longer on what nobody waits for any more', async () => {
    const database = new Database(connection, { size: 1, silenceMs: 300 });
    await one(database);
    const given = sql`select pg_sleep(3600)`.execute(database.kysely);
    await expect(given).rejects.toThrow(/statement timeout|has not answered|terminated/);
    const other = new Database(spec.connection, { size: 1 });
    const sleepers = async () =>
      (
        await sql`select from pg_stat_activity where query like 'select pg_sleep(3600)%' and state = 'active'`.execute(
          other.kysely,
        )
      ).rows.length;
    await becomes(sleepers, 0);
    await other.close();
    await database.close();
  });

  it('does not keep anybody from closing', async () => {
    const database = new Database(connection, { size: 1 });
    await one(database);
    wire.freeze();
    await expect(database.close()).resolves.toBeUndefined();
  });

  it('that accepts connections and never answers is given up', async () => {
    wire.mode = 'silent';
    const database = new Database(connection, { size: 1, silenceMs: 300 });
    await expect(one(database)).rejects.toThrow(/has not answered|terminated|timeout/i);
    wire.mode = 'open';
    expect((await one(database)).rows).toEqual([{ one: 1 }]);
    await database.close();
  });
});

describe('a listener on a connection that is gone without a word', () => {
  it('makes another, and tells that something may have been missed', async () => {
    const told: string[] = [];
    const listener = new Listener(connection, { keepaliveMs: 50, silenceMs: 300 });
    listener.on('bell', (payload = 'look') => told.push(payload));
    listener.start();
    await becomes(() => told, ['look']);
    wire.freeze();
    await becomes(() => told, ['look', 'look']);
    const database = new Database(spec.connection, { size: 1 });
    await sql`select pg_notify('bell', 'rung')`.execute(database.kysely);
    await becomes(() => told.at(-1), 'rung');
    expect(told).toEqual(['look', 'look', 'rung']);
    await database.close();
    await listener.close();
  });

  it('can be closed while nobody answers, before and after it was heard', async () => {
    const listening = new Listener(connection);
    const told: string[] = [];
    listening.on('bell', (payload = 'look') => told.push(payload));
    listening.start();
    await becomes(() => told, ['look']);
    wire.freeze();
    wire.mode = 'silent';
    const connecting = new Listener(connection);
    connecting.start();
    await expect(Promise.all([listening.close(), connecting.close()])).resolves.toHaveLength(2);
  });
});
