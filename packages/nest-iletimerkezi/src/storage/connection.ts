import { performance } from 'node:perf_hooks';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
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

/** A connection of the pool. It prepares statements with parameters if the server allows it. */
export class StorageConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #settings: ConnectionSettings;
  #isDirect = false;
  #inTransaction = false;
  /** Starts the transaction. Sent with or before its first statement. */
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
   * transaction starts it in the same round trip, if it has no parameters.
   */
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const execute = (): Promise<QueryResult<Row>> => this.#execute<Row>(query);
    try {
      const start = this.#start;
      this.#start = undefined;
      if (start !== undefined && query.parameters.length === 0)
        return await this.#startWith<Row>(start, query);
      if (start !== undefined) await this.#client.query(start);
      // A failed transaction has to be repeated completely: see `inTransaction`.
      return await (this.#inTransaction ? execute() : repeatWhileLosing(execute));
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

  /** The server executes the statement only if the transaction has started. */
  async #startWith<Row>(start: string, { sql: text }: CompiledQuery): Promise<QueryResult<Row>> {
    const results: unknown = await this.#client.query(`${start}; ${text}`);
    // One result for each statement of the text.
    const { rows } = (results as QueryResult<Row>[]).at(-1) ?? { rows: [] };
    return { rows };
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
