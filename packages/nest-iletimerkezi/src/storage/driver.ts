import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Driver, PostgresDialect, type TransactionSettings } from 'kysely';
import type pg from 'pg';
import { StorageConnection } from './connection.js';
import { asStorageError, isConnectionLimit, isStartupParameterRefused } from './database-errors.js';
import { PreparedStatements } from './prepared-statements.js';
import { isOutage } from './storage.errors.js';

const LONGEST_PAUSE_MS = 400;

const LIMITS = ['statement_timeout', 'idle_in_transaction_session_timeout'];

/** Time for which connecting is retried while the server or a pooler has no connection left. */
const CONNECTION_TIMEOUT_MS = 15_000;

/** Time after which a pool that was reduced because of the server's limit grows by one connection. */
const GROW_AFTER_MS = 30_000;

export interface DriverSettings {
  readonly pool: pg.Pool;
  /** The server ends a statement, or a transaction whose client is silent, after this time. */
  readonly silenceMs: number;
  /** Called when a statement or a connection failed because the database is unavailable. */
  readonly outage: (failure: unknown) => void;
  /** Called once for each limitation of the connection that is detected. */
  readonly notice: (message: string) => void;
}

/** Kysely's dialect for PostgreSQL. Its driver repeats statements and translates errors. */
export class StorageDialect extends PostgresDialect {
  constructor(private readonly settings: DriverSettings) {
    super({ pool: settings.pool });
  }

  override createDriver(): Driver {
    return new StorageDriver(this.settings);
  }
}

/**
 * Works with any PostgreSQL and behind poolers in transaction mode: it depends on no session state, and prepares
 * statements only on connections without a pooler. Transactions are READ COMMITTED regardless of the database's default.
 * A single statement that lost a conflict is repeated.
 */
class StorageDriver implements Driver {
  readonly #connections = new WeakMap<pg.PoolClient, StorageConnection>();
  readonly #prepared = new PreparedStatements();
  readonly #settings: DriverSettings;
  readonly #size: number;
  #growAt = Infinity;

  constructor(settings: DriverSettings) {
    this.#settings = settings;
    this.#size = settings.pool.options.max;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<StorageConnection> {
    const until = performance.now() + CONNECTION_TIMEOUT_MS;
    this.#grow();
    for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const { statement_timeout: sent } = this.#settings.pool.options;
      try {
        return await this.#connect();
      } catch (error) {
        if (sent !== undefined && isStartupParameterRefused(error)) {
          this.#dropStartupParameters();
        } else if (isConnectionLimit(error) && performance.now() < until) {
          this.#shrink();
          await sleep(pauseMs);
        } else throw this.#failure(error);
      }
    }
  }

  /**
   * Begins a transaction. Where a pooler refused the limits as startup parameters, they are set for the transaction: limits
   * of a session would apply to the next client of the pooler's connection.
   */
  async beginTransaction(
    connection: StorageConnection,
    { isolationLevel = 'read committed', accessMode }: TransactionSettings,
  ): Promise<void> {
    const { silenceMs, pool } = this.#settings;
    const begin = ['start transaction isolation level', isolationLevel, accessMode].filter(Boolean).join(' ');
    const hasLimits = pool.options.statement_timeout !== undefined;
    const limits = hasLimits ? [] : LIMITS.map((name) => `set local ${name} = ${silenceMs}`);
    connection.begin([begin, ...limits].join('; '));
  }

  async commitTransaction(connection: StorageConnection): Promise<void> {
    await connection.commit();
  }

  async rollbackTransaction(connection: StorageConnection): Promise<void> {
    await connection.rollback();
  }

  async releaseConnection(connection: StorageConnection): Promise<void> {
    connection.release();
  }

  async destroy(): Promise<void> {
    await this.#settings.pool.end();
  }

  async #connect(): Promise<StorageConnection> {
    const client = await this.#settings.pool.connect();
    const known = this.#connections.get(client);
    const connection =
      known ??
      new StorageConnection(client, {
        prepared: this.#prepared,
        toFailure: (error) => this.#failure(error),
      });
    try {
      await (known ? known.refreshPlans() : connection.detectPooler());
    } catch (error) {
      client.release(true);
      throw error;
    }
    this.#connections.set(client, connection);
    return connection;
  }

  #failure(error: unknown): unknown {
    const failure = asStorageError(error);
    if (isOutage(failure)) this.#settings.outage(failure);
    return failure;
  }

  #dropStartupParameters(): void {
    const { options } = this.#settings.pool;
    if (options.statement_timeout === undefined) return;
    delete options.statement_timeout;
    delete options.idle_in_transaction_session_timeout;
    this.#settings.notice(
      'Storage: the database is behind a connection pooler that refuses startup parameters. Statement timeouts are ' +
        'set in each transaction; set statement_timeout of the database user for single statements.',
    );
  }

  /**
   * Reduces the pool when no connection is left: waiting callers get the next connection that is returned to the pool.
   */
  #shrink(): void {
    const { pool, notice } = this.#settings;
    const max = Math.max(1, Math.min(pool.options.max, pool.totalCount));
    if (pool.options.max === this.#size && max < this.#size) {
      notice(
        `Storage: the server has no more connections for this user (53300). This process continues with ${max} of ` +
          `${this.#size} and asks for more later; set \`storage.pool\` to what the limit allows.`,
      );
    }
    pool.options.max = max;
    this.#growAt = performance.now() + GROW_AFTER_MS;
  }

  #grow(): void {
    const { options } = this.#settings.pool;
    if (performance.now() < this.#growAt) return;
    options.max = Math.min(this.#size, options.max + 1);
    this.#growAt = options.max === this.#size ? Infinity : performance.now() + GROW_AFTER_MS;
  }
}
