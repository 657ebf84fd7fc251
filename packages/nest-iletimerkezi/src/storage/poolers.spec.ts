import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { becomes } from '../test-support/becomes.js';
import { describeWith, PgBouncer } from '../test-support/postgres-server.js';
import { ServerHarness } from '../test-support/server-harness.js';
import { Database } from './database.js';

const harness = ServerHarness.forFile();

const listening = async (database: string): Promise<number> =>
  (
    await harness.server.runIn(
      'postgres',
      `select pid from pg_stat_activity where datname = '${database}' and application_name = 'iletimerkezi listener'`,
    )
  ).length;

describeWith('PgBouncer')('PgBouncer with its defaults (needs pgbouncer)', () => {
  // guarantee: G-100
  it.each([
    ['transaction', 1],
    ['session', 0],
  ])('delivers messages through pool_mode %s', async (mode, notices) => {
    const bouncer = await PgBouncer.before(harness.server, `pool_mode = ${mode}`);
    const url = bouncer.url({ database: await harness.createDatabase() });
    const host = await harness.startHost({ url });
    try {
      await host.deliver(20);
      expect(host.log.matching(/refuses startup parameters/)).toHaveLength(1);
      await becomes(() => host.log.matching(/notifications do not arrive/).length, notices);
      expect(host.log.matching(/^(warn|error) /)).toEqual([]);
      await host.deliver(2);
    } finally {
      await host.close();
      await bouncer.stop();
    }
  });

  // guarantee: G-100
  it.each([
    ['pool_mode transaction', 'transaction', 0],
    ['pool_mode session', 'session', 0],
    ['a direct connection', undefined, 1],
  ])('prepares no statements through a pooler: %s', async (_, mode, expected) => {
    const name = await harness.createDatabase();
    const bouncer =
      mode && (await PgBouncer.before(harness.server, `pool_mode = ${mode}`, 'default_pool_size = 1'));
    const connectionString = (bouncer || harness.server).url({ database: name });
    const database = new Database({ connectionString }, { size: 1 });
    try {
      for (let run = 0; run < 3; run += 1) await sql`select ${run}::integer`.execute(database.kysely);
      const { rows } = await sql`select from pg_prepared_statements`.execute(database.kysely);
      expect(rows).toHaveLength(expected);
    } finally {
      await database.close();
      if (bouncer) await bouncer.stop();
    }
  });

  it('receives notifications through listenUrl past a pooler in transaction mode', async () => {
    const bouncer = await PgBouncer.before(harness.server, 'pool_mode = transaction');
    const database = await harness.createDatabase();
    const storage = { url: bouncer.url({ database }), listenUrl: harness.server.url({ database }) };
    const host = await harness.startHost(storage);
    try {
      await becomes(() => listening(database), 1);
      await host.deliver(3);
      expect(host.log.matching(/notifications/)).toEqual([]);
    } finally {
      await host.close();
      await bouncer.stop();
    }
  });

  it('polls, and logs the reason once, while listenUrl cannot be reached', async () => {
    const database = await harness.createDatabase();
    const host = await harness.startHost({
      url: harness.server.url({ database }),
      listenUrl: harness.server.url({ database, password: 'wrong-secret' }),
    });
    try {
      await host.deliver(3);
      const lines = host.log.matching(/no notifications are received/);
      expect(lines).toEqual([expect.stringContaining('28P01')]);
      expect(lines.join()).not.toContain('secret');
    } finally {
      await host.close();
    }
  });

  // guarantee: G-100
  it('keeps two hosts in transaction mode from sending a message twice', async () => {
    const bouncer = await PgBouncer.before(
      harness.server,
      'pool_mode = transaction',
      'default_pool_size = 3',
    );
    const url = bouncer.url({ database: await harness.createDatabase() });
    const hosts = await Promise.all([0, 1].map(() => harness.startHost({ url })));
    try {
      await Promise.all(hosts.map((host) => host.deliver(10)));
      expect(harness.emulator.inbox().length).toBe(20);
    } finally {
      await Promise.all(hosts.map((host) => host.close()));
      await bouncer.stop();
    }
  });

  it('rejects its start with the reason while startup parameters in the URL are refused', async () => {
    const bouncer = await PgBouncer.before(harness.server);
    const url = bouncer.url({ query: '?options=-c%20work_mem%3D8MB' });
    try {
      await expect(harness.startHost({ url })).rejects.toMatchObject({
        code: 'database-unreachable',
        sqlState: '08P01',
        message: expect.stringMatching(/startup parameter.*no `options`/),
      });
    } finally {
      await bouncer.stop();
    }
  });
});
