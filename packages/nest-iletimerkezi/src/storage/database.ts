import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { asStorageError, isConnectionLimit } from './database-errors.js';
import { StorageDialect } from './driver.js';
import { Listener } from './listener.js';
import { Outage, type OutageLog, type OutageTimes } from './outage.js';
import { PatientSockets } from './patient-sockets.js';
import type { Tables } from './schema.js';
import { StorageError } from './storage.errors.js';
import { DEFAULT_POOL } from '../options/storage.options.js';

/** How `pg` reaches a database: a connection string, or the socket of the embedded server. */
export type Connection = Pick<pg.ClientConfig, 'connectionString' | 'host' | 'port' | 'user' | 'database'>;

/**
 * Longer than any single statement of ours takes. A connection whose other end went away without a word
 * (half-open TCP) is given up after it, instead of holding its caller for ever.
 */
const SILENCE_LIMIT_MS = 60_000;

/** After this, closing waits no longer for a server that does not answer. */
const CLOSE_LIMIT_MS = 2_000;

/** A server that accepts a connection has this long to finish its greeting. */
const CONNECT_LIMIT_MS = 5_000;

/** How long a caller waits for a connection while all of the pool are in use. */
const POOL_WAIT_MS = 30_000;

export interface DatabaseSettings {
  /** Connections at most; the outbox uses 4 at rest and more only under load. */
  readonly size?: number;
  /** How long an answer is waited for, in milliseconds. */
  readonly silenceMs?: number;
  /** Reaches the same database for notifications, without a pooler. */
  readonly listenUrl?: string;
  /** Told of outages, and of what was found out about the way to the database. */
  readonly log?: OutageLog;
  readonly outageTimes?: OutageTimes;
}

const NO_LOG: OutageLog = { log: () => undefined, warn: () => undefined };

/** The pool's limit is about waiting for a connection in use; this one is about making a new one. */
class ConnectingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT_LIMIT_MS });
  }
}

/** The query builder over a pool; `close` ends it. */
export class Database {
  readonly kysely: Kysely<Tables>;
  readonly #sockets: PatientSockets;
  readonly #pool: pg.Pool;
  readonly #outage: Outage;
  readonly #listenUrl: string | undefined;
  readonly #log: OutageLog;

  constructor(
    readonly connection: Connection,
    {
      size = DEFAULT_POOL,
      silenceMs = SILENCE_LIMIT_MS,
      listenUrl,
      log = NO_LOG,
      outageTimes,
    }: DatabaseSettings = {},
  ) {
    this.#listenUrl = listenUrl;
    this.#log = log;
    // The pool closes idle connections after 10 s, so only one with an unanswered question is silent for longer.
    this.#sockets = new PatientSockets(silenceMs);
    const pool = new pg.Pool({
      ...connection,
      max: size,
      Client: ConnectingClient,
      stream: () => this.#sockets.open(),
      keepAlive: true,
      application_name: 'iletimerkezi',
      connectionTimeoutMillis: POOL_WAIT_MS,
      // The server gives up as well: else a transaction whose client it cannot see go keeps its locks, and a
      // statement that nobody waits for any more is worked on beside its repetition. Poolers refuse both.
      idle_in_transaction_session_timeout: silenceMs,
      statement_timeout: silenceMs,
      types: { getTypeParser },
    });
    // An idle connection that breaks is replaced by the pool; the next query tells whether the database is gone.
    pool.on('error', () => undefined);
    // One in use may break between two queries of a transaction: the second is told. Unheard, it would end the host.
    pool.on('connect', (client) => client.on('error', () => undefined));
    this.#pool = pool;
    this.#outage = new Outage(() => this.#probe(), log, outageTimes);
    const dialect = new StorageDialect({
      pool,
      silenceMs,
      outage: (failure) => this.#outage.suspect(failure),
      notice: (message) => log.log(message),
    });
    this.kysely = new Kysely<Tables>({ dialect }).withSchema('iletimerkezi');
  }

  /** @throws StorageError unless the database takes writes from its user, whatever its privileges are. */
  async requireWritable(): Promise<void> {
    await this.#probe();
  }

  /** Receives notifications; its owner starts and closes it. */
  createListener(): Listener {
    const url = this.#listenUrl;
    return new Listener(url === undefined ? this.connection : { connectionString: url }, {
      apart: url !== undefined,
      notice: (message) => this.#log.log(message),
      notify: async (channel) => {
        await sql`select pg_notify(${channel}, '')`.execute(this.kysely);
      },
    });
  }

  async close(): Promise<void> {
    await this.#sockets.cutAfter(
      CLOSE_LIMIT_MS,
      Promise.all([this.#outage.close(), this.kysely.destroy()]).then(() => undefined),
    );
  }

  /** On a connection of its own: all of the pool may be in use, or broken. */
  async #probe(): Promise<void> {
    const client = new ConnectingClient({
      ...this.connection,
      stream: () => this.#sockets.open(),
      application_name: 'iletimerkezi probe',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ readOnly: boolean }>(
        `select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as "readOnly"`,
      );
      if (rows[0]?.readOnly) throw readOnly();
    } catch (error) {
      // The limit is reached by connections that work.
      if (isConnectionLimit(error) && this.#pool.totalCount > 0) return;
      throw asStorageError(error);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

const readOnly = (): StorageError =>
  new StorageError(
    'database-read-only',
    'The database takes no writes: it is a standby, or default_transaction_read_only is on.',
    'Point `storage.url` at the primary server, and turn default_transaction_read_only off for the database and the user.',
  );

/** Counters and positions stay far below 2^53. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === pg.types.builtins.INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format);
}
