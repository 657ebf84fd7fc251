import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.js';

/**
 * Limit of recipients per second for the transactional orders of one account. Larger orders have a limit of their own.
 * Source: provider documentation, overview, usage limits.
 */
export const RECIPIENTS_PER_SECOND = 100;

/** Microseconds in a millisecond. */
export const MICROSECONDS = 1_000;

/**
 * The maximum by which one statement may advance the account's clock beyond what its caller expected when it sent it: statements wait
 * for the row and for the database. A caller that notices that the clock went too far sets it back.
 */
const LONGEST_STATEMENT = 250 * MICROSECONDS;

/** Maximum lead of the account's clock over real time that goes unnoticed, in milliseconds. */
export const CLOCK_TOLERANCE_MS = 5;

/**
 * A slot is free again this long after its order was answered, in milliseconds: a second, and the tolerance of the
 * account's clock.
 */
export const COOLDOWN_MS = 1_000 + CLOCK_TOLERANCE_MS;
const COOLDOWN = COOLDOWN_MS * MICROSECONDS;

/** A slot expires this long after its start, in milliseconds. */
export const LATEST_START_MS = 500;

/** An order without an answer counts as arrived this long after the latest time at which it may have been sent. */
const LONGEST_LATENCY = 500 * MICROSECONDS;

/** Time for which a slot is held for an order without an answer, because the instance crashed or the provider is slow. */
const HELD = LATEST_START_MS * MICROSECONDS + LONGEST_LATENCY + COOLDOWN;

/** Maximum time for which slots stay taken, in milliseconds after the last statement that took one. */
export const LONGEST_HOLD_MS = HELD / MICROSECONDS;

/** Interval between one recipient's start and the next, so that a burst is spread and each order is sent separately. */
const GAP = 5 * MICROSECONDS;

/** Starts that differ by no more than this, in microseconds, count as equal. */
const EQUAL_START = 500;

/** Slots that start within this time are taken with one statement. */
const TAKEN_AHEAD = 100 * MICROSECONDS;

/** A slot of the account's rate limit, for one order. */
export interface Slot {
  /** The size that the slot is for, one of those requested. */
  readonly recipients: number;
  /** Start of the slot, in milliseconds after the answer of the database was sent. */
  readonly inMs: number;
  /** Identifies the slot in `free`: the time until which it is held, in microseconds of the account's clock. */
  readonly id: number;
  /** The account's clock at the statement, in microseconds. */
  readonly now: number;
}

/** The orders to take slots for. */
export interface SlotRequest {
  /** Recipients of the orders to choose from, each 1 to 100. */
  readonly sizes: readonly number[];
  /** The largest number of slots to take. More than one only if all orders have the same size. */
  readonly count: number;
  /** Time by which a slot may be taken before its cooldown ends, in milliseconds. */
  readonly earlyMs: number;
  /** The account's clock as the caller expects it, in microseconds; undefined before its first answer. */
  readonly expected: number | undefined;
}

/** A slot whose order was answered, or will not be sent. */
export interface FreedSlot {
  readonly id: number;
  /** Time since then, on the caller's monotonic clock, in milliseconds. */
  readonly agoMs: number;
}

/**
 * Stores the rate limit of each account in one row that all instances share: a hundred slots, each with the time from which
 * it is free.
 *
 * Times use a clock of the account, which does not run faster than real time. It follows the database's clock, but each
 * statement passes the time that its caller expects, from its monotonic clock and earlier answers, and the account's
 * clock advances little beyond it. When the answer shows that it advanced too far, because the database's clock jumped
 * forward, the caller sets it back with `correct` and does not use the assigned slot. After a jump back, it stands still
 * for one statement. A caller without an earlier answer advances it no further than the last statement did.
 */
export class RateLimitRepository {
  constructor(private readonly db: Kysely<Tables>) {}

  async #addRow(account: string): Promise<void> {
    await sql`insert into iletimerkezi.rate_limits (account, free_at)
      values (${account}, array_fill(0::bigint, array[${RECIPIENTS_PER_SECOND}::integer])) on conflict do nothing`.execute(
      this.db,
    );
  }

  /**
   * Takes slots: one for the largest of the orders that could start first, which leaves the fewest slots unused, and
   * further ones of the same size that start soon after. Adds the account's row if it is missing. The commit is
   * asynchronous, because the slots have expired by the time the database runs again after a power failure.
   * @returns at least one slot, ordered by start.
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
            where free[n] <= greatest(now + ${early}::bigint, free[${Math.min(...sizes)}::integer]) + ${EQUAL_START}) as size
          from state),
      starts as (
        select n, greatest(last_start + n * size * ${GAP},
            max(greatest(now, free[n * size] - ${early}::bigint) - n * size * ${GAP}) over (order by n) + n * size * ${GAP})
            as start
          from choice cross join lateral generate_series(1, least(${count}::integer, ${RECIPIENTS_PER_SECOND} / size)) as n),
      taken as (
        select array_agg(start order by n) as starts, count(*)::integer as n
          from starts, choice where n = 1 or start <= now + ${TAKEN_AHEAD})
      update iletimerkezi.rate_limits l set
          free_at = free[taken.n * size + 1 : ${RECIPIENTS_PER_SECOND}]
            || array(select start + ${HELD} from unnest(starts) as start, generate_series(1, size)),
          last_start = starts[taken.n], now_at = now, skew = db - now
        from choice, taken where l.account = ${account}
      returning size as recipients, array_to_string(starts, ',') as starts, now`.execute(this.db);
    return rows.flatMap(({ recipients, starts, now }) =>
      starts
        .split(',')
        .map(Number)
        .map((start) => ({ recipients, inMs: (start - now) / MICROSECONDS, id: start + HELD, now })),
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
                  from unnest(${slots.map(({ id }) => id)}::bigint[],
                    ${slots.map(({ agoMs }) => Math.floor(agoMs * MICROSECONDS))}::bigint[]) as freed (id, ago)
                 where id = at), at)
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
