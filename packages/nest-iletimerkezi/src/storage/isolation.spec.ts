import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { becomes } from '../test-support/becomes.js';
import { message, number } from '../test-support/messages.js';
import { describeWith } from '../test-support/postgres-server.js';
import { ServerHarness } from '../test-support/server-harness.js';
import { Database } from './database.js';

const LEVELS = ['repeatable read', 'serializable'] as const;

const harness = ServerHarness.forFile();

async function databaseAt(level: string): Promise<string> {
  const database = await harness.createDatabase(`default_transaction_isolation = '${level}'`);
  return harness.server.url({ database });
}

describeWith('PostgreSQL')('a default isolation level (needs postgresql)', () => {
  // guarantee: G-103
  it.each(LEVELS)('of %s delivers each message of three hosts once', async (level) => {
    const url = await databaseAt(level);
    const hosts = await Promise.all([0, 1, 2].map(() => harness.startHost({ url })));
    try {
      await Promise.all(hosts.map((host) => host.deliver(25)));
      expect(harness.emulator.inbox().length).toBe(75);
      expect(hosts.flatMap((host) => host.log.matching(/^(warn|error) /))).toEqual([]);
    } finally {
      await Promise.all(hosts.map((host) => host.close()));
    }
  });

  it.each(LEVELS)('of %s accepts the same dedupeKey from several hosts at the same moment', async (level) => {
    const host = await harness.startHost({ url: await databaseAt(level) });
    const to = number();
    try {
      const campaigns = await Promise.all(
        Array.from({ length: 12 }, () => host.outbox.enqueue(message(to), { dedupeKey: 'otp' })),
      );
      expect(new Set(campaigns.map(({ id }) => id)).size).toBe(1);
      await becomes(async () => (await campaigns[0]!.progress()).delivered, 1);
      expect(harness.emulator.inbox({ to })).toHaveLength(1);
    } finally {
      await host.close();
    }
  });

  it.each(LEVELS)('of %s repeats statements that lose a conflict, each applied once', async (level) => {
    const url = await databaseAt(level);
    const pools = [0, 1, 2].map(() => new Database({ connectionString: url }, { size: 4 }));
    const [first] = pools;
    if (!first) throw new Error('no pool');
    await sql`create table counters (id integer primary key, n integer)`.execute(first.kysely);
    await sql`insert into counters values (1, 0)`.execute(first.kysely);
    await Promise.all(
      Array.from({ length: 60 }, (_, turn) =>
        sql`update counters set n = n + 1 where id = 1`.execute(pools[turn % 3]!.kysely),
      ),
    );
    const { rows } = await sql`select n from counters`.execute(first.kysely);
    expect(rows).toEqual([{ n: 60 }]);
    await Promise.all(pools.map((pool) => pool.close()));
  });

  it.each(LEVELS)('of %s leaves transactions at READ COMMITTED', async (level) => {
    const database = new Database({ connectionString: await databaseAt(level) }, { size: 1 });
    const { rows } = await database.kysely
      .transaction()
      .execute((tx) =>
        sql<{ level: string }>`select current_setting('transaction_isolation') as level`.execute(tx),
      );
    expect(rows).toEqual([{ level: 'read committed' }]);
    await database.close();
  });
});
