import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  PostgresDialect,
  PostgresDriver,
  type TransactionSettings,
} from 'kysely';
import type pg from 'pg';
import { asStorageError, isConnectionLimit, isStartupParameterRefused } from './database-errors.js';
import { repeatWhileLosing } from './repeat.js';
import { isOutage } from './storage.errors.js';

const LONGEST_PAUSE_MS = 400;

/** How long to retry to connect while the server or a pooler has no connection left. */
const CONNECTION_PATIENCE_MS = 15_000;

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

  override createDriver(): PostgresDriver {
    return new StorageDriver(this.settings);
  }
}

/**
 * Works with any PostgreSQL and behind poolers in transaction mode: it uses no session state. Transactions are READ
 * COMMITTED regardless of the database's default. A single statement that lost a conflict is repeated.
 */
class StorageDriver extends PostgresDriver {
  readonly #guarded = new WeakSet<DatabaseConnection>();
  readonly #inTransaction = new WeakSet<DatabaseConnection>();
  readonly #settings: DriverSettings;
  readonly #size: number;
  #growAt = Infinity;

  constructor(settings: DriverSettings) {
    super({ pool: settings.pool });
    this.#settings = settings;
    this.#size = settings.pool.options.max;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const until = performance.now() + CONNECTION_PATIENCE_MS;
    this.#grow();
    for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const { statement_timeout: sent } = this.#settings.pool.options;
      try {
        return this.#guard(await super.acquireConnection());
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
   * Starts a transaction in one round trip. The limits are set for the transaction: limits of a session would apply to
   * the next client of the pooler's connection.
   */
  override async beginTransaction(
    connection: DatabaseConnection,
    { isolationLevel = 'read committed', accessMode }: TransactionSettings,
  ): Promise<void> {
    const { silenceMs } = this.#settings;
    const begin = ['start transaction isolation level', isolationLevel, accessMode].filter(Boolean).join(' ');
    const limits = ['statement_timeout', 'idle_in_transaction_session_timeout'].map(
      (name) => `set local ${name} = ${silenceMs}`,
    );
    await connection.executeQuery(CompiledQuery.raw([begin, ...limits].join('; ')));
    this.#inTransaction.add(connection);
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection).finally(() => this.#inTransaction.delete(connection));
  }

  /**
   * Rolls back. If that fails, closes the connection, which rolls back as well, and leaves the original error to be
   * thrown.
   */
  override async rollbackTransaction(
    connection: Parameters<PostgresDriver['rollbackTransaction']>[0],
  ): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => undefined);
    this.#inTransaction.delete(connection);
  }

  /** Wraps a connection, so that every statement passes here, including those of transactions. */
  #guard(connection: DatabaseConnection): DatabaseConnection {
    if (this.#guarded.has(connection)) return connection;
    this.#guarded.add(connection);
    const execute: DatabaseConnection['executeQuery'] = connection.executeQuery.bind(connection);
    connection.executeQuery = async (query) => {
      try {
        // A failed transaction has to be repeated completely: see `inTransaction`.
        if (this.#inTransaction.has(connection)) return await execute(query);
        return await repeatWhileLosing(() => execute(query));
      } catch (error) {
        throw this.#failure(error);
      }
    };
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
