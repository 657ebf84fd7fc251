import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { asStorageError, isConnectionLimit } from './database-errors.js';
import { StorageDialect } from './driver.js';
import { Listener } from './listener.js';
import { Outage, type OutageLog, type OutageTimes } from './outage.js';
import { TimedSockets } from './timed-sockets.js';
import type { Tables } from './schema.js';
import { StorageError } from './storage.errors.js';
import { DEFAULT_POOL } from '../options/storage.options.js';

/** The connection of `pg` to a database: a connection string, or the socket of the embedded server. */
export type Connection = Pick<pg.ClientConfig, 'connectionString' | 'host' | 'port' | 'user' | 'database'>;

/**
 * Longer than any single statement of the module takes. A connection whose other end disappeared (half-open TCP) is
 * closed after this time, so that its caller does not wait indefinitely.
 */
const SILENCE_LIMIT_MS = 60_000;

/** Maximum time that closing waits for a server that does not answer. */
const CLOSE_LIMIT_MS = 2_000;

/** Maximum time between an accepted connection and the end of its startup. */
const CONNECT_LIMIT_MS = 5_000;

/** Maximum time that a caller waits for a connection while the pool is exhausted. */
const POOL_WAIT_MS = 30_000;

/**
 * Maximum age of a connection. A prepared statement keeps its plan until the statistics of its tables change, so a plan
 * that was made for a small table is used at most this long after the table has grown.
 */
const MAX_LIFETIME_SECONDS = 60;

export interface DatabaseSettings {
  /** Maximum number of connections. The outbox uses 4 when idle and more only under load. */
  readonly size?: number;
  /** Maximum time to wait for an answer, in milliseconds. */
  readonly silenceMs?: number;
  /** Connects to the same database for notifications, without a pooler. */
  readonly listenUrl?: string;
  /** Logs outages and limitations of the connection. */
  readonly log?: OutageLog;
  readonly outageTimes?: OutageTimes;
}

const NO_LOG: OutageLog = { log: () => undefined, warn: () => undefined };

/** Limits the time to open a connection. The pool's own limit applies to waiting for a free connection. */
class ConnectingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT_LIMIT_MS });
  }
}

/** Provides the query builder over a connection pool. `close` ends the pool. */
export class Database {
  readonly kysely: Kysely<Tables>;
  readonly #sockets: TimedSockets;
  readonly #pool: pg.Pool;
  readonly #outage: Outage;
  readonly #listenUrl: string | undefined;
  readonly #log: OutageLog;
  #isClosed = false;

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
    // The pool closes idle connections after 10 s, so only a connection with a pending query is silent for longer.
    this.#sockets = new TimedSockets(silenceMs);
    const pool = new pg.Pool({
      ...connection,
      max: size,
      Client: ConnectingClient,
      // A transaction sends its start and its first statement without waiting in between.
      pipeline: true,
      stream: () => this.#sockets.open(),
      keepAlive: true,
      maxLifetimeSeconds: MAX_LIFETIME_SECONDS,
      application_name: 'iletimerkezi',
      connectionTimeoutMillis: POOL_WAIT_MS,
      // The server enforces the limit too. Otherwise a transaction whose client disappeared would keep its locks, and an
      // abandoned statement would run beside its repetition. Poolers refuse both parameters.
      idle_in_transaction_session_timeout: silenceMs,
      statement_timeout: silenceMs,
      types: { getTypeParser },
    });
    // The pool replaces an idle connection that breaks. The next query detects whether the database is gone.
    pool.on('error', () => undefined);
    // A connection may break between two queries of a transaction; the second query then rejects. An `error` event
    // without a listener would end the host's process.
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

  /** The start of the current outage; undefined while the database is available. */
  get unavailableSince(): Date | undefined {
    return this.#outage.since;
  }

  /** Whether `close` was called. Queries fail then. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** @throws StorageError unless the database accepts writes from its user, regardless of the privileges. */
  async requireWritable(): Promise<void> {
    await this.#probe();
  }

  /** Returns a listener for notifications. The caller starts and closes it. */
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
    this.#isClosed = true;
    await this.#sockets.cutAfter(
      CLOSE_LIMIT_MS,
      Promise.all([this.#outage.close(), this.kysely.destroy()]).then(() => undefined),
    );
  }

  /** Uses a separate connection: all connections of the pool may be in use or broken. */
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
      // The limit was reached by connections that work.
      if (isConnectionLimit(error) && this.#pool.totalCount > 0) return;
      throw asStorageError(error);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

const readOnly = (): StorageError => new StorageError('standby');

/** Parses `bigint` as a number: counters and positions stay far below 2^53. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === pg.types.builtins.INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format);
}
