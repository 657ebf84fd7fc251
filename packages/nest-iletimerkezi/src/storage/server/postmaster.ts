import { spawn } from 'node:child_process';
import { open, readFile, readlink, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../storage.errors.js';
import type { ServerBinaries } from './binaries.js';
import { type DataDirectory, serverFailure } from './data-directory.js';
import { commandAs, type ServerUser } from './server-user.js';
import { SOCKET_PORT } from './socket-directory.js';

const LOG_LIMIT_BYTES = 5_000_000;

/** The result of an attempt to start the server. */
export type Launch =
  | { readonly state: 'running' }
  /** Another server has the directory, or is stopping: check again. */
  | { readonly state: 'occupied' };

/**
 * Starts the server detached, so that neither a Ctrl-C for the host nor a crash of the host stops it while another host
 * uses it.
 */
export async function launch({
  directory,
  socket,
  binaries,
  user,
  ready,
}: {
  readonly directory: DataDirectory;
  /** The directory of the socket. */
  readonly socket: string;
  readonly binaries: ServerBinaries;
  readonly user: ServerUser;
  /** Returns whether the server accepts connections. */
  readonly ready: () => Promise<boolean>;
}): Promise<Launch> {
  await removeStaleLockFile(directory.data);
  const { command, args, ids } = commandAs(user, binaries.postgres, [
    '-D',
    directory.data,
    '-p',
    String(SOCKET_PORT),
    ...Object.entries({
      listen_addresses: '',
      unix_socket_directories: `"${socket}"`,
      unix_socket_permissions: '0700',
      log_min_messages: 'warning',
      log_timezone: 'UTC',
      timezone: 'UTC',
      // Filling each new WAL segment (16 MB) with zeros first would make every commit wait for it.
      wal_init_zero: 'off',
    }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const log = await openLog(directory.log);
  try {
    const from = (await log.stat()).size;
    const child = spawn(command, args, {
      ...ids,
      cwd: directory.data,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    let ended = false;
    const end = new Promise<void>((done, fail) => {
      child.once('error', fail);
      child.once('exit', () => {
        ended = true;
        done();
      });
    });
    child.unref();
    for (;;) {
      await Promise.race([end, sleep(15)]);
      // The server also stops when another one got the directory first, so this is checked first.
      if (ended) {
        const output = (await readFile(directory.log)).subarray(from).toString('utf8');
        if (output.includes('" already exists') || output.includes('pre-existing shared memory block'))
          return { state: 'occupied' };
        throw serverFailure(directory.root, output);
      }
      if (await ready()) return { state: 'running' };
    }
  } finally {
    await log.close();
  }
}

/** Stops the server in PostgreSQL's "fast" mode: open transactions are rolled back, and committed data is on disk. */
export async function stop(data: string, patienceMs = 10_000): Promise<boolean> {
  const pid = await postmasterPid(data);
  if (pid === undefined) return true;
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    // The server removes this file last.
    if ((await postmasterPid(data)) !== pid) return true;
    await sleep(10);
  }
  return false;
}

/** Returns the server's process id from its lock file. */
export async function postmasterPid(data: string): Promise<number | undefined> {
  try {
    const pid = Number.parseInt(await readFile(join(data, 'postmaster.pid'), 'utf8'), 10);
    return Number.isNaN(pid) ? undefined : pid;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Removes a lock file that survived a power failure or a container, if its process id may belong to another program now:
 * PostgreSQL would refuse to start. Linux provides the working directory of the process, which identifies the owner.
 */
async function removeStaleLockFile(data: string): Promise<void> {
  const pid = await postmasterPid(data);
  if (pid === undefined || process.platform !== 'linux') return;
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) === data) return;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') return;
  }
  await rm(join(data, 'postmaster.pid'), { force: true });
}

async function openLog(path: string) {
  const size = await stat(path).then(
    (status) => status.size,
    () => 0,
  );
  return open(path, size > LOG_LIMIT_BYTES ? 'w' : 'a', 0o600);
}
