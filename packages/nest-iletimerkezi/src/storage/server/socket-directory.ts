import { createHash } from 'node:crypto';
import { chown, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode, StorageError } from '../storage.errors.js';
import type { ServerUser } from './server-user.js';

/** The port is only part of the socket's file name; the server listens on no network address. */
export const SOCKET_PORT = 5432;

/** unix(7): 108 bytes with the terminating NUL on Linux, 104 on macOS and the BSDs. */
const LONGEST_SOCKET_PATH = 103;

/**
 * Returns the directory of the server's socket: the data directory, or, if its path is too long for a socket, a short
 * directory below the system's temporary one. Every process that opens the same data directory gets the same path.
 */
export function socketDirectory(dataDirectory: string, temporary = tmpdir()): string {
  if (fits(dataDirectory)) return dataDirectory;
  const name = `iletimerkezi-${createHash('sha256').update(dataDirectory).digest('hex').slice(0, 12)}`;
  const below = join(temporary, name);
  return fits(below) ? below : join('/tmp', name);
}

/** Creates the short directory. An existing one must belong to the server's user, because others may write to /tmp. */
export async function prepareSocketDirectory(directory: string, user: ServerUser): Promise<void> {
  const owner = user.kind === 'postgres' ? user.uid : process.getuid?.();
  try {
    await mkdir(directory, { mode: 0o700 });
    if (user.kind === 'postgres') await chown(directory, user.uid, user.gid);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  const status = await lstat(directory);
  if (!status.isDirectory() || status.uid !== owner || (status.mode & 0o077) !== 0) {
    throw new StorageError('socket-directory-taken', { directory });
  }
}

const fits = (directory: string): boolean =>
  Buffer.byteLength(join(directory, `.s.PGSQL.${SOCKET_PORT}`)) <= LONGEST_SOCKET_PATH;
