import { type Kysely, sql, type Transaction } from 'kysely';
import type { SpendRules } from '../../options/spend.options.js';
import { ownTransaction } from '../outbox/enqueue.js';
import { wakeOrders } from '../outbox/wake.js';
import { inTransaction } from '../repeat.js';
import type { Lane, Tables } from '../schema.js';
import { errorCode } from '../storage.errors.js';
import { committingRefusal } from './committing-refusal.js';
import { SpendLimitError } from './spend-limit.error.js';
import { nextStart, type SpendPeriod } from './spend-periods.js';
import { type Charge, mayUseReserve, SpendStatements } from './spend-statements.js';

/** The used part of a period's cap, in message credits. */
export interface PeriodSpend {
  /** When the period ends and its successor starts. */
  readonly endsAt: Date;
  /** Credits of messages whose bill is not known yet, by estimate. */
  readonly reserved: number;
  /** Credits that were billed. */
  readonly settled: number;
  /** The cap; null without one. */
  readonly cap: number | null;
  /** Credits that transactional messages can still use; null without a cap. */
  readonly left: number | null;
}

/** The spending of an account in the current periods, see {@link AccountService.spend}. */
export interface Spend {
  readonly day: PeriodSpend;
  readonly month: PeriodSpend;
  /** Orders that wait because of a cap. */
  readonly waiting: number;
}

/** Waiting orders that are tried in one run. */
const RELEASED_AT_ONCE = 100;

/** Differences that orders recorded are added to the counters once there are so many. */
const ENOUGH_CHANGES = 100;

/** SQLSTATE of a lock that was not released in time. Source: PostgreSQL documentation, error codes. */
const LOCK_NOT_AVAILABLE = '55P03';

/** Maximum wait of background work for the counters, in milliseconds: a transaction of the host may hold them for long. */
const LOCK_WAIT_MS = 1_000;

/** Retention of counters in months. */
const KEPT_MONTHS = 13;

const limitWait = (tx: Transaction<Tables>) =>
  sql`select set_config('lock_timeout', ${String(LOCK_WAIT_MS)}, true)`.execute(tx);

/** Reads and maintains the spend counters of an account, and counts its direct sends. */
export class SpendRepository {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly account: string,
    private readonly rules: SpendRules,
  ) {}

  async read(): Promise<Spend> {
    const { rows } = await sql<{
      period: SpendPeriod;
      starts: string;
      reserved: number;
      settled: number;
      waiting: number;
    }>`
      with today as (select (clock_timestamp() at time zone 'Europe/Istanbul')::date as day),
      periods as (
        select 'day' as period, day as starts, day as last from today
        union all select 'month', date_trunc('month', day)::date, (date_trunc('month', day) + interval '1 month - 1 day')::date
          from today),
      recorded as (
        select p.period, sum(c.reserved) as reserved, sum(c.settled) as settled
          from periods p join iletimerkezi.spend_changes c on c.account = ${this.account} and c.day between p.starts and p.last
         group by 1)
      select p.period, p.starts::text as starts,
        (coalesce(s.reserved, 0) + coalesce(r.reserved, 0))::float8 as reserved,
        (coalesce(s.settled, 0) + coalesce(r.settled, 0))::float8 as settled,
        (select count(*)::integer from iletimerkezi.spend_waiting w where w.account = ${this.account}) as waiting
      from periods p
      left join iletimerkezi.spend_periods s on s.account = ${this.account} and s.period = p.period and s.starts = p.starts
      left join recorded r on r.period = p.period`.execute(this.db);
    const of = (period: SpendPeriod, cap: number | null): PeriodSpend => {
      const row = rows.find((one) => one.period === period);
      if (row === undefined) throw new Error(`The counters of the ${period} were not returned.`);
      const { starts, reserved, settled } = row;
      const left = cap === null ? null : Math.max(0, cap - reserved - settled);
      return { endsAt: nextStart({ period, starts }), reserved, settled, cap, left };
    };
    const { perDay = null, perMonth = null } = this.rules;
    return { day: of('day', perDay), month: of('month', perMonth), waiting: rows[0]?.waiting ?? 0 };
  }

  /**
   * Reserves the credits of a direct send.
   * @throws SpendLimitError when they exceed a cap.
   */
  async reserve(
    credits: number,
    { kind, recipients }: { readonly kind: 'transactional' | 'commercial'; readonly recipients: number },
  ): Promise<Charge> {
    return committingRefusal(this.db, async (tx) => {
      const statements = this.#statements(tx);
      statements.checkCampaign(credits);
      const charge = {
        account: this.account,
        credits,
        day: await statements.today(),
        mayUseReserve: mayUseReserve(kind, recipients),
      };
      await statements.reserve(charge);
      return charge;
    });
  }

  /** Ends a direct send. @param billed its credits, or 0 when it did not leave. */
  async settle(charge: Charge, billed: number): Promise<void> {
    await new SpendStatements(ownTransaction(this.db), this.rules).settle(charge, billed);
  }

  /**
   * Releases orders that fit into the caps again, oldest first. Another instance that releases at the same moment gets
   * other orders.
   */
  async releaseWaiting(): Promise<void> {
    const { rows } = await sql<{ id: string }>`select order_id as id from iletimerkezi.spend_waiting
      where account = ${this.account} order by position limit ${RELEASED_AT_ONCE}`.execute(this.db);
    for (const { id } of rows) {
      await this.#release(id).catch(async (error: unknown) => {
        if (errorCode(error) === LOCK_NOT_AVAILABLE) return;
        if (!(error instanceof SpendLimitError)) throw error;
        await new SpendStatements(ownTransaction(this.db), this.rules).waitOn(id, error.retryAt);
      });
    }
  }

  /** Adds recorded differences to the counters, and deletes old counters. */
  async maintain(): Promise<void> {
    const { rows } = await sql`select from iletimerkezi.spend_changes where account = ${this.account}
      limit ${ENOUGH_CHANGES}`.execute(this.db);
    if (rows.length >= ENOUGH_CHANGES) {
      await inTransaction(this.db, async (tx) => {
        await limitWait(tx);
        await this.#statements(tx).fold(this.account);
      });
    }
    await sql`delete from iletimerkezi.spend_periods where account = ${this.account}
      and starts < (clock_timestamp() - make_interval(months => ${KEPT_MONTHS}::integer))::date`.execute(
      this.db,
    );
  }

  /**
   * The campaign is locked before its order, as when it is paused.
   * @throws SpendLimitError when the order still exceeds a cap. It waits on then.
   */
  async #release(id: string): Promise<void> {
    await inTransaction(this.db, async (tx) => {
      await limitWait(tx);
      const { rows } = await sql<{ state: string }>`select c.state from iletimerkezi.campaigns c
        where id = (select campaign_id from iletimerkezi.orders where id = ${id}) for share`.execute(tx);
      const taken = await sql`delete from iletimerkezi.spend_waiting where order_id = (
        select order_id from iletimerkezi.spend_waiting where order_id = ${id} for update skip locked)
        returning 1`.execute(tx);
      if (taken.rows.length === 0) return;
      const order = await this.#unblock(tx, id, rows[0]?.state === 'paused');
      // An order that has expired or was cancelled has only left the list.
      if (order === undefined) return;
      await this.#statements(tx).reserve(order.charge);
      await wakeOrders(tx, this.account, [order.lane]);
    });
  }

  async #unblock(
    tx: Transaction<Tables>,
    id: string,
    isPaused: boolean,
  ): Promise<{ readonly charge: Charge; readonly lane: Lane } | undefined> {
    const { rows } = await sql<{
      lane: Lane;
      kind: 'transactional' | 'commercial';
      recipients: number;
      credits: number;
      day: string;
    }>`
      update iletimerkezi.orders o set paused = ${isPaused},
          spend = (o.spend - 'waiting') || jsonb_build_object('day', (clock_timestamp() at time zone 'Europe/Istanbul')::date)
       where id = ${id} and state in ('pending', 'checking') and (not_after is null or not_after > clock_timestamp())
      returning lane, kind, recipient_count as recipients, (spend->>'credits')::float8 as credits,
        spend->>'day' as day`.execute(tx);
    const [row] = rows;
    if (row === undefined) return undefined;
    const { lane, kind, recipients, credits, day } = row;
    return {
      lane,
      charge: { account: this.account, credits, day, mayUseReserve: mayUseReserve(kind, recipients) },
    };
  }

  #statements(tx: Transaction<Tables>): SpendStatements {
    return new SpendStatements(ownTransaction(tx), this.rules);
  }
}
