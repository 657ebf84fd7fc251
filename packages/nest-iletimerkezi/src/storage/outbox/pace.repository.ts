import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.js';

/** Recipients per second for orders of up to this many. Source: provider documentation, overview, usage limits. */
export const PACE_LIMIT = 100;

const MICROSECONDS = 1_000;

/**
 * How far one statement may advance the account's clock beyond what its caller expected when it sent it: statements wait
 * for the row and for the database. A caller that notices that the clock went too far sets it back.
 */
const LONGEST_STATEMENT = 250 * MICROSECONDS;

/** How far the account's clock may be ahead of real time without being noticed, in milliseconds. */
export const CLOCK_TOLERANCE_MS = 5;

/** A slot is free again this long after its order was answered: a second, and the tolerance of the account's clock. */
const COOLDOWN = (1_000 + CLOCK_TOLERANCE_MS) * MICROSECONDS;

/** An order sent within this time of its moment still has its slot. */
export const LATEST_START_MS = 500;

/** An order without an answer counts as arrived this long after the latest moment at which it may have been sent. */
const LONGEST_LATENCY = 500 * MICROSECONDS;

/** How long a slot is held for an order without an answer, because the instance crashed or the provider is slow. */
const HELD = LATEST_START_MS * MICROSECONDS + LONGEST_LATENCY + COOLDOWN;

/** Maximum time for which slots stay taken, in milliseconds after the last statement that took one. */
export const LONGEST_HOLD_MS = HELD / MICROSECONDS;

/** Interval between one recipient's start and the next, so that a burst is spread and each order is sent separately. */
const GAP = 5 * MICROSECONDS;

/** Orders that could start within this time of one another could also start together. */
const SAME_MOMENT = 500;

/** A slot of the account's rate limit, for one order. */
export interface Slot {
  /** The size that the slot is for, one of those requested. */
  readonly recipients: number;
  /** Its moment, in milliseconds after the answer was sent. */
  readonly inMs: number;
  /** The argument for `free`. */
  readonly mark: number;
  /** The account's clock at the statement, in microseconds. */
  readonly now: number;
}

/**
 * Stores one row for each account, shared by all instances: a hundred slots, and for each the moment from which it is
 * free.
 *
 * Moments use a clock of the account, which does not run faster than real time. It follows the database's clock, but each
 * statement passes the time that its caller expects, from its monotonic clock and earlier answers, and the account's
 * clock advances little beyond it. When the answer shows that it advanced too far, because the database's clock jumped
 * forward, the caller sets it back with `correct` and does not use the assigned slot. After a jump back, it stands still
 * for one statement. A caller without an earlier answer advances it no further than the last statement did.
 */
export class PaceRepository {
  constructor(private readonly db: Kysely<Tables>) {}

  async #addRow(account: string): Promise<void> {
    await sql`insert into iletimerkezi.rate_limits (account, free_at)
      values (${account}, array_fill(0::bigint, array[${PACE_LIMIT}::integer])) on conflict do nothing`.execute(
      this.db,
    );
  }

  /**
   * Takes slots for one order: the largest of those that could be sent first, which leaves the fewest slots idle. Adds
   * the account's row if it is missing. The commit is asynchronous: after a power failure, the second is over anyway.
   *
   * @param sizes recipients of the orders to choose from, each 1 to 100.
   * @param earlyMs how much sooner than the cooldown after its answer a slot may be taken.
   * @param expected the account's clock as the caller expects it, in microseconds; undefined before its first answer.
   */
  async take(
    account: string,
    sizes: readonly number[],
    earlyMs: number,
    expected: number | undefined,
  ): Promise<Slot> {
    for (;;) {
      const slot = await this.#take(account, sizes, earlyMs, expected);
      if (slot) return slot;
      await this.#addRow(account);
    }
  }

  async #take(
    account: string,
    sizes: readonly number[],
    earlyMs: number,
    expected: number | undefined,
  ): Promise<Slot | undefined> {
    const early = Math.round(earlyMs * MICROSECONDS);
    const { rows } = await sql<Slot>`
      with quick as materialized (select set_config('synchronous_commit', 'off', true) as setting)
      update iletimerkezi.rate_limits p set (free_at, last_start, now_at, skew) = (
        select free[size + 1 : ${PACE_LIMIT}] || array_fill(start + ${HELD}, array[size]), start, now, db - now
          from (select free, size, now, db,
                  greatest(now, free[size] - ${early}::bigint, p.last_start + size * ${GAP}) as start
            from (select free, now, db, (select max(n) from unnest(${sizes}::integer[]) n
                    where free[n] <= greatest(now + ${early}::bigint, free[${Math.min(...sizes)}::integer]) + ${SAME_MOMENT}) as size
              from (select now, db, array(select at from unnest(p.free_at) at order by 1) as free
                from ${clock(expected)}) as state) as choice) as taken)
        from quick where p.account = ${account} and quick.setting = 'off'
      returning p.last_start + ${HELD} as mark, (p.last_start - p.now_at)::float8 / ${MICROSECONDS} as "inMs",
        p.now_at as now,
        (select count(*)::integer from unnest(p.free_at) at where at = p.last_start + ${HELD}) as recipients`.execute(
      this.db,
    );
    return rows[0];
  }

  /**
   * Frees the slots of orders that were answered, or will not be sent: each becomes available one cooldown from now.
   * @returns the account's clock, in microseconds; undefined if the account has no row.
   */
  async free(
    account: string,
    marks: readonly number[],
    expected: number | undefined,
  ): Promise<number | undefined> {
    const { rows } = await sql<{ now: number }>`
      with quick as materialized (select set_config('synchronous_commit', 'off', true) as setting)
      update iletimerkezi.rate_limits p set (free_at, now_at, skew) = (
        select array(select case when at = any(${marks}::bigint[]) then now + ${COOLDOWN} else at end
            from unnest(p.free_at) at order by 1), now, db - now
          from ${clock(expected)})
        from quick where p.account = ${account} and quick.setting = 'off'
      returning p.now_at as now`.execute(this.db);
    return rows[0]?.now;
  }

  /** Sets the account's clock back to the maximum that the caller calculated, in microseconds. */
  async correct(account: string, latest: number): Promise<void> {
    await sql`update iletimerkezi.rate_limits p set now_at = ${latest}, skew = ${WALL} - ${latest}::bigint
      where account = ${account} and now_at > ${latest}`.execute(this.db);
  }
}

const WALL = sql.raw('(extract(epoch from clock_timestamp()) * 1000000)::bigint');

/** Selects the account's clock after this statement, and the database's clock, for the row `p`. */
const clock = (expected: number | undefined) => sql`(
  select db, greatest(p.now_at, least(db - p.skew, coalesce(${expected ?? null}::bigint + ${LONGEST_STATEMENT}, p.now_at))) as now
    from (select ${WALL} as db offset 0) as wall offset 0) as clock`;
