import { type CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Connection } from '../storage/database.js';
import type { Tables } from '../storage/schema.js';

/** A node of a plan in JSON, as `explain (analyze, format json)` returns it. */
interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** The number of rows that one scan of a table read. */
export interface ScannedRows {
  readonly scan: string;
  readonly rows: number;
}

/** Records statements, and explains each one: a measure of their work that does not depend on the machine. */
export class Explained {
  readonly #queries: CompiledQuery[] = [];
  readonly #pool: pg.Pool;
  readonly kysely: Kysely<Tables>;

  constructor(connection: Connection) {
    this.#pool = new pg.Pool(connection);
    this.kysely = new Kysely<Tables>({
      dialect: new PostgresDialect({ pool: this.#pool }),
      log: ({ level, query }) => {
        if (level === 'query') this.#queries.push(query);
      },
    }).withSchema('iletimerkezi');
  }

  /**
   * Runs the work, then explains its statements.
   * @returns the scans of tables with the rows that each read.
   * @throws Error when there is no scan: a check of an empty list would prove nothing.
   */
  async scansOf(work: () => Promise<unknown>): Promise<ScannedRows[]> {
    this.#queries.length = 0;
    await work();
    const scans: ScannedRows[] = [];
    for (const { sql: text, parameters } of this.#queries.filter((query) => isStatement(query.sql))) {
      const client = await this.#pool.connect();
      try {
        await client.query('begin');
        const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
          `explain (analyze, format json) ${text}`,
          [...parameters],
        );
        for (const plan of rows) scans.push(...scansIn(plan['QUERY PLAN'][0].Plan));
      } finally {
        await client.query('rollback');
        client.release();
      }
    }
    if (scans.length === 0) throw new Error('No statement of this work scans a table.');
    return scans;
  }

  /** Updates the statistics of the planner. */
  async analyze(): Promise<void> {
    await sql`analyze`.execute(this.kysely);
  }

  async close(): Promise<void> {
    await this.kysely.destroy();
  }
}

const isStatement = (text: string): boolean => /^\s*(select|insert|update|delete|with)/i.test(text);

function scansIn(plan: Plan): ScannedRows[] {
  const { 'Relation Name': table, 'Index Name': index, 'Actual Loops': loops } = plan;
  const rows = (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * loops;
  const isScan = table !== undefined && plan['Node Type'].endsWith('Scan');
  return [
    ...(isScan ? [{ scan: `${plan['Node Type']} of ${table} ${index ?? ''}`.trim(), rows }] : []),
    ...(plan.Plans ?? []).flatMap(scansIn),
  ];
}
