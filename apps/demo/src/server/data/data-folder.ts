import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DemoStartError } from '../demo-start-error.js';

/** The folder of a running demo: the database and the emulator's state. */
export interface DataFolder {
  readonly path: string;
  /** Releases the folder. Deletes a temporary folder. */
  close(): Promise<void>;
}

/**
 * Locks a folder for one demo. Two demos on one folder would send each other's orders.
 * @param path default: a temporary folder that is deleted with the demo
 * @throws DemoStartError if it cannot be created or another demo uses it
 */
export async function openDataFolder(path: string | undefined): Promise<DataFolder> {
  if (path === undefined) {
    const temporary = await mkdtemp(join(tmpdir(), 'iletimerkezi-demo-'));
    // If the host runs as root, PostgreSQL runs as another user, who must be able to enter this folder.
    await chmod(temporary, 0o711);
    // The emulator or the database can write a file while the folder is being deleted.
    const removal = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 } as const;
    return { path: temporary, close: () => rm(temporary, removal) };
  }
  const folder = await createFolder(path);
  const lock = await lockOf(folder);
  return {
    path: folder,
    close: () =>
      new Promise((done) => {
        lock.close(() => done());
      }),
  };
}

async function createFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true });
    return await realpath(path);
  } catch (error) {
    throw new DemoStartError(
      `The folder ${path} cannot be created (${codeOf(error)}). Select another one with --data DIR.`,
    );
  }
}

/** Uses a socket as a lock, because the system releases it when the process is killed. */
async function lockOf(folder: string): Promise<Server> {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const socket =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\iletimerkezi-demo-${name}`
      : join(tmpdir(), `iletimerkezi-demo-${name}.sock`);
  if (await answers(socket)) {
    throw new DemoStartError(
      `Another demo is running on ${folder}. Stop it, or select another folder with --data DIR.`,
    );
  }
  if (process.platform !== 'win32') await rm(socket, { force: true });
  return new Promise((resolve, reject) => {
    const server = createServer((client) => client.destroy());
    server.once('error', (error) =>
      reject(new DemoStartError(`The folder ${folder} cannot be locked (${codeOf(error)}).`)),
    );
    server.listen(socket, () => resolve(server.unref()));
  });
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const client = connect(socket);
    const end = (answer: boolean) => () => {
      client.destroy();
      resolve(answer);
    };
    client.once('connect', end(true));
    client.once('error', end(false));
  });
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown reason';
