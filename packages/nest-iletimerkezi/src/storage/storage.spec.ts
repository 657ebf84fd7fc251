import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { becomes } from '../test-support/becomes.js';
import { createEmptyDatabase, urlOf } from '../test-support/database.js';
import { SpecDirectories } from '../test-support/directories.js';
import { postmasterPid } from './server/postmaster.js';
import { Storage } from './storage.js';

const directories = new SpecDirectories();
afterAll(() => directories.removeAll());

function recordingLog() {
  const lines: string[] = [];
  const keep = (line: string) => void lines.push(line);
  return { lines, log: keep, warn: keep, error: keep };
}

async function refusingServer(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket: Socket) => socket.destroy());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

describe('storage', () => {
  it('logs the directory of the data at boot, and closes its connections', async () => {
    const dir = directories.make();
    const log = recordingLog();
    const storage = await Storage.open({ dir }, log);
    expect(log.lines).toEqual([expect.stringContaining(dir)]);
    await expect(storage.database.kysely.selectFrom('orders').selectAll().execute()).resolves.toEqual([]);
    await storage.close();
    expect(await postmasterPid(join(dir, 'data'))).toBeUndefined();
  });

  it('leaves no server running when the schema is from a later release', async () => {
    const dir = directories.make();
    const storage = await Storage.open({ dir }, recordingLog());
    await storage.database.kysely
      .insertInto('schema_versions')
      .values({ version: 999, name: 'later' })
      .execute();
    await storage.close();
    await expect(Storage.open({ dir }, recordingLog())).rejects.toMatchObject({ code: 'schema-newer' });
    expect(await postmasterPid(join(dir, 'data'))).toBeUndefined();
  });

  it('does not create the tables where the host migrates itself', async () => {
    const spec = await createEmptyDatabase();
    const options = { url: urlOf(spec), migrate: false };
    await expect(Storage.open(options, recordingLog())).rejects.toMatchObject({ code: 'schema-missing' });
    await (await Storage.open({ url: urlOf(spec) }, recordingLog())).close();
    await (await Storage.open(options, recordingLog())).close();
    await spec.drop();
  });

  // guarantee: G-085
  it('reports that a database cannot be reached without revealing its password', async () => {
    const { server, port } = await refusingServer();
    const failure = await Storage.open(
      { url: `postgres://app:secret-word@127.0.0.1:${port}/app` },
      recordingLog(),
    ).catch((error: unknown) => error);
    server.close();
    expect(failure).toMatchObject({ code: 'database-unreachable' });
    expect(String(failure)).not.toContain('secret-word');
  });

  it('logs why its server does not start again, and continues once that is fixed', async () => {
    const dir = directories.make();
    const log = recordingLog();
    const storage = await Storage.open({ dir }, log);
    const settings = join(dir, 'data', 'postgresql.conf');
    const sound = readFileSync(settings);
    const hasLogged = (what: RegExp) => () => log.lines.some((line) => what.test(line));
    try {
      writeFileSync(settings, 'nonsense = on\n');
      process.kill((await postmasterPid(join(dir, 'data'))) ?? 0, 'SIGKILL');
      await becomes(hasLogged(/stopped; starting it again/), true, 60_000);
      await becomes(hasLogged(/does not start: .*server\.log/), true, 60_000);
      writeFileSync(settings, sound);
      await becomes(hasLogged(/is running again/), true, 60_000);
      expect(await storage.database.kysely.selectFrom('orders').selectAll().execute()).toEqual([]);
    } finally {
      writeFileSync(settings, sound);
      await storage.close();
    }
  });

  it('recovers automatically after its server crashed and was restarted', async () => {
    const dir = directories.make();
    let isBack = (): void => undefined;
    const back = new Promise<void>((resolve) => (isBack = resolve));
    const log = { ...recordingLog(), log: (line: string) => line.endsWith('is running again.') && isBack() };
    const storage = await Storage.open({ dir }, log);
    const schema = () => storage.database.kysely.selectFrom('schema_versions').select('version').execute();
    try {
      const before = await schema();
      process.kill((await postmasterPid(join(dir, 'data'))) ?? 0, 'SIGKILL');
      await back;
      expect(await schema()).toEqual(before);
    } finally {
      await storage.close();
    }
  });
});
