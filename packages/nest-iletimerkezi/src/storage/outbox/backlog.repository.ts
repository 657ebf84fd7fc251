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

/** The states of orders in the backlog. The index `orders_state` has the same condition. */
const STATES = ['checking', 'pending', 'claimed', 'submitting', 'unknown', 'held'] as const;
type BacklogState = (typeof STATES)[number];

/** The condition of the index, which a parameter does not imply. */
const IN_INDEX = sql.raw(`state in ('${STATES.join("', '")}')`);

/** Orders of one state that are counted at each call. Counting more of them takes longer than all other parts. */
const COUNTED = 2_000;

/** Maximum age of the count of a state with more orders, in milliseconds. */
const RECOUNT_AFTER_MS = 5_000;

interface Counted {
  readonly orders: Promise<number>;
  readonly since: number;
}

/**
 * Counts the backlog of an account. The time does not depend on its size, with one exception: the orders of a state with
 * more than 2,000 are counted completely at most every five seconds in this process.
 */
export class BacklogRepository {
  readonly #complete = new Map<BacklogState, Counted>();

  constructor(
    private readonly db: Kysely<Tables>,
    private readonly account: string,
  ) {}

  async read(): Promise<Backlog> {
    // Ranges in place of equality, because the order of a constant does not make the planner read the index in order, and
    // any other scan reads all orders of the state. The order that is due for the longest time is the first of its lane.
    const { rows } = await sql<{ counts: Partial<Record<BacklogState, number>>; oldest: Date | null }>`
      with counted as (
        select states.state, (select count(*)::float8 from (
            select from iletimerkezi.orders o
             where (o.account, o.state) >= (${this.account}, states.state)
               and (o.account, o.state) <= (${this.account}, states.state) and o.${IN_INDEX}
             order by o.account, o.state limit ${COUNTED}) as first) as orders
          from unnest(${STATES}::text[]) as states (state)),
      sendable as (
        select created_at from iletimerkezi.orders where account = ${this.account} and state in ('claimed', 'submitting')
        union all
        select first.created_at from (values ('instant'), ('bulk')) as lanes (lane) cross join lateral (
          select o.created_at from iletimerkezi.orders o
           where o.account = ${this.account} and o.lane = lanes.lane and o.state = 'pending' and not o.paused
             and o.not_before <= statement_timestamp()
           order by o.not_before, o.position limit 1) as first)
      select (select json_object_agg(state, orders) from counted) as counts,
        (select min(created_at) from sendable) as oldest`.execute(this.db);
    const [row] = rows;
    const counts = row?.counts ?? {};
    const of = (state: BacklogState): Promise<number> => this.#orders(state, counts[state] ?? 0);
    const waiting = await Promise.all([of('pending'), of('claimed'), of('submitting')]);
    return {
      waiting: waiting.reduce((sum, orders) => sum + orders, 0),
      checking: await of('checking'),
      unknown: await of('unknown'),
      held: await of('held'),
      oldest: row?.oldest ?? null,
    };
  }

  /** @param counted the number of orders in the state, or the limit if there are at least as many. */
  async #orders(state: BacklogState, counted: number): Promise<number> {
    if (counted < COUNTED) return counted;
    const known = this.#complete.get(state);
    const now = performance.now();
    if (known && now - known.since < RECOUNT_AFTER_MS) return Math.max(counted, await known.orders);
    const orders = this.#countAll(state);
    this.#complete.set(state, { orders, since: now });
    // A failed count is repeated by the next call.
    orders.catch(() => this.#complete.delete(state));
    return orders;
  }

  async #countAll(state: BacklogState): Promise<number> {
    const { rows } = await sql<{ orders: number }>`
      select count(*)::float8 as orders from iletimerkezi.orders
       where account = ${this.account} and state = ${state} and ${IN_INDEX}`.execute(this.db);
    return rows[0]?.orders ?? 0;
  }
}
