import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.js';

/** Recipients a second for orders of up to this many. Source: provider documentation, overview, usage limits. */
export const PACE_LIMIT = 100;

const MICROSECONDS = 1_000;

/** A place is free again this long after its order has certainly arrived. */
const SECOND = 1_000 * MICROSECONDS;

/** What leaves within this time of its moment still has its place. */
export const LATEST_START_MS = 500;

/** An order without an answer counts as arrived this long after the latest moment at which it may have left. */
const LONGEST_WAY = 500 * MICROSECONDS;

/** How long a place is held for an order of which nothing more is heard: the instance died, or the provider is slow. */
const HELD = LATEST_START_MS * MICROSECONDS + LONGEST_WAY + SECOND;

/** Between one recipient's start and the next, so that a burst spreads and each order travels alone. */
const GAP = 5 * MICROSECONDS;

/** Orders that could start this close to one another could as well start together. */
const SAME_MOMENT = 500;

/** No place is further away than this, unless the database's clock was set back. */
const FARTHEST = 60 * SECOND;

/** Room for one order in the account's second. */
export interface Place {
  /** Which of the sizes that were asked for it is. */
  readonly recipients: number;
  /** Its moment, in milliseconds after the answer was on its way. */
  readonly inMs: number;
  /** What `free` is told. */
  readonly mark: number;
}

/**
 * One row per account, shared by all instances: a hundred places, and for each the moment from which it is free. All
 * times are the database's, and each is later than what it stands for, so no clocks are compared: a place counts as
 * left when its answer has come back, and waiting begins when the answer to the question is here.
 */
export class PaceRepository {
  constructor(private readonly db: Kysely<Tables>) {}

  /** Makes the account's row. */
  async prepare(account: string): Promise<void> {
    await sql`insert into iletimerkezi.paces (account, free_at)
      values (${account}, array_fill(0::bigint, array[${PACE_LIMIT}::integer])) on conflict do nothing`.execute(
      this.db,
    );
  }

  /**
   * Takes places for one order: the largest of those that could leave first, which leaves the fewest places idle.
   * Not waited for on disk: a power cut empties the second anyway.
   *
   * @param sizes recipients of the orders to choose from, each 1 to 100.
   * @param earlyMs how much sooner than a second after its answer a place may be taken.
   */
  async take(account: string, sizes: readonly number[], earlyMs: number): Promise<Place> {
    const early = Math.round(earlyMs * MICROSECONDS);
    const { rows } = await sql<{ recipients: number; inMs: number; mark: number }>`
      with quick as materialized (select set_config('synchronous_commit', 'off', true) as setting)
      update iletimerkezi.paces p set (free_at, last_start) = (
        select free[size + 1 : ${PACE_LIMIT}] || array_fill(start + ${HELD}, array[size]), start
          from (select free, size,
                  greatest(now, free[size] - ${early}::bigint, last_start + size * ${GAP}) as start
            from (select free, now, last_start, (select max(n) from unnest(${sizes}::integer[]) n
                    where free[n] <= greatest(now + ${early}::bigint, free[${Math.min(...sizes)}::integer]) + ${SAME_MOMENT}) as size
              from (select now, least(p.last_start, now + ${FARTHEST}) as last_start,
                      array(select least(at, now + ${FARTHEST}) from unnest(p.free_at) at order by 1) as free
                from (select ${NOW} as now offset 0) as clock) as state) as choice) as taken)
        from quick where p.account = ${account} and quick.setting = 'off'
      returning p.last_start + ${HELD} as mark, (p.last_start - ${NOW})::float8 / ${MICROSECONDS} as "inMs",
        (select count(*)::integer from unnest(p.free_at) at where at = p.last_start + ${HELD}) as recipients`.execute(
      this.db,
    );
    const [row] = rows;
    if (!row) throw new Error(`The account "${account}" has no pace; prepare() makes it.`);
    return row;
  }

  /** The orders of these places have been answered, or will not leave: each is free a second from now. */
  async free(account: string, marks: readonly number[]): Promise<void> {
    await sql`
      with quick as materialized (select set_config('synchronous_commit', 'off', true) as setting)
      update iletimerkezi.paces p set free_at =
        array(select case when at = any(${marks}::bigint[]) then now + ${SECOND} else at end
          from unnest(p.free_at) at, (select ${NOW} as now offset 0) as clock order by 1)
        from quick where p.account = ${account} and quick.setting = 'off'`.execute(this.db);
  }
}

const NOW = sql.raw('(extract(epoch from clock_timestamp()) * 1000000)::bigint');
