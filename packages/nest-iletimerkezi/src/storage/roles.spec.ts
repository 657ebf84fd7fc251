import { expect, it } from '@jest/globals';
import { describeWith } from '../test-support/postgres-server.js';
import { ServerHarness } from '../test-support/server-harness.js';
import { many } from '../test-support/messages.js';
import { migrationsAsSql } from './migrations/migrate.js';

const harness = ServerHarness.forFile();

/** Creates a role and a database of the same name, which belongs to the superuser. */
async function roleWithDatabase(name: string, options = ''): Promise<string> {
  await harness.server.run(
    `create role ${name} login password 'role-secret' ${options}`,
    `create database ${name}`,
    `revoke all on database ${name} from public`,
    `grant connect on database ${name} to ${name}`,
  );
  return harness.server.url({ user: name, password: 'role-secret', database: name });
}

/** Delivers messages on a database. @returns the warnings and errors that the host logged. */
async function deliverOn(url: string, storage: object = {}): Promise<string[]> {
  const host = await harness.startHost({ url, ...storage });
  try {
    await host.deliver(5);
    return host.log.matching(/^(warn|error) /);
  } finally {
    await host.close();
  }
}

describeWith('PostgreSQL')('a database user (needs postgresql)', () => {
  // guarantee: G-101
  it('that owns the schema needs no privilege to create one', async () => {
    const url = await roleWithDatabase('owner_of_schema');
    await harness.server.runIn('owner_of_schema', 'create schema iletimerkezi authorization owner_of_schema');
    expect(await deliverOn(url)).toEqual([]);
  });

  // guarantee: G-101
  it('that may only read and write the tables works with tables that another role created', async () => {
    const url = await roleWithDatabase('writer');
    await harness.server.runIn(
      'writer',
      migrationsAsSql(),
      'grant usage on schema iletimerkezi to writer',
      'grant select, insert, update, delete on all tables in schema iletimerkezi to writer',
    );
    expect(await deliverOn(url)).toEqual([]);
    expect(await deliverOn(url, { migrate: false })).toEqual([]);
  });

  it('that may not create the schema gets an error with the required privilege', async () => {
    const url = await roleWithDatabase('unprivileged');
    await expect(harness.startHost({ url })).rejects.toMatchObject({
      code: 'migration-failed',
      sqlState: '42501',
      message: expect.stringContaining('create schema iletimerkezi authorization'),
    });
  });

  it('that may not read the tables gets an error with the required privilege', async () => {
    const url = await roleWithDatabase('blind');
    await harness.server.runIn('blind', migrationsAsSql(), 'grant usage on schema iletimerkezi to blind');
    await expect(harness.startHost({ url })).rejects.toMatchObject({
      code: 'permission-denied',
      sqlState: '42501',
      message: expect.stringMatching(/permission denied for table.*SELECT, INSERT, UPDATE, DELETE/),
    });
  });
});

describeWith('PostgreSQL')('a connection limit of 5 (needs postgresql)', () => {
  // guarantee: G-102
  it.each([
    ['pool 3', 'limited_pool', { pool: 3 }],
    ['a pool of 1', 'limited_one', { pool: 1 }],
    ['the default pool', 'limited_default', {}],
  ])('never makes enqueue, backlog or progress throw with %s', async (_, role, storage) => {
    const url = await roleWithDatabase(role, 'connection limit 5');
    await harness.server.runIn(role, `create schema iletimerkezi authorization ${role}`);
    const host = await harness.startHost({ url, ...storage });
    try {
      const bulk = host.outbox.enqueueMany(many(2_000), { kind: 'transactional', text: 'Yarın kapalıyız' });
      const asked = Array.from({ length: 60 }, () => host.outbox.backlog());
      await Promise.all([host.deliver(20), bulk, ...asked]);
      expect(host.log.matching(/^(warn|error) /)).toEqual([]);
      expect(host.log.matching(/no more connections/).length).toBe('pool' in storage ? 0 : 1);
    } finally {
      await host.close();
    }
  });
});
