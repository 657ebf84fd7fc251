import { appendFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { SpecDirectories } from '../../test-support/directories.js';
import { findBinaries } from './binaries.js';
import { EmbeddedServer } from './embedded-server.js';
import { launch, type Launch, postmasterPid } from './postmaster.js';
import { serverUser } from './server-user.js';

const directories = new SpecDirectories();
let server: EmbeddedServer | undefined;
afterEach(() => server?.close());
afterAll(() => directories.removeAll());

/** Starts a server in the same directory again; the test never connects to it. */
async function again({ directory, address }: EmbeddedServer): Promise<Launch> {
  const binaries = findBinaries();
  const user = await serverUser([directory.data, binaries.postgres]);
  return launch({ directory, socket: address.host, binaries, user, ready: async () => false });
}

describe('a second server on the same data', () => {
  it('leaves the directory to the first, and changes nothing in it', async () => {
    server = await EmbeddedServer.open({ dir: directories.make() });
    const pid = await postmasterPid(server.directory.data);
    expect(await again(server)).toEqual({ state: 'occupied' });
    expect(await postmasterPid(server.directory.data)).toBe(pid);
  });

  it('truncates its log when it is large', async () => {
    server = await EmbeddedServer.open({ dir: directories.make() });
    const { log } = server.directory;
    appendFileSync(log, 'x'.repeat(5_000_001));
    await again(server);
    expect(statSync(log).size).toBeLessThan(5_000_000);
  });
});

describe('a server that cannot start', () => {
  it('reports the last output of PostgreSQL, and where the log is', async () => {
    const broken = await EmbeddedServer.open({ dir: directories.make() });
    await broken.close();
    writeFileSync(`${broken.directory.data}/postgresql.conf`, 'nonsense = on\n');
    await expect(again(broken)).rejects.toMatchObject({
      code: 'server-failed',
      message: expect.stringMatching(/FATAL: .*contains errors.*server\.log/),
    });
  });
});
