import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { errorCode, StorageError } from '../storage.errors.js';
import { DEFAULT_DIRECTORY } from '../../options/storage.options.js';
import { findBinaries, type ServerBinaries } from './binaries.js';
import { type DataDirectory, openDirectory, prepareCluster } from './data-directory.js';
import { launch, stop } from './postmaster.js';
import { serverUser, type ServerUser } from './server-user.js';
import { prepareSocketDirectory, SOCKET_PORT, socketDirectory } from './socket-directory.js';

/** Every host holds it shared. A host that can acquire it exclusively is the last and stops the server. */
const PRESENCE_LOCK = 7_460_186_002;

/** A start includes crash recovery after a power failure, so the limit is generous. */
const START_TIMEOUT_MS = 60_000;

/** The connection options of the server for `pg`. */
export interface SocketAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

export interface EmbeddedServerOptions {
  /** Directory of the database; created if it is missing. Default {@link DEFAULT_DIRECTORY}. */
  dir?: string | undefined;
  /** Called when the server stopped while the host uses it, and when it runs again. */
  onOutage?: (state: 'lost' | 'back' | 'failed', error?: unknown) => void;
  /** The programs to run; by default those found in node_modules. */
  binaries?: ServerBinaries;
}

interface ServerParts extends Required<Pick<EmbeddedServerOptions, 'binaries' | 'onOutage'>> {
  readonly directory: DataDirectory;
  readonly address: SocketAddress;
  readonly user: ServerUser;
}

/**
 * Manages the module's PostgreSQL server: starts it where it does not run, joins one that another process started, adopts
 * one whose host was killed, restarts one that crashed, and stops it after its last host.
 */
export class EmbeddedServer {
  #presence: pg.Client | undefined;
  #closing = false;
  #recovery: Promise<void> | undefined;

  readonly directory: DataDirectory;
  readonly address: SocketAddress;
  readonly #binaries: ServerBinaries;
  readonly #user: ServerUser;
  readonly #onOutage: NonNullable<EmbeddedServerOptions['onOutage']>;

  private constructor({ directory, address, binaries, user, onOutage }: ServerParts) {
    this.directory = directory;
    this.address = address;
    this.#binaries = binaries;
    this.#user = user;
    this.#onOutage = onOutage;
  }

  /** @throws StorageError when the directory, the programs or the user do not allow it; nothing is left running. */
  static async open(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
    const binaries = options.binaries ?? findBinaries();
    const directory = await openDirectory(options.dir ?? DEFAULT_DIRECTORY);
    const user = await serverUser([directory.data, binaries.postgres]);
    await prepareCluster(directory, binaries, user);
    const socket = socketDirectory(directory.data);
    if (socket !== directory.data) await prepareSocketDirectory(socket, user);
    const server = new EmbeddedServer({
      directory,
      address: { host: socket, port: SOCKET_PORT, user: 'postgres', database: 'postgres' },
      binaries,
      user,
      onOutage: options.onOutage ?? (() => undefined),
    });
    await server.#join();
    return server;
  }

  /** Leaves the server, and stops it when no other host uses it. Close the host's own connections before. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#recovery?.catch(() => undefined);
    const presence = this.#presence;
    if (!presence) return;
    this.#presence = undefined;
    try {
      await presence.query('select pg_advisory_unlock_shared($1)', [PRESENCE_LOCK]);
      const { rows } = await presence.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
        PRESENCE_LOCK,
      ]);
      // A host that joins now waits for this lock, finds the server stopped, and starts it again.
      if (rows[0]?.alone) await stop(this.directory.data);
    } catch {
      // The server has stopped already, which is the intended result.
    } finally {
      await presence.end().catch(() => undefined);
    }
  }

  /** Returns whether no other host uses the server. */
  async isAlone(): Promise<boolean> {
    const { rows } = (await this.#presence?.query<{ hosts: string }>(
      "select count(*) as hosts from pg_locks where locktype = 'advisory' and granted and (classid::bigint << 32) + objid::bigint = $1",
      [PRESENCE_LOCK],
    )) ?? { rows: [] };
    return rows[0]?.hosts === '1';
  }

  /** Connects and acquires a host's lock on a server that keeps running. */
  async #join(): Promise<void> {
    const until = Date.now() + START_TIMEOUT_MS;
    let last: unknown;
    while (Date.now() < until) {
      const attempt = await this.#connect();
      if (attempt.state === 'connected') {
        this.#watch(attempt.client);
        return;
      }
      last = attempt.error;
      if (attempt.state === 'absent') {
        const ready = async () => (await this.#probe()) === 'up';
        const { state } = await launch({
          directory: this.directory,
          socket: this.address.host,
          binaries: this.#binaries,
          user: this.#user,
          ready,
        });
        if (state === 'running') continue;
      }
      await sleep(50);
    }
    throw new StorageError(
      'server-silent',
      { directory: this.directory.root, seconds: START_TIMEOUT_MS / 1000 },
      { cause: last },
    );
  }

  async #connect(): Promise<
    | { state: 'connected'; client: pg.Client; error?: undefined }
    | { state: 'absent' | 'busy'; error: unknown; client?: undefined }
  > {
    const client = new pg.Client({ ...this.address, application_name: 'iletimerkezi host' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select pg_advisory_lock_shared($1)', [PRESENCE_LOCK]);
      return { state: 'connected', client };
    } catch (error) {
      await client.end().catch(() => undefined);
      return { state: isAbsent(error) ? 'absent' : 'busy', error };
    }
  }

  async #probe(): Promise<'up' | 'down'> {
    const client = new pg.Client(this.address);
    client.on('error', () => undefined);
    try {
      await client.connect();
      return 'up';
    } catch {
      return 'down';
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  #watch(client: pg.Client): void {
    this.#presence = client;
    client.once('end', () => {
      if (this.#closing) return;
      this.#onOutage('lost');
      this.#recovery = this.#recover();
    });
  }

  async #recover(): Promise<void> {
    for (let pauseMs = 50; !this.#closing; pauseMs = Math.min(pauseMs * 2, 5_000)) {
      try {
        await this.#join();
        this.#onOutage('back');
        return;
      } catch (error) {
        this.#onOutage('failed', error);
        await sleep(pauseMs);
      }
    }
  }
}

const isAbsent = (error: unknown): boolean =>
  ['ENOENT', 'ECONNREFUSED'].some((code) => code === errorCode(error));
