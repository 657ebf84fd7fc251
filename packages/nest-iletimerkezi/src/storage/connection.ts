import { performance } from 'node:perf_hooks';
import { CompiledQuery, type DatabaseConnection, type QueryResult } from 'kysely';
import type pg from 'pg';
import { isPreparationFault, type PreparedStatements } from './prepared-statements.js';
import { repeatWhileLosing } from './repeat.js';

interface ConnectionSettings {
  /** Shared by the connections of a pool. */
  readonly prepared: PreparedStatements;
  /** Converts the error of a statement. */
  readonly toFailure: (error: unknown) => unknown;
}

/** Age of a connection when it discards its plans for the first time, in milliseconds. */
const FIRST_PLANS_MS = 1_000;

/** Maximum age of plans, in milliseconds. PostgreSQL collects statistics as often, which discards plans as well. */
const PLANS_MS = 60_000;

/** A statement without parameters whose rows are not read. */
interface DeferredQuery extends CompiledQuery {
  readonly isDeferred: true;
}

/** Makes a statement that, at the start of a transaction, is sent with the next statement. */
export const deferred = (text: string): DeferredQuery => ({ ...CompiledQuery.raw(text), isDeferred: true });

/** A connection of the pool. It prepares statements with parameters if the server allows it. */
export class StorageConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #settings: ConnectionSettings;
  #isDirect = false;
  #inTransaction = false;
  /** Statements that start the transaction, until its first statement is sent. */
  #start: string | undefined;
  #isBroken = false;
  readonly #since = performance.now();
  #plansUntil = this.#since + FIRST_PLANS_MS;

  constructor(client: pg.PoolClient, settings: ConnectionSettings) {
    this.#client = client;
    this.#settings = settings;
  }

  /**
   * Detects a pooler, on whose connections no statement is prepared: in transaction mode it may run the next transaction
   * on another connection of the server. A pooler assigns process ids to its clients that differ from the server's.
   */
  async detectPooler(): Promise<void> {
    const { rows } = await this.#client.query<{ pid: number }>('select pg_backend_pid() as pid');
    this.#isDirect = rows[0]?.pid === Reflect.get(this.#client, 'processID');
  }

  /**
   * Discards the plans of the prepared statements when the connection is twice as old as they were made for, at the latest
   * after a minute. A plan that was made for a new database may read an entire table, and tables fill faster than PostgreSQL
   * collects statistics. Call it outside of a transaction.
   */
  async refreshPlans(): Promise<void> {
    const now = performance.now();
    if (!this.#isDirect || now < this.#plansUntil) return;
    this.#plansUntil = now + Math.min(now - this.#since, PLANS_MS);
    await this.#client.query('discard plans');
  }

  /**
   * Executes a statement. Outside of a transaction, a statement that lost a conflict is repeated. The first statement of a
   * transaction is sent with its start: both take one round trip.
   */
  async executeQuery<Row>(query: CompiledQuery | DeferredQuery): Promise<QueryResult<Row>> {
    const start = this.#start;
    if (start !== undefined && 'isDeferred' in query) {
      this.#start = `${start}; ${query.sql}`;
      return { rows: [] };
    }
    this.#start = undefined;
    const execute = (): Promise<QueryResult<Row>> => this.#execute<Row>(query);
    try {
      // A failed transaction has to be repeated completely: see `inTransaction`.
      if (!this.#inTransaction) return await repeatWhileLosing(execute);
      // A transaction fails to start only if its connection does, and a failure behind its start aborts it. So the server
      // executes the statement in the transaction or not at all.
      const started = start === undefined ? undefined : this.#client.query(start);
      const result = execute();
      // Behind a start that failed, the statement fails because of it: the first failure is the reason.
      result.catch(() => undefined);
      await started;
      return await result;
    } catch (error) {
      throw this.#settings.toFailure(error);
    }
  }

  /**
   * Begins a transaction. The server learns of it with the first statement.
   * @param start the statement that starts it.
   */
  begin(start: string): void {
    this.#start = start;
    this.#inTransaction = true;
  }

  /** @throws Error when the server rolled back instead, because a statement of the transaction had failed. */
  async commit(): Promise<void> {
    try {
      if (this.#start !== undefined) return;
      const { command } = await this.#client.query('commit');
      if (command === 'ROLLBACK')
        throw new Error('The transaction was rolled back: one of its statements failed.');
    } catch (error) {
      throw this.#settings.toFailure(error);
    } finally {
      this.#endTransaction();
    }
  }

  /**
   * Rolls back. If that fails, `release` closes the connection, which rolls back as well, and the original error is
   * thrown.
   */
  async rollback(): Promise<void> {
    if (this.#start === undefined) await this.#client.query('rollback').catch(() => (this.#isBroken = true));
    this.#endTransaction();
  }

  #endTransaction(): void {
    this.#start = undefined;
    this.#inTransaction = false;
  }

  /** Returns the connection to the pool. */
  release(): void {
    this.#client.release(this.#isBroken);
  }

  streamQuery(): never {
    throw new Error('Results are not read as streams.');
  }

  async #execute<Row>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { prepared } = this.#settings;
    const name = this.#isDirect && parameters.length > 0 ? prepared.nameOf(text) : undefined;
    try {
      const { rows } = await this.#client.query({ name, text, values: [...parameters] });
      // A text with several statements returns an array of results.
      return { rows: rows ?? [] };
    } catch (error) {
      if (isPreparationFault(error)) prepared.disable();
      throw error;
    }
  }
}
