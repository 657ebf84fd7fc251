import { type Kysely, type RawBuilder, sql } from 'kysely';
import { newId } from '../../common/ids.js';
import { accountsWhere } from '../due-work.repository.js';
import type { Tables } from '../schema.js';

/** A span of the provider's time in milliseconds since 1970, both ends included. */
export interface ListedSpan {
  readonly from: number;
  readonly to: number;
}

/** The properties of an order in the provider's list that are compared with the module's orders. */
export interface ListedOrder {
  readonly orderId: string;
  readonly submitAt: Date | undefined;
  readonly sender: string | undefined;
  readonly total: number | undefined;
}

/** The claim on an account's list, and the spans of it that are final. */
export interface ListingClaim {
  readonly account: string;
  readonly token: string;
  readonly spans: readonly ListedSpan[];
  /** Calls that may be made without a pause afterwards; negative after too many calls. */
  readonly credit: number;
}

/** The result of reading the list. */
export interface Reading {
  readonly calls: number;
  readonly credit: number;
  /** Whether traffic is so high that look-ups should be batched for longer. */
  readonly isHeavy: boolean;
}

/** The rate limit for reading an account's list. */
export interface ListingLimits {
  /** Maximum credit, in calls. */
  readonly mostCredit: number;
  /** Time in which one call of credit is added, in milliseconds. */
  readonly creditEveryMs: number;
  /** Maximum pause, in milliseconds. A pause that ends later comes from a clock that jumped, and counts as over. */
  readonly longestPauseMs: number;
  /** Returns the pause after a reading, in milliseconds. */
  pauseAfter(reading: Reading): number;
}

/**
 * A lower bound of every account's `longestPauseMs`. Pauses that end later do not exclude an account here; `take`
 * evaluates them.
 */
const SHORTEST_REST_LIMIT_MS = 120_000;

/** Retention of spans that no order of unknown outcome needs now, for later ones. */
const KEPT_MS = 240_000;

/**
 * Accounts that have an order of unknown outcome whose look-up is due, and whose list no other instance has claimed. See
 * {@link DueWork}.
 */
export const dueLookUps = (accounts: readonly string[]): RawBuilder<unknown> =>
  accountsWhere(
    accounts,
    sql`exists (select from iletimerkezi.orders o
        where o.account = a.account and o.stage = 'unknown' and o.next_check_at <= statement_timestamp())
      and not exists (select from iletimerkezi.listings l
        where l.account = a.account and (l.claimed_by in (select i.id from iletimerkezi.instances i)
          or l.rest_until > clock_timestamp()
            and l.rest_until <= clock_timestamp() + make_interval(secs => ${SHORTEST_REST_LIMIT_MS / 1000})))`,
  );

/** Stores which instance reads the provider's list of orders for an account, when, and the spans of it that are final. */
export class ListingRepository {
  constructor(
    private readonly db: Kysely<Tables>,
    /** The id of this instance. Its claims are valid while it has a lease. */
    private readonly instance: string,
    private readonly limits: ListingLimits,
  ) {}

  /**
   * Claims the account's list for this instance when an order of unknown outcome is due, the last pause is over, and no
   * instance with a lease has claimed it. A later claim makes the writes of an earlier one ineffective.
   */
  async take(account: string): Promise<ListingClaim | undefined> {
    const { rows } = await sql<ListingClaim>`
      insert into iletimerkezi.listings as l (account, claimed_by, claim_token)
      select ${account}, ${this.instance}::uuid, ${newId()}::uuid
       where exists (select from iletimerkezi.orders where account = ${account} and stage = 'unknown'
           and next_check_at <= statement_timestamp())
      on conflict (account) do update set claimed_by = excluded.claimed_by, claim_token = excluded.claim_token
       where (l.claimed_by is null or l.claimed_by = excluded.claimed_by
           or l.claimed_by not in (select i.id from iletimerkezi.instances i))
         and not ${this.#isResting()}
      returning account, claim_token as token, spans, least(${this.limits.mostCredit}::float8,
        coalesce(credit + greatest(0, extract(epoch from clock_timestamp() - credit_at)::float8) * 1000
          / ${this.limits.creditEveryMs}::float8, ${this.limits.mostCredit}::float8)) as credit`.execute(
      this.db,
    );
    return rows[0];
  }

  /**
   * Returns the milliseconds until `take` may succeed; undefined when nothing is planned or another instance has the
   * list.
   */
  async untilNext(account: string): Promise<number | undefined> {
    const { rows } = await sql<{ wait: number | null }>`
      select (extract(epoch from greatest(o.due, case when ${this.#isResting()} then l.rest_until end)
          - clock_timestamp()) * 1000)::float8 as wait
        from (select min(next_check_at) as due from iletimerkezi.orders
               where account = ${account} and stage = 'unknown' and next_check_at is not null) o
        left join iletimerkezi.listings l on l.account = ${account}
       where l.claimed_by is null or l.claimed_by = ${this.instance}
          or l.claimed_by not in (select i.id from iletimerkezi.instances i)`.execute(this.db);
    return rows[0]?.wait ?? undefined;
  }

  /**
   * Stores the spans that are final by now with their orders, and the pause that applies if this instance stops here.
   * Orders that belong to the module's orders are left out.
   * @returns false when another instance has claimed the list.
   */
  async save(
    { account, token }: Pick<ListingClaim, 'account' | 'token'>,
    spans: readonly ListedSpan[],
    orders: readonly ListedOrder[],
    reading: Reading,
  ): Promise<boolean> {
    const { rows } = await sql`
      with held as (
        update iletimerkezi.listings set spans = ${JSON.stringify(spans)}::jsonb, ${this.#creditAfter(reading)}
         where account = ${account} and claim_token = ${token} and claimed_by = ${this.instance} returning account),
      added as (
        insert into iletimerkezi.listed_orders (account, provider_order_id, submit_at, sender, total)
        select held.account, r."orderId", r."submitAt", r.sender, r.total
          from held, jsonb_to_recordset(${JSON.stringify(orders)}::jsonb)
            as r ("orderId" text, "submitAt" timestamptz, sender text, total integer)
         where not exists (select from iletimerkezi.orders o
           where o.account = held.account and o.provider_order_id = r."orderId")
        on conflict do nothing)
      select from held`.execute(this.db);
    return rows.length > 0;
  }

  /** Returns the stored orders of these spans, and those without a time. */
  async orders(account: string, spans: readonly ListedSpan[]): Promise<ListedOrder[]> {
    const { rows } = await sql<{ [Key in keyof ListedOrder]: ListedOrder[Key] | null }>`
      select provider_order_id as "orderId", submit_at as "submitAt", sender, total
        from iletimerkezi.listed_orders l
       where account = ${account} and (submit_at is null or exists (
         select from unnest(${spans.map(({ from }) => new Date(from))}::timestamptz[],
             ${spans.map(({ to }) => new Date(to))}::timestamptz[]) as s (earliest, latest)
          where submit_at between s.earliest and s.latest))`.execute(this.db);
    return rows.flatMap(({ orderId, submitAt, sender, total }) =>
      orderId === null
        ? []
        : [
            {
              orderId,
              submitAt: submitAt ?? undefined,
              sender: sender ?? undefined,
              total: total ?? undefined,
            },
          ],
    );
  }

  /** Ends the claim, sets the pause, and deletes spans and orders that no order of unknown outcome needs any more. */
  async release(
    { account, token }: Pick<ListingClaim, 'account' | 'token'>,
    reading: Reading,
  ): Promise<void> {
    await sql`
      with needed as (
        select least(min(submitting_at), clock_timestamp()) - make_interval(secs => ${KEPT_MS / 1000}) as since
          from iletimerkezi.orders where account = ${account} and stage = 'unknown'),
      released as (
        update iletimerkezi.listings set claimed_by = null, ${this.#creditAfter(reading)},
            spans = (select coalesce(jsonb_agg(span), '[]') from jsonb_array_elements(spans) as span
              where (span->>'to')::float8 >= extract(epoch from (select since from needed)) * 1000)
         where account = ${account} and claim_token = ${token} and claimed_by = ${this.instance} returning account)
      delete from iletimerkezi.listed_orders l using released, needed
       where l.account = released.account and l.submit_at < needed.since`.execute(this.db);
  }

  #creditAfter(reading: Reading) {
    const { credit } = reading;
    const pauseSeconds = this.limits.pauseAfter(reading) / 1000;
    return sql`credit = ${credit}::float8, credit_at = clock_timestamp(),
      rest_until = clock_timestamp() + make_interval(secs => ${pauseSeconds}::float8)`;
  }

  #isResting() {
    return sql`(l.rest_until > clock_timestamp()
      and l.rest_until <= clock_timestamp() + make_interval(secs => ${this.limits.longestPauseMs / 1000}))`;
  }
}
