import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { PatientSockets } from './patient-sockets.js';
import type { Tables } from './schema.js';

/** How `pg` reaches a database: a connection string, or the socket of the embedded server. */
export type Connection = Pick<pg.ClientConfig, 'connectionString' | 'host' | 'port' | 'user' | 'database'>;

/**
 * Longer than any single statement of ours takes. A connection whose other end went away without a word
 * (half-open TCP) is given up after it, instead of holding its caller for ever.
 */
const SILENCE_LIMIT_MS = 60_000;

/** After this, closing waits no longer for a server that does not answer. */
const CLOSE_LIMIT_MS = 2_000;

/** The query builder over a pool; `close` ends it. */
export class Database {
  readonly kysely: Kysely<Tables>;
  readonly #sockets: PatientSockets;

  /**
   * @param size connections at most; the outbox uses 4 at rest and more only under load.
   * @param silenceMs how long an answer is waited for.
   */
  constructor(
    readonly connection: Connection,
    { size = 12, silenceMs = SILENCE_LIMIT_MS }: { size?: number; silenceMs?: number } = {},
  ) {
    // The pool closes idle connections after 10 s, so only one with an unanswered question is silent for longer.
    this.#sockets = new PatientSockets(silenceMs);
    const pool = new pg.Pool({
      ...connection,
      max: size,
      stream: () => this.#sockets.open(),
      keepAlive: true,
      application_name: 'iletimerkezi',
      connectionTimeoutMillis: 5_000,
      // The server gives up as well: else a transaction whose client it cannot see go keeps its locks, and a
      // statement that nobody waits for any more is worked on beside its repetition.
      idle_in_transaction_session_timeout: silenceMs,
      statement_timeout: silenceMs,
      types: { getTypeParser },
    });
    // An idle connection that breaks is replaced by the pool; the next query tells whether the database is gone.
    pool.on('error', () => undefined);
    // One in use may break between two queries of a transaction: the second is told. Unheard, it would end the host.
    pool.on('connect', (client) => client.on('error', () => undefined));
    this.kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema('iletimerkezi');
  }

  async close(): Promise<void> {
    await this.#sockets.cutAfter(CLOSE_LIMIT_MS, this.kysely.destroy());
  }
}

/** Counters and positions stay far below 2^53. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === pg.types.builtins.INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format);
}
