import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { canMount, isRoot, SpecDirectories } from '../../test-support/directories.js';
import { EmbeddedServer, type SocketAddress } from './embedded-server.js';
import { postmasterPid } from './postmaster.js';

const directories = new SpecDirectories();
const opened: EmbeddedServer[] = [];
const hosts: ChildProcess[] = [];

async function open(dir: string, onOutage?: (state: string) => void): Promise<EmbeddedServer> {
  const server = await EmbeddedServer.open({ dir, onOutage });
  opened.push(server);
  return server;
}

async function query(address: SocketAddress, text: string): Promise<unknown[]> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text);
    return rows.map((row) => Object.values(row)[0]);
  } finally {
    await client.end();
  }
}

/** Starts a second host in a child process. */
async function spawnHost(dir: string, ids: { uid?: number; gid?: number } = {}) {
  const script = fileURLToPath(new URL('../../test-support/storage-host.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, dir], {
    ...ids,
    cwd: '/',
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  hosts.push(child);
  let errorOutput = '';
  child.stderr.on('data', (chunk: Buffer) => (errorOutput += chunk.toString()));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line').then(([line]) => String(line)), once(child, 'exit')]);
  if (first !== 'open') throw new Error(errorOutput);
  return child;
}

afterEach(async () => {
  for (const child of hosts.splice(0)) child.kill('SIGKILL');
  for (const server of opened.splice(0)) await server.close();
});
afterAll(() => directories.removeAll());

describe('the embedded server', () => {
  it('keeps what was committed and stops with its host', async () => {
    const dir = join(directories.make(), 'new', 'directory');
    const first = await open(dir);
    await query(first.address, 'create table kept as select 42 as answer');
    await first.close();
    expect(await postmasterPid(first.directory.data)).toBeUndefined();

    const second = await open(dir);
    expect(await query(second.address, 'select answer from kept')).toEqual([42]);
    expect(await query(second.address, 'show fsync')).toEqual(['on']);
  });

  // guarantee: G-091
  it('listens on no network address and accepts its own user only', async () => {
    const server = await open(directories.make());
    expect(await query(server.address, 'show listen_addresses')).toEqual(['']);
    expect(await query(server.address, 'show unix_socket_permissions')).toEqual(['0700']);
  });

  // guarantee: G-094
  it('is joined by a second process and runs until both have stopped', async () => {
    const dir = directories.make();
    const first = await open(dir);
    const pid = await postmasterPid(first.directory.data);
    const second = await spawnHost(dir);
    await first.close();
    expect(await postmasterPid(first.directory.data)).toBe(pid);

    second.stdin?.end();
    await once(second, 'exit');
    expect(await postmasterPid(first.directory.data)).toBeUndefined();
  });

  it('reports to a host whether it is the only one, and stops after the last host', async () => {
    const dir = directories.make();
    const first = await open(dir);
    expect(await first.isAlone()).toBe(true);
    const second = await open(dir);
    expect([await first.isAlone(), await second.isAlone()]).toEqual([false, false]);
    await second.close();
    expect([await first.isAlone(), await second.isAlone()]).toEqual([true, false]);
  });

  // guarantee: G-094
  it('is created once when several hosts start on an empty directory at the same moment', async () => {
    const dir = directories.make();
    const servers = await Promise.all([open(dir), open(dir), open(dir)]);
    const seen = await Promise.all(
      servers.map(({ address }) => query(address, 'select pg_postmaster_start_time()')),
    );
    expect(new Set(seen.map(String)).size).toBe(1);
  });

  // guarantee: G-094
  it('is adopted after its host was killed', async () => {
    const dir = directories.make();
    const killed = await spawnHost(dir);
    const pid = await postmasterPid(join(dir, 'data'));
    killed.kill('SIGKILL');
    await once(killed, 'exit');

    const next = await open(dir);
    expect(await postmasterPid(next.directory.data)).toBe(pid);
    await next.close();
    expect(await postmasterPid(next.directory.data)).toBeUndefined();
  });

  // guarantee: G-092
  it('is started again when it crashes under its host, with everything that was committed', async () => {
    const outage: string[] = [];
    let isBack = (): void => undefined;
    const back = new Promise<void>((resolve) => (isBack = resolve));
    const server = await open(directories.make(), (state) => {
      outage.push(state);
      if (state === 'back') isBack();
    });
    await query(server.address, 'create table kept as select 42 as answer');
    const pid = await postmasterPid(server.directory.data);
    process.kill(pid ?? 0, 'SIGKILL');
    await back;
    expect(await query(server.address, 'select answer from kept')).toEqual([42]);
    expect(outage.at(0)).toBe('lost');
  });

  it('starts although a lock file from before a power failure contains the process id of another program', async () => {
    const dir = directories.make();
    await (await open(dir)).close();
    writeFileSync(join(dir, 'data', 'postmaster.pid'), `${process.pid}\n${join(dir, 'data')}\n`);
    if (isRoot) chownSync(join(dir, 'data', 'postmaster.pid'), 65534, 65534);
    await expect(open(dir)).resolves.toBeDefined();
  });

  // guarantee: G-095
  it('uses a short path for its socket when the path is too long for one', async () => {
    const deep = join(
      directories.make(),
      'a-rather-long-name-for-a-directory'.repeat(3),
      'data-of-the-application',
    );
    mkdirSync(deep, { recursive: true });
    const first = await open(deep);
    expect(first.address.host.length).toBeLessThan(60);
    const second = await open(deep);
    expect(second.address).toEqual(first.address);
    expect(await query(second.address, 'select 1')).toEqual([1]);
    await second.close();
    await first.close();
    rmSync(first.address.host, { recursive: true });
  });
});

describe('a directory that cannot hold the database', () => {
  // guarantee: G-095
  it('is refused when another version of PostgreSQL wrote it, with the fix', async () => {
    const dir = directories.make();
    await (await open(dir)).close();
    writeFileSync(join(dir, 'data', 'PG_VERSION'), '99\n');
    await expect(open(dir)).rejects.toMatchObject({
      code: 'data-of-another-version',
      message: expect.stringContaining('storage backup'),
    });
  });

  it('is refused when a plain file has its path', async () => {
    const file = join(directories.make(), 'file');
    writeFileSync(file, '');
    await expect(open(file)).rejects.toMatchObject({ code: 'directory-unusable' });
  });

  it('is refused when something else has the path of the data, and is not changed', async () => {
    const made = directories.make();
    await (await open(made)).close();
    const { uid, gid } = statSync(join(made, 'data'));
    const [taken, linked] = [directories.make(), directories.make()];
    writeFileSync(join(taken, 'data'), '');
    chownSync(join(taken, 'data'), uid, gid);
    symlinkSync(join(linked, 'nowhere'), join(linked, 'data'));
    for (const dir of [taken, linked]) {
      await expect(open(dir)).rejects.toMatchObject({
        code: 'directory-unusable',
        message: expect.stringContaining('(ENOTDIR)'),
      });
      expect(readdirSync(dir).toSorted()).toEqual(['.gitignore', 'data']);
    }
  });
});

(isRoot && !canMount ? describe.skip : describe)('a read-only directory', () => {
  it('is refused, with the possible fixes', async () => {
    const dir = canMount ? directories.mount(1, 'ro') : directories.make();
    if (!canMount) chmodSync(dir, 0o555);
    await expect(open(dir)).rejects.toMatchObject({
      code: 'directory-read-only',
      message: expect.stringContaining('storage: { dir }'),
    });
  });
});

(canMount ? describe : describe.skip)('a full disk', () => {
  // guarantee: G-095
  it('is reported as full, and no partial files remain', async () => {
    const dir = directories.mount(10);
    await expect(open(dir)).rejects.toMatchObject({ code: 'disk-full' });
    expect(existsSync(join(dir, 'data'))).toBe(false);
  });
});

(isRoot ? describe : describe.skip)('the user that runs the server of a root host', () => {
  it('is the system user postgres', async () => {
    const server = await open(directories.make());
    const pid = await postmasterPid(server.directory.data);
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).not.toMatch(/^Uid:\s*0\b/m);
  });

  // guarantee: G-095
  it('reaches data below a directory that other users cannot enter', async () => {
    const home = directories.make();
    chmodSync(home, 0o700);
    const server = await open(join(home, 'app', '.iletimerkezi'));
    expect(await query(server.address, 'select 1')).toEqual([1]);
  });

  it('does not open data that a plain user created and runs with that user', async () => {
    const otherUser = { uid: 65534, gid: 65534 };
    const dir = directories.make();
    chownSync(dir, otherUser.uid, otherUser.gid);
    const host = await spawnHost(dir, otherUser);
    const pid = await postmasterPid(join(dir, 'data'));
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Uid:\s*65534\b/m);

    // Root would open it as postgres, which does not own the data.
    await expect(open(dir)).rejects.toMatchObject({ code: 'data-of-another-user' });
    host.stdin?.end();
    await once(host, 'exit');
  });
});
