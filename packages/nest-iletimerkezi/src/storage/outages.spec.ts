import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { becomes } from '../test-support/becomes.js';
import { message, number } from '../test-support/messages.js';
import { LogLines, OutboxHost } from '../test-support/outbox-host.js';
import { describeWith } from '../test-support/postgres-server.js';
import { ServerHarness } from '../test-support/server-harness.js';
import { Database } from './database.js';

const harness = ServerHarness.forFile();

const began = /Database outage: /;
const ended = /The database is available again after /;

describeWith('PostgreSQL')('a host whose database becomes unavailable (needs postgresql)', () => {
  let host: OutboxHost;
  let database: string;
  beforeEach(async () => {
    database = await harness.createDatabase();
    host = await harness.startHost({ url: harness.server.url({ database }) });
  });
  afterEach(() => host.close());

  const lines = () => host.log.matching(/^(warn|error) /);

  it('logs one line at the start and one at the end, and delivers afterwards', async () => {
    await host.deliver();
    await harness.server.down();
    await becomes<unknown>(lines, [expect.stringMatching(began)]);
    const failure = await host.outbox.enqueue(message(number())).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'database-unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    await harness.server.up();
    await becomes(() => host.log.matching(ended).length, 1);
    await host.deliver(3);
    expect(lines()).toHaveLength(1);
    expect(host.log.matching(began)).toHaveLength(1);
  });

  it('logs a restart once, however many connections it closes', async () => {
    await host.deliver(10);
    await harness.server.down();
    await becomes(() => host.log.matching(began).length, 1);
    await harness.server.up();
    await becomes(() => host.log.matching(ended).length, 1);
    await host.deliver(10);
    expect(lines()).toHaveLength(1);
  });

  it('logs that the database accepts no writes, and continues once it does', async () => {
    await host.deliver();
    await harness.server.run(`alter database ${database} set default_transaction_read_only = on`);
    const others = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}'`;
    await harness.server.run(others);
    await becomes<unknown>(lines, [expect.stringMatching(/Database outage: .*accepts no writes.*primary/)]);
    const failure = await host.outbox.enqueue(message(number())).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'database-read-only', sqlState: '25006' });
    await harness.server.run(`alter database ${database} reset default_transaction_read_only`, others);
    await becomes(() => host.log.matching(ended).length, 1);
    await host.deliver(2);
    expect(lines()).toHaveLength(1);
  });

  it('waits while the server is a standby, and continues once it is promoted', async () => {
    await host.deliver();
    await harness.server.restartAsStandby();
    await becomes(() => host.log.matching(began).length, 1);
    await harness.server.run('select pg_promote()');
    await becomes(() => host.log.matching(ended).length, 1);
    await host.deliver(2);
    expect(lines()).toHaveLength(1);
  });

  it('logs nothing when a single connection breaks', async () => {
    await host.deliver();
    for (let round = 0; round < 3; round += 1) {
      await harness.server.run(
        `select pg_terminate_backend(pid, 30000) from pg_stat_activity where datname = '${database}' limit 1`,
      );
      // A statement on a broken connection fails if it started before the end was noticed. The next one uses a new
      // connection.
      const isDelivered = () =>
        host.deliver().then(
          () => true,
          () => false,
        );
      expect((await isDelivered()) || (await isDelivered())).toBe(true);
    }
    expect(lines()).toEqual([]);
  });

  it('logs a revoked privilege once, with the grant to run', async () => {
    await host.deliver();
    await harness.server.run(`create role ${database} login password 'role-secret'`);
    await harness.server.runIn(
      database,
      `grant usage on schema iletimerkezi to ${database}`,
      `grant select, insert, update, delete on all tables in schema iletimerkezi to ${database}`,
    );
    const url = harness.server.url({ user: database, password: 'role-secret', database });
    const second = await harness.startHost({ url });
    try {
      await second.deliver();
      await harness.server.runIn(database, `revoke update on iletimerkezi.orders from ${database}`);
      await second.outbox.enqueue(message(number()));
      const warnings = () => second.log.matching(/permission denied for table orders.*grant it/);
      await becomes(() => warnings().length > 0, true);
      await Promise.all(Array.from({ length: 40 }, () => second.outbox.backlog()));
      expect(new Set(warnings()).size).toBe(warnings().length);
    } finally {
      await second.close();
    }
  });
});

describeWith('PostgreSQL')('a database that stays unavailable (needs postgresql)', () => {
  // guarantee: G-104
  it('is logged at the start, once in each interval, and at the end', async () => {
    const log = new LogLines();
    const remindMs = 200;
    const database = new Database(
      { connectionString: harness.server.url({ database: await harness.createDatabase() }) },
      { size: 2, log, outageTimes: { probeMs: 20, remindMs } },
    );
    await sql`select 1`.execute(database.kysely);
    const reminders = () => log.matching(/Database outage for \d+ s: /).length;
    const start = performance.now();
    await harness.server.down();
    await Promise.allSettled(Array.from({ length: 50 }, () => sql`select 1`.execute(database.kysely)));
    await becomes(() => reminders() >= 2, true);
    expect(log.matching(began)).toHaveLength(1);
    await harness.server.up();
    await becomes(() => log.matching(ended).length, 1);
    expect(reminders()).toBeLessThanOrEqual((performance.now() - start) / remindMs);
    expect(log.lines).toHaveLength(log.matching(/Database outage/).length + 1);
    await database.close();
  });
});

describeWith('PostgreSQL')('a host that starts on a read-only database (needs postgresql)', () => {
  it('rejects its start with what to check', async () => {
    const database = await harness.createDatabase();
    const url = harness.server.url({ database });
    await (await harness.startHost({ url })).close();
    await harness.server.run(`alter database ${database} set default_transaction_read_only = on`);
    await expect(harness.startHost({ url })).rejects.toMatchObject({
      code: 'database-read-only',
      message: expect.stringContaining('primary'),
    });
  });
});
