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

/**
 * A slot is free again this long after its order was answered, in milliseconds: a second, and the tolerance of the
 * account's clock.
 */
export const COOLDOWN_MS = 1_000 + CLOCK_TOLERANCE_MS;
const COOLDOWN = COOLDOWN_MS * MICROSECONDS;

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

/** Slots that start within this time are taken with one statement. */
const TAKEN_AHEAD = 100 * MICROSECONDS;

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

/** What to take slots for. */
export interface SlotRequest {
  /** Recipients of the orders to choose from, each 1 to 100. */
  readonly sizes: readonly number[];
  /** The largest number of slots to take. More than one only if all orders have the same size. */
  readonly count: number;
  /** How much sooner than the cooldown after its answer a slot may be taken. */
  readonly earlyMs: number;
  /** The account's clock as the caller expects it, in microseconds; undefined before its first answer. */
  readonly expected: number | undefined;
}

/** A slot whose order was answered, or will not be sent. */
export interface FreedSlot {
  readonly mark: number;
  /** How long ago that was, on the caller's monotonic clock. */
  readonly agoMs: number;
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
   * Takes slots: one for the largest of the orders that could be sent first, which leaves the fewest slots idle, and
   * further ones of the same size that start soon after. Adds the account's row if it is missing. The commit is
   * asynchronous: after a power failure, the second is over anyway.
   * @returns at least one slot, in the sequence of their starts.
   */
  async take(account: string, request: SlotRequest): Promise<Slot[]> {
    for (;;) {
      const slots = await this.#take(account, request);
      if (slots.length > 0) return slots;
      await this.#addRow(account);
    }
  }

  async #take(account: string, { sizes, count, earlyMs, expected }: SlotRequest): Promise<Slot[]> {
    const early = Math.round(earlyMs * MICROSECONDS);
    const { rows } = await sql<{ recipients: number; starts: string; now: number }>`
      with quick as materialized (select set_config('synchronous_commit', 'off', true) as setting),
      p as materialized (
        select l.* from iletimerkezi.rate_limits l, quick
         where l.account = ${account} and quick.setting = 'off' for update of l),
      state as (
        select now, db, p.last_start, array(select at from unnest(p.free_at) at order by 1) as free
          from p cross join lateral ${clock(expected)}),
      choice as (
        select *, (select max(n) from unnest(${sizes}::integer[]) n
            where free[n] <= greatest(now + ${early}::bigint, free[${Math.min(...sizes)}::integer]) + ${SAME_MOMENT}) as size
          from state),
      starts as (
        select n, greatest(last_start + n * size * ${GAP},
            max(greatest(now, free[n * size] - ${early}::bigint) - n * size * ${GAP}) over (order by n) + n * size * ${GAP})
            as start
          from choice cross join lateral generate_series(1, least(${count}::integer, ${PACE_LIMIT} / size)) as n),
      taken as (
        select array_agg(start order by n) as starts, count(*)::integer as n
          from starts, choice where n = 1 or start <= now + ${TAKEN_AHEAD})
      update iletimerkezi.rate_limits l set
          free_at = free[taken.n * size + 1 : ${PACE_LIMIT}]
            || array(select start + ${HELD} from unnest(starts) as start, generate_series(1, size)),
          last_start = starts[taken.n], now_at = now, skew = db - now
        from choice, taken where l.account = ${account}
      returning size as recipients, array_to_string(starts, ',') as starts, now`.execute(this.db);
    return rows.flatMap(({ recipients, starts, now }) =>
      starts
        .split(',')
        .map(Number)
        .map((start) => ({ recipients, inMs: (start - now) / MICROSECONDS, mark: start + HELD, now })),
    );
  }

  /**
   * Frees slots: each becomes available one cooldown after its order was answered. The account's clock does not run faster
   * than real time, so a slot that is freed late is not available early.
   * @returns the account's clock, in microseconds; undefined if the account has no row.
   */
  async free(
    account: string,
    slots: readonly FreedSlot[],
    expected: number | undefined,
  ): Promise<number | undefined> {
    const { rows } = await sql<{ now: number }>`
      with quick as materialized (select set_config('synchronous_commit', 'off', true) as setting)
      update iletimerkezi.rate_limits p set (free_at, now_at, skew) = (
        select array(
            select coalesce((
                select now + ${COOLDOWN} - min(ago)
                  from unnest(${slots.map(({ mark }) => mark)}::bigint[],
                    ${slots.map(({ agoMs }) => Math.floor(agoMs * MICROSECONDS))}::bigint[]) as freed (mark, ago)
                 where mark = at), at)
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
