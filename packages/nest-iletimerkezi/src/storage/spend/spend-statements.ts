import { APPEND_EVENTS, eventType } from '../events/append-event.js';
import type { HostTransaction } from '../host-transaction.js';
import type { SpendRules } from '../../options/spend.options.js';
import { type SpendCap, SpendLimitError } from './spend-limit.error.js';
import {
  ANNOUNCED_SHARES,
  type AnnouncedShare,
  type CountedPeriod,
  nextStart,
  periodsOf,
} from './spend-periods.js';

/** An order whose credits count. */
export interface OrderCharge {
  readonly order: string;
  /** The parts of each of its texts. */
  readonly parts: readonly number[];
  readonly byPrice: boolean;
  /** The day for which it counts, if another order of its campaign has one already. */
  readonly day?: string | undefined;
}

/** Credits that count for a day. */
export interface Charge {
  readonly account: string;
  readonly credits: number;
  /** `YYYY-MM-DD` in Türkiye. */
  readonly day: string;
  readonly mayUseReserve: boolean;
}

/** Recipients up to which a transactional message may use the reserve: the limit of the instant lane. */
const RESERVE_RECIPIENTS = 100;

/** Returns whether a message may use the credits that are reserved for transactional messages. */
export const mayUseReserve = (kind: 'transactional' | 'commercial', recipients: number): boolean =>
  kind === 'transactional' && recipients <= RESERVE_RECIPIENTS;

/** The share of a cap, in percent, from which a refused message shows that the cap is used up. */
const NEARLY_USED = 80;

/** The day in Türkiye. The clock is read again for each message: a transaction of the host may be long. */
const TODAY = `(clock_timestamp() at time zone 'Europe/Istanbul')::date`;

const READ_DAY = `select ${TODAY}::text || left($1::text, 0) as day`;

/** The parts are an array with fixed-length items, so that each recipient finds the parts of its text at once. */
const MARK_ORDER = `with input as materialized (select ($1::text)::jsonb as j),
given as materialized (
  select (j->>'order')::uuid as id, (j->>'byPrice')::boolean as by_price, coalesce((j->>'day')::date, ${TODAY}) as day,
    array(select value::bigint from jsonb_array_elements_text(j->'parts') with ordinality as p (value, place) order by place) as parts
  from input)
update iletimerkezi.orders o set spend = jsonb_build_object('day', given.day, 'byPrice', given.by_price, 'credits',
  case when cardinality(given.parts) = 1 then given.parts[1] * o.recipient_count
    else (select coalesce(sum(given.parts[r.text_index + 1]), 0)::bigint from iletimerkezi.recipients r
      where r.order_id = o.id and r.status <> 'withheld') end)
from given where o.id = given.id
returning o.spend->>'day' as day, (o.spend->>'credits')::float8 as credits`;

const MARK_COPY = `with input as (select ($1::text)::jsonb as j)
update iletimerkezi.orders o set spend = f.spend || jsonb_build_object('day', ${TODAY})
from input, iletimerkezi.orders f
where o.id = (j->>'second')::uuid and f.id = (j->>'first')::uuid and f.spend is not null
returning o.account, o.kind, o.recipient_count as recipients, o.spend->>'day' as day, (o.spend->>'credits')::float8 as credits`;

/** Waits for other transactions that count for the same periods, and sees their counters. */
const RESERVE = `with input as (select ($1::text)::jsonb as j),
given as (
  select j->>'account' as account, (j->>'credits')::bigint as credits, p.period, p.starts, p.usable
  from input cross join lateral jsonb_to_recordset(j->'periods') as p (period text, starts date, usable bigint))
insert into iletimerkezi.spend_periods as s (account, period, starts, reserved)
select account, period, starts, credits from given where usable is null or credits <= usable order by period desc
on conflict (account, period, starts) do update set reserved = s.reserved + excluded.reserved
  where (select usable from given where given.period = excluded.period) is null
    or s.reserved + s.settled + excluded.reserved <= (select usable from given where given.period = excluded.period)
returning s.period, (s.reserved + s.settled)::float8 as used, s.announced`;

const GIVE_BACK = `with input as (select ($1::text)::jsonb as j)
update iletimerkezi.spend_periods s set reserved = s.reserved - (j->>'credits')::bigint
from input cross join lateral jsonb_to_recordset(j->'periods') as p (period text, starts date)
where s.account = j->>'account' and s.period = p.period and s.starts = p.starts`;

/** Locks the counters that have differences to add. */
const LOCK = `with input as (select ($1::text)::jsonb as j)
select from iletimerkezi.spend_periods s
where account = (select j->>'account' from input) and starts >= (
  select date_trunc('month', min(c.day))::date from iletimerkezi.spend_changes c, input where c.account = j->>'account')
order by period desc, starts for update`;

const COUNTERS = `with input as (select ($1::text)::jsonb as j)
select s.period, (s.reserved + s.settled)::float8 as used, s.announced
from input cross join lateral jsonb_to_recordset(j->'periods') as p (period text, starts date)
join iletimerkezi.spend_periods s on s.account = j->>'account' and s.period = p.period and s.starts = p.starts`;

/** Adds the recorded differences to the counters. Call it when the counters are locked. */
const FOLD = `with input as (select ($1::text)::jsonb as j),
gone as (
  delete from iletimerkezi.spend_changes c using input where c.account = j->>'account'
  returning c.account, c.day, c.reserved, c.settled),
sums as (
  select account, 'day' as period, day as starts, sum(reserved) as reserved, sum(settled) as settled from gone group by 1, 3
  union all
  select account, 'month', date_trunc('month', day)::date, sum(reserved), sum(settled) from gone group by 1, 3)
update iletimerkezi.spend_periods s set reserved = s.reserved + sums.reserved, settled = s.settled + sums.settled
from sums where s.account = sums.account and s.period = sums.period and s.starts = sums.starts`;

const ANNOUNCE = `with input as (select ($1::text)::jsonb as j),
given as (
  select j->>'account' as account, p.* from input cross join lateral
    jsonb_to_recordset(j->'periods') as p (period text, starts date, announced smallint, events jsonb)),
moved as (
  update iletimerkezi.spend_periods s set announced = given.announced from given
   where s.account = given.account and s.period = given.period and s.starts = given.starts
     and s.announced < given.announced
  returning given.account, given.events),
logged as (
  ${APPEND_EVENTS}
  select account, ${eventType('spend-limit')}, null::uuid, null::uuid, event
  from moved cross join lateral jsonb_array_elements(moved.events) as event)
select pg_notify('iletimerkezi_events', '')::text as notified from moved limit 1`;

const WAIT = `with input as (select ($1::text)::jsonb as j),
held as (
  update iletimerkezi.orders o set paused = true, spend = o.spend || jsonb_build_object('waiting', j->>'retryAt') from input
   where o.id = (j->>'order')::uuid
  returning o.id, o.account, o.position)
insert into iletimerkezi.spend_waiting (order_id, account, position) select id, account, position from held`;

const WAIT_ON = `with input as (select ($1::text)::jsonb as j)
update iletimerkezi.orders o set spend = o.spend || jsonb_build_object('waiting', j->>'retryAt') from input
where o.id = (j->>'order')::uuid and o.spend ? 'waiting' and o.spend->>'waiting' is distinct from j->>'retryAt'`;

const SETTLE = `with input as (select ($1::text)::jsonb as j)
insert into iletimerkezi.spend_changes (account, day, reserved, settled)
select j->>'account', (j->>'day')::date, -(j->>'credits')::bigint, (j->>'settled')::bigint from input`;

/** A counter after a statement that reserved credits. */
interface Reserved {
  readonly period: string;
  readonly used: number;
  readonly announced: number;
}

/**
 * Counts credits in a transaction of the host or of the module. The counters of an account are locked from the first
 * reservation until the transaction ends, so that concurrent transactions never exceed a cap.
 */
export class SpendStatements {
  constructor(
    private readonly tx: HostTransaction,
    private readonly rules: SpendRules,
  ) {}

  /** Returns the current day in Türkiye, by the database's clock. */
  async today(): Promise<string> {
    const [row] = await this.tx.run(READ_DAY, '');
    return String(row?.['day']);
  }

  /** Stores the credits of an order on it. @returns the credits, and the day for which they count. */
  async mark(charge: OrderCharge): Promise<{ readonly credits: number; readonly day: string }> {
    const [row] = await this.#run(MARK_ORDER, charge);
    return { credits: Number(row?.['credits']), day: String(row?.['day']) };
  }

  /** Counts a second order like the first. @returns undefined when the first order has not counted. */
  async markCopy(first: string, second: string): Promise<Charge | undefined> {
    const [row] = await this.#run(MARK_COPY, { first, second });
    if (row === undefined) return undefined;
    const kind = row['kind'] === 'transactional' ? 'transactional' : 'commercial';
    return {
      account: String(row['account']),
      credits: Number(row['credits']),
      day: String(row['day']),
      mayUseReserve: mayUseReserve(kind, Number(row['recipients'])),
    };
  }

  /** @throws SpendLimitError when a campaign has more credits than `perCampaign` allows. */
  checkCampaign(credits: number): void {
    const { perCampaign } = this.rules;
    if (perCampaign === undefined || credits <= perCampaign) return;
    throw new SpendLimitError({ cap: 'perCampaign', limit: perCampaign, credits });
  }

  /**
   * Returns the periods that a message counts for.
   * @throws SpendLimitError without `retryAt` when it is larger than a cap.
   */
  checkSize(charge: Charge): readonly CountedPeriod[] {
    const periods = periodsOf(charge.day, this.rules, charge.mayUseReserve);
    for (const counted of periods) {
      if (counted.usable !== null && charge.credits > counted.usable) throw this.#exceeded(counted, charge);
    }
    return periods;
  }

  /**
   * Reserves credits in the periods of their day. Announces the shares of the caps that are reached.
   * @throws SpendLimitError when they exceed a cap. The counters are unchanged then.
   */
  async reserve(charge: Charge): Promise<void> {
    if (charge.credits === 0) return;
    const periods = this.checkSize(charge);
    let reserved = await this.#tryReserve(charge, periods);
    if (reserved.length < periods.length) {
      // Orders that ended without a bill have given credits back since the counters were written.
      await this.fold(charge.account);
      reserved = await this.#tryReserve(charge, periods);
    }
    const refusing = periods.filter(({ period }) => reserved.every((one) => one.period !== period));
    if (refusing.length === 0) return this.#announce(charge.account, periods, reserved);
    await this.#announceExhausted(charge.account, refusing);
    // The month is first: the next month starts when the next day does, or later.
    const [latest] = refusing;
    if (latest !== undefined) throw this.#exceeded(latest, charge, nextStart(latest));
  }

  /**
   * Leaves an order that exceeds a cap to the worker that releases it in a later period.
   * @param retryAt the start of that period.
   */
  async wait(order: string, retryAt: Date | undefined): Promise<void> {
    await this.#run(WAIT, { order, retryAt });
  }

  /** Stores until when an order waits that was tried in vain. */
  async waitOn(order: string, retryAt: Date | undefined): Promise<void> {
    await this.#run(WAIT_ON, { order, retryAt });
  }

  /** Adds the differences that orders recorded to the counters of the account. */
  async fold(account: string): Promise<void> {
    await this.#run(LOCK, { account });
    await this.#run(FOLD, { account });
  }

  /** Records the end of a direct send: the credits that were reserved, and those that were billed. */
  async settle({ account, day, credits }: Charge, settled: number): Promise<void> {
    if (credits > 0) await this.#run(SETTLE, { account, day, credits, settled });
  }

  /** @returns the counters; without effect, and fewer than `periods`, when a cap would be exceeded. */
  async #tryReserve(
    { account, credits }: Charge,
    periods: readonly CountedPeriod[],
  ): Promise<readonly Reserved[]> {
    const reserved = (await this.#run(RESERVE, { account, credits, periods })).map(counterOf);
    if (reserved.length === periods.length) return reserved;
    const taken = periods.filter(({ period }) => reserved.some((one) => one.period === period));
    if (taken.length > 0) await this.#run(GIVE_BACK, { account, credits, periods: taken });
    return reserved;
  }

  async #announce(
    account: string,
    periods: readonly CountedPeriod[],
    counters: readonly Reserved[],
  ): Promise<void> {
    const news = periods.flatMap(({ period, starts, cap }) => {
      const counter = counters.find((one) => one.period === period);
      if (cap === undefined || counter === undefined) return [];
      const shares = ANNOUNCED_SHARES.filter(
        (share) => counter.used * 100 >= cap * share && share > counter.announced,
      );
      const announced = shares.at(-1);
      const event = (percent: AnnouncedShare) => ({ period, starts, percent, cap });
      return announced === undefined ? [] : [{ period, starts, announced, events: shares.map(event) }];
    });
    if (news.length > 0) await this.#run(ANNOUNCE, { account, periods: news });
  }

  /**
   * Announces that caps are used up as far as messages fit. A large message may be refused long before; that is not
   * announced.
   */
  async #announceExhausted(account: string, refusing: readonly CountedPeriod[]): Promise<void> {
    const unreserved = refusing.filter(({ cap, usable }) => cap === usable);
    const counters = (await this.#run(COUNTERS, { account, periods: unreserved })).map(counterOf);
    const exhausted = unreserved.flatMap(({ period, cap = 0 }) => {
      const counter = counters.find((one) => one.period === period);
      return counter && counter.used * 100 >= cap * NEARLY_USED ? [{ ...counter, used: cap }] : [];
    });
    await this.#announce(account, unreserved, exhausted);
  }

  #exceeded({ period }: CountedPeriod, { credits }: Charge, retryAt?: Date): SpendLimitError {
    const cap: SpendCap = period === 'day' ? 'perDay' : 'perMonth';
    return new SpendLimitError({ cap, limit: this.rules[cap] ?? 0, credits, ...(retryAt && { retryAt }) });
  }

  #run(text: string, input: object): Promise<readonly Record<string, unknown>[]> {
    return this.tx.run(text, JSON.stringify(input));
  }
}

const counterOf = ({ period, used, announced }: Record<string, unknown>): Reserved => ({
  period: String(period),
  used: Number(used),
  announced: Number(announced),
});
