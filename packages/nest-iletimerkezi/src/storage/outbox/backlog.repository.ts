import { performance } from 'node:perf_hooks';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.js';

/** Orders that the provider has not accepted or refused yet. */
export interface Backlog {
  readonly waiting: number;
  /** Commercial orders whose recipients are being checked at the registry. */
  readonly checking: number;
  readonly unknown: number;
  readonly held: number;
  /** Since when the oldest sendable order waits. Paused orders are not sendable. */
  readonly oldest: Date | null;
}

/** The stages of orders in the backlog. The index `orders_open` has the same condition. */
const STAGES = ['checking', 'pending', 'in_hand', 'unknown', 'held'] as const;
type BacklogStage = (typeof STAGES)[number];

/** The condition of the index, which a parameter does not imply. */
const IN_INDEX = sql.raw(`stage in ('${STAGES.join("', '")}')`);

/** Orders of one stage that are counted at each call. Counting more of them takes longer than all other parts. */
const COUNTED = 2_000;

/** Maximum age of the count of a stage with more orders, in milliseconds. */
const RECOUNT_AFTER_MS = 5_000;

interface Counted {
  readonly orders: Promise<number>;
  readonly since: number;
}

/**
 * Counts the backlog of an account. The time does not depend on its size, with one exception: the orders of a stage with
 * more than 2,000 are counted completely at most every five seconds in this process.
 */
export class BacklogRepository {
  readonly #complete = new Map<BacklogStage, Counted>();

  constructor(
    private readonly db: Kysely<Tables>,
    private readonly account: string,
  ) {}

  async read(): Promise<Backlog> {
    // The order of the index makes the planner read it up to the limit; any other scan reads all orders of the stage.
    // Literals in place of parameters, because the number of rows differs between stages.
    const counts = STAGES.map(
      (stage) => sql`select ${sql.lit(stage)} as stage, (select count(*)::float8 from (
          select from iletimerkezi.orders o where o.stage = ${sql.lit(stage)} and o.account = ${this.account}
           order by o.lane limit ${COUNTED}) as first) as orders`,
    );
    const { rows } = await sql<{ counts: Partial<Record<BacklogStage, number>>; oldest: Date | null }>`
      with counted as (${sql.join(counts, sql` union all `)}),
      sendable as (
        select created_at from iletimerkezi.orders where stage = 'in_hand' and account = ${this.account}
        union all
        select first.created_at from (values ('instant'), ('bulk')) as lanes (lane) cross join lateral (
          select o.created_at from iletimerkezi.orders o
           where o.account = ${this.account} and o.lane = lanes.lane and o.stage = 'pending' and not o.paused
             and o.not_before <= statement_timestamp()
           order by o.not_before, o.position limit 1) as first)
      select (select json_object_agg(stage, orders) from counted) as counts,
        (select min(created_at) from sendable) as oldest`.execute(this.db);
    const [row] = rows;
    const of = (stage: BacklogStage): Promise<number> => this.#orders(stage, row?.counts[stage] ?? 0);
    const waiting = await Promise.all([of('pending'), of('in_hand')]);
    return {
      waiting: waiting.reduce((sum, orders) => sum + orders, 0),
      checking: await of('checking'),
      unknown: await of('unknown'),
      held: await of('held'),
      oldest: row?.oldest ?? null,
    };
  }

  /** @param counted the number of orders in the stage, or the limit if there are at least as many. */
  async #orders(stage: BacklogStage, counted: number): Promise<number> {
    if (counted < COUNTED) return counted;
    const known = this.#complete.get(stage);
    const now = performance.now();
    if (known && now - known.since < RECOUNT_AFTER_MS) return Math.max(counted, await known.orders);
    const orders = this.#countAll(stage);
    this.#complete.set(stage, { orders, since: now });
    // A failed count is repeated by the next call.
    orders.catch(() => this.#complete.delete(stage));
    return orders;
  }

  async #countAll(stage: BacklogStage): Promise<number> {
    const { rows } = await sql<{ orders: number }>`
      select count(*)::float8 as orders from iletimerkezi.orders
       where stage = ${stage} and account = ${this.account} and ${IN_INDEX}`.execute(this.db);
    return rows[0]?.orders ?? 0;
  }
}
