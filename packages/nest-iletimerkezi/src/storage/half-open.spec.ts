import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { becomes } from '../test-support/becomes.js';
import { createEmptyDatabase, type SpecDatabase } from '../test-support/database.js';
import { type Wire, wireToDatabase } from '../test-support/wire.js';
import { type Connection, Database } from './database.js';
import { Listener } from './listener.js';

/** Longer than a busy machine needs for a connection and a statement. */
const SILENCE_MS = 2_000;

let spec: SpecDatabase;
let wire: Wire;
let connection: Connection;
beforeAll(async () => {
  spec = await createEmptyDatabase();
});
beforeEach(async () => {
  ({ wire, connection } = await wireToDatabase(spec.connection));
});
afterEach(() => wire.close());
afterAll(() => spec.drop());

const one = ({ kysely }: Database) => sql<{ one: number }>`select 1 as one`.execute(kysely);

describe('a database whose connection is silently lost', () => {
  // guarantee: G-099
  it('is abandoned by the waiting statement, and reached again by the next one', async () => {
    const database = new Database(connection, { size: 1, silenceMs: SILENCE_MS });
    await one(database);
    wire.freeze();
    await expect(one(database)).rejects.toThrow(/has not answered for 2 s|terminated/);
    expect((await one(database)).rows).toEqual([{ one: 1 }]);
    await database.close();
  });

  it('is abandoned within a transaction too, which leaves no changes', async () => {
    const database = new Database(connection, { size: 2, silenceMs: SILENCE_MS });
    await sql`create table kept (id integer)`.execute(database.kysely);
    const broken = database.kysely.transaction().execute(async (tx) => {
      await sql`insert into kept values (1)`.execute(tx);
      wire.freeze();
      await sql`insert into kept values (2)`.execute(tx);
    });
    await expect(broken).rejects.toMatchObject({ code: 'database-unreachable' });
    // The server still has the old connection. Uncommitted changes are not visible.
    expect((await sql`select id from kept`.execute(database.kysely)).rows).toEqual([]);
    await database.close();
  });

  it('cancels statements that no client waits for', async () => {
    const database = new Database(connection, { size: 1, silenceMs: SILENCE_MS });
    await one(database);
    const abandoned = sql`select pg_sleep(3600)`.execute(database.kysely);
    await expect(abandoned).rejects.toThrow(/statement timeout|has not answered|terminated/);
    const other = new Database(spec.connection, { size: 1 });
    const activeStatements = async () =>
      (
        await sql`select from pg_stat_activity where query like 'select pg_sleep(3600)%' and state = 'active'`.execute(
          other.kysely,
        )
      ).rows.length;
    await becomes(activeStatements, 0);
    await other.close();
    await database.close();
  });

  it('does not prevent closing', async () => {
    const database = new Database(connection, { size: 1 });
    await one(database);
    wire.freeze();
    await expect(database.close()).resolves.toBeUndefined();
  });

  it('is abandoned when it accepts connections and never answers', async () => {
    wire.mode = 'silent';
    const database = new Database(connection, { size: 1, silenceMs: SILENCE_MS });
    await expect(one(database)).rejects.toThrow(/has not answered|terminated|timeout/i);
    wire.mode = 'open';
    expect((await one(database)).rows).toEqual([{ one: 1 }]);
    await database.close();
  });
});

describe('a listener whose connection is silently lost', () => {
  it('reconnects, and notifies its subscribers that notifications may have been missed', async () => {
    const payloads: string[] = [];
    const listener = new Listener(connection, { keepaliveMs: 50, silenceMs: SILENCE_MS });
    listener.on('changes', (payload = 'reconnected') => payloads.push(payload));
    listener.start();
    await becomes(() => payloads, ['reconnected']);
    wire.freeze();
    await becomes(() => payloads, ['reconnected', 'reconnected']);
    const database = new Database(spec.connection, { size: 1 });
    await sql`select pg_notify('changes', 'payload')`.execute(database.kysely);
    await becomes(() => payloads.at(-1), 'payload');
    expect(payloads).toEqual(['reconnected', 'reconnected', 'payload']);
    await database.close();
    await listener.close();
  });

  it('can be closed while the server does not answer, before and after LISTEN succeeded', async () => {
    const listening = new Listener(connection);
    const payloads: string[] = [];
    listening.on('changes', (payload = 'reconnected') => payloads.push(payload));
    listening.start();
    await becomes(() => payloads, ['reconnected']);
    wire.freeze();
    wire.mode = 'silent';
    const connecting = new Listener(connection);
    connecting.start();
    await expect(Promise.all([listening.close(), connecting.close()])).resolves.toHaveLength(2);
  });
});
