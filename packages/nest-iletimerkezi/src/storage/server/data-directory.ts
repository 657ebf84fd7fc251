import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  access,
  chown,
  mkdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
  constants,
} from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { errorCode, StorageError } from '../storage.errors.js';
import type { ServerBinaries } from './binaries.js';
import { commandAs, type ServerUser } from './server-user.js';

/** The paths below `storage.dir`. */
export interface DataDirectory {
  /** `storage.dir` itself, absolute. */
  readonly root: string;
  /** PostgreSQL's data directory. */
  readonly data: string;
  /** The markers of attempts to send. */
  readonly attempts: string;
  /** The server's log file. */
  readonly log: string;
}

/** Creates `storage.dir` if it is missing, and throws an error with the reason when it cannot be used. */
export async function openDirectory(dir: string): Promise<DataDirectory> {
  const wanted = resolve(dir);
  try {
    await mkdir(wanted, { recursive: true });
    const root = await realpath(wanted);
    await access(root, constants.R_OK | constants.X_OK);
    const directory = {
      root,
      data: join(root, 'data'),
      attempts: join(root, 'attempts'),
      log: join(root, 'server.log'),
    };
    // The database must not be committed to the host's repository.
    await writeFile(join(root, '.gitignore'), '*\n');
    return directory;
  } catch (cause) {
    throw unusable(wanted, cause);
  }
}

/**
 * Creates the cluster where there is none. It is created under another name and then renamed, so that neither a crash nor
 * a second process that starts at the same moment can find an incomplete one.
 */
export async function prepareCluster(
  directory: DataDirectory,
  binaries: ServerBinaries,
  user: ServerUser,
): Promise<void> {
  if (await existingCluster(directory, binaries, user)) return;
  const fresh = `${directory.data}.new-${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(fresh, { mode: 0o700 });
    if (user.kind === 'postgres') await chown(fresh, user.uid, user.gid);
    await initialise(fresh, binaries, user);
    await rename(fresh, directory.data);
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true });
    // Another process created the cluster first.
    if (['ENOTEMPTY', 'EEXIST'].some((code) => code === errorCode(cause))) return;
    throw cause instanceof StorageError ? cause : unusable(directory.root, cause);
  }
}

async function existingCluster(
  { root, data }: DataDirectory,
  { major }: ServerBinaries,
  user: ServerUser,
): Promise<boolean> {
  let found: number;
  try {
    const { uid } = await stat(data);
    const owner = user.kind === 'postgres' ? user.uid : process.getuid?.();
    if (uid !== owner) {
      throw new StorageError('data-of-another-user', { directory: root, uid, owner: String(owner), data });
    }
    found = Number.parseInt(await readFile(join(data, 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error instanceof StorageError ? error : unusable(root, error);
  }
  if (found === major) return true;
  throw new StorageError('data-of-another-version', { directory: root, found, installed: major });
}

async function initialise(cluster: string, { initdb }: ServerBinaries, user: ServerUser): Promise<void> {
  const { command, args, ids } = commandAs(user, initdb, [
    `--pgdata=${cluster}`,
    '--username=postgres',
    // Only the server's own user and root can enter the directory of the socket.
    '--auth=trust',
    '--encoding=UTF8',
    // The same sort order on every machine, regardless of its locales.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]);
  const child = spawn(command, args, { ...ids, cwd: cluster, stdio: ['ignore', 'ignore', 'pipe'] });
  const output: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  if (code !== 0) throw serverFailure(cluster, Buffer.concat(output).toString('utf8'));
}

/** Converts the output of a PostgreSQL that did not start to an error with the fix. */
export function serverFailure(directory: string, output: string): StorageError {
  if (/No space left on device|Disk quota exceeded/.test(output)) return diskFull(directory);
  const text = output.trim();
  const last = text.slice(text.lastIndexOf('\n') + 1);
  const reason = text.split('\n').findLast((line) => /FATAL|PANIC|ERROR|error:/.test(line)) ?? last;
  return new StorageError('server-not-started', {
    directory,
    detail: reason.trim() || 'it ended without output',
  });
}

/** Converts an error of the file system to an error with the fix. */
export function unusable(directory: string, cause: unknown): StorageError {
  switch (errorCode(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(directory, cause);
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new StorageError('directory-read-only', { directory }, { cause });
    default:
      return new StorageError(
        'directory-unusable',
        { directory, detail: errorCode(cause) ?? 'unknown reason' },
        { cause },
      );
  }
}

const diskFull = (directory: string, cause?: unknown): StorageError =>
  new StorageError('directory-disk-full', { directory }, { cause });
