import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:net';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { sql } from 'kysely';
import { OutboxHost } from '../test-support/outbox-host.js';
import { describeWith, PgBouncer, PostgresServer } from '../test-support/postgres-server.js';
import { wireToDatabase } from '../test-support/wire.js';
import { Database } from './database.js';
import { Storage } from './storage.js';
import { StorageError } from './storage.errors.js';

const SECRET = 'wrong-secret';
/** Longer than a busy machine needs for a connection and a statement. */
const SILENCE_MS = 1_500;
const NO_LOG = { log: () => undefined, warn: () => undefined, error: () => undefined };

async function failureOf(url: string): Promise<StorageError> {
  const failure: unknown = await Storage.open({ url }, NO_LOG).then(
    (storage) => storage.close(),
    (error: unknown) => error,
  );
  if (!(failure instanceof StorageError))
    throw new Error('it did not fail as storage does', { cause: failure });
  return failure;
}

/** Returns what a log or an error tracker would show of an error: the complete cause chain. */
function everything(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.stack, JSON.stringify(error), everything(error.cause)].join('\n');
}

let server: PostgresServer;
let emulator: Emulator;
let authority: string;

describeWith('PostgreSQL')('a database that refuses a host (needs postgresql)', () => {
  beforeAll(async () => {
    [server, emulator] = await Promise.all([
      PostgresServer.start(),
      startEmulator({ settings: { acceptMs: 1, deliveryMs: [1, 20] } }),
    ]);
    authority = server.addCertificate();
    await server.run(
      `create role limited login password 'role-secret' connection limit 0`,
      `create role encrypted login password 'role-secret'`,
      `create role plain login password 'role-secret'`,
      'create database locked',
      'create database closed allow_connections false',
      'revoke connect on database locked from public',
    );
    server.restrict('hostnossl all encrypted all reject');
    await server.restart();
  });
  afterAll(async () => {
    await Promise.all([server?.stop(), emulator?.close()]);
  });

  it.each([
    ['a wrong password', () => server.url({ password: SECRET }), '28P01', /percent-encoded/],
    [
      'an unknown user',
      () => server.url({ user: 'unknown', password: SECRET }),
      '28P01',
      /user and the password/,
    ],
    ['an unknown database', () => server.url({ database: 'nowhere' }), '3D000', /Create the database/],
    [
      'no CONNECT privilege',
      () => server.url({ user: 'plain', password: 'role-secret', database: 'locked' }),
      '42501',
      /grant/i,
    ],
    [
      'no connection left',
      () => server.url({ user: 'limited', password: 'role-secret' }),
      '53300',
      /storage\.pool/,
    ],
    ['a closed database', () => server.url({ database: 'closed' }), '55000', /accepts no connections/],
    [
      'a user that must encrypt',
      () => server.url({ user: 'encrypted', password: 'role-secret' }),
      '28000',
      /sslmode=verify-full/,
    ],
  ])('reports %s with its code and the fix', async (_, url, sqlState, hint) => {
    const failure = await failureOf(url());
    expect([failure.sqlState, failure.message]).toEqual([sqlState, expect.stringMatching(hint)]);
    expect(failure.message).toContain(sqlState);
    expect(everything(failure)).not.toContain('-secret');
  });

  it.each([
    [
      'is signed by an unknown authority',
      () => server.url({ query: '?sslmode=verify-full' }),
      /SELF_SIGNED_CERT/,
    ],
    [
      'is for another name',
      () => server.url({ query: `?sslmode=verify-full&sslrootcert=${authority}` }),
      /ALTNAME_INVALID/,
    ],
  ])('reports that its certificate %s, and what to add', async (_, url, reason) => {
    const failure = await failureOf(url());
    expect(failure.message).toMatch(reason);
    expect(failure.message).toContain('sslrootcert');
    expect(everything(failure)).not.toContain('-secret');
  });

  it.each([
    ['without a check of the certificate', () => server.url({ query: '?sslmode=no-verify' })],
    [
      'with a checked certificate',
      () =>
        server
          .url({ query: `?sslmode=verify-full&sslrootcert=${authority}` })
          .replace('127.0.0.1', 'localhost'),
    ],
  ])('delivers messages over TLS %s', async (_, url) => {
    const host = await OutboxHost.start(emulator, { url: url() });
    try {
      await host.deliver(3);
      expect(host.log.matching(/^(warn|error) /)).toEqual([]);
    } finally {
      await host.close();
    }
  });

  it('closes a TLS connection whose other end is gone', async () => {
    const { wire, connection } = await wireToDatabase({
      connectionString: server.url({ query: '?sslmode=no-verify' }),
    });
    const database = new Database(connection, { size: 1, silenceMs: SILENCE_MS });
    const one = () => sql`select 1 as one`.execute(database.kysely);
    await one();
    wire.freeze();
    await expect(one()).rejects.toMatchObject({ code: 'database-unreachable' });
    expect((await one()).rows).toEqual([{ one: 1 }]);
    await database.close();
    await wire.close();
  });

  it('keeps a TLS connection that is in use for longer than the silence limit', async () => {
    const url = server.url({ query: '?sslmode=no-verify' });
    const database = new Database({ connectionString: url }, { size: 1, silenceMs: SILENCE_MS });
    const pid = async () =>
      (await sql<{ pid: number }>`select pg_backend_pid() as pid, pg_sleep(0.05)`.execute(database.kysely))
        .rows[0]?.pid;
    const first = await pid();
    const pids = new Set([first]);
    for (const end = Date.now() + 2.5 * SILENCE_MS; Date.now() < end;) pids.add(await pid());
    expect([...pids]).toEqual([first]);
    await database.close();
  });
});

describeWith('PgBouncer')('a pooler that refuses a host (needs pgbouncer)', () => {
  let pooled: PostgresServer;
  beforeAll(async () => {
    pooled = await PostgresServer.start();
  });
  afterAll(() => pooled?.stop());

  it.each([
    ['a wrong password', [], { password: SECRET }],
    ['an unknown user', [], { user: 'unknown', password: SECRET }],
    ['an unknown database', [], { database: 'nowhere' }],
  ] as const)('reports %s with a code and what to check', async (_, lines, parts) => {
    const bouncer = await PgBouncer.before(pooled, ...lines);
    try {
      const failure = await failureOf(bouncer.url(parts));
      expect(failure.sqlState).toMatch(/^(08P01|28P01|3D000)$/);
      expect(failure.message).toMatch(/storage\.url/);
      expect(everything(failure)).not.toContain('-secret');
    } finally {
      await bouncer.stop();
    }
  });
});

describe('the URL of a database', () => {
  it.each([
    ['a port without a server', 'postgres://app:wrong-secret@127.0.0.1:1/app', /ECONNREFUSED.*host and port/],
    [
      'a host without an address',
      'postgres://app:wrong-secret@nowhere.invalid/app',
      /(ENOTFOUND|EAI_AGAIN).*DNS/,
    ],
    ['a password with a bare /', 'postgres://app:wrong-secret/x:y@127.0.0.1/app', /percent-encoded/],
  ])('reports %s with its code and the fix', async (_, url, hint) => {
    const failure = await failureOf(url);
    expect(failure).toMatchObject({ code: 'database-unreachable', sqlState: undefined });
    expect(failure.message).toMatch(hint);
    expect(everything(failure)).not.toContain('wrong-secret');
  });

  it('reports that a server does not support encryption', async () => {
    const plain = createServer((socket) => socket.once('data', () => socket.end('N')));
    await new Promise<void>((done) => plain.listen(0, '127.0.0.1', done));
    const address = plain.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const failure = await failureOf(`postgres://app:${SECRET}@127.0.0.1:${port}/app?sslmode=verify-full`);
    plain.close();
    expect(failure.message).toMatch(/remove `sslmode`/);
  });
});
