import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Connection } from '../database.js';
import { EmbeddedServer } from '../server/embedded-server.js';
import { errorCode, StorageError } from '../storage.errors.js';
import type { TableCounts } from './format.js';
import { readBackup, type RestoreOptions } from './read-backup.js';
import { writeBackup } from './write-backup.js';

/** A database of the module: the embedded one in a directory, or a PostgreSQL by its URL. */
export type DatabaseLocation = { readonly dir?: string } | { readonly url: string };

/** Writes a backup while hosts are running. The file gets its name only when it is complete. */
export async function backUp(location: DatabaseLocation, file: string): Promise<TableCounts> {
  return withConnection(location, async (connection) => {
    const partial = `${file}.partial`;
    let counts: TableCounts = {};
    try {
      await pipeline(
        Readable.from(writeBackup(connection, (counted) => (counts = counted))),
        createGzip({ level: 6 }),
        createWriteStream(partial, { mode: 0o600 }),
      );
      await rename(partial, file);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    return counts;
  });
}

/** Loads a backup into an empty database. */
export async function restore(
  location: DatabaseLocation,
  file: string,
  options: RestoreOptions,
): Promise<TableCounts> {
  return withConnection(location, async (connection) => {
    try {
      return await pipeline(createReadStream(file), createGunzip(), (unzipped: AsyncIterable<Buffer>) =>
        readBackup(connection, unzipped, options),
      );
    } catch (error) {
      const code = errorCode(error);
      throw code && /^Z_|^ENOENT$|^EACCES$|^EISDIR$/.test(code) ? unreadable(file, code, error) : error;
    }
  });
}

const unreadable = (file: string, code: string, cause: unknown): StorageError =>
  new StorageError('backup-file-unreadable', { file, detail: code }, { cause });

/**
 * Moves the embedded database to another PostgreSQL. No host may be running on it. The old data stays on disk under
 * another name, so that no host can open it by mistake and send the same orders again.
 *
 * @returns rows per table, and the directory that has the old data now.
 */
export async function move(
  dir: string | undefined,
  url: string,
): Promise<{ counts: TableCounts; kept: string }> {
  const server = await EmbeddedServer.open({ dir });
  const kept = `${server.directory.data}.moved-${new Date().toISOString().slice(0, 10)}-${Date.now()}`;
  try {
    if (!(await server.isAlone())) {
      throw new StorageError('hosts-running', { directory: server.directory.root });
    }
    const counts = await readBackup(
      { connectionString: url },
      Readable.from(writeBackup(server.address)).map((chunk: Buffer | string) => Buffer.from(chunk)),
      { unsent: 'keep-pending' },
    );
    await server.close();
    await rename(server.directory.data, kept);
    return { counts, kept };
  } finally {
    await server.close();
  }
}

async function withConnection<T>(
  location: DatabaseLocation,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  if ('url' in location) return work({ connectionString: location.url });
  const server = await EmbeddedServer.open({ dir: location.dir });
  try {
    return await work(server.address);
  } finally {
    await server.close();
  }
}
