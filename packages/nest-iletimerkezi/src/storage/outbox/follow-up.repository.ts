import { accountsWhere, anyRow } from '../due-work.repository.js';
import type { OrderState } from 'iletimerkezi-core';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { newId } from '../../common/ids.js';
import type { Tables } from '../schema.js';
import { applyReports } from './apply-reports.js';
import type { OrderEvidence } from '../events/order-evidence.js';
import { APPEND_EVENTS, eventType } from '../events/append-event.js';
import { isFollowed } from '../events/followed-streams.js';
import { isDataFault } from '../storage.errors.js';
import { arrayOf } from '../array-of.js';
import { Batcher } from './batcher.js';

/** An order whose outcome or deliveries have to be checked. */
export interface OrderToCheck {
  readonly id: string;
  /** The token of this look-up or poll. Every write about it requires the token. */
  readonly claim: string;
  readonly account: string;
  readonly state: OrderState;
  readonly sender: string;
  readonly recipientCount: number;
  readonly checks: number;
  readonly submittingAt: Date | null;
  readonly providerOrderId: string | null;
  readonly delivered: number;
  readonly undelivered: number;
  /** Whether delivery reports were stored before the provider's id of the order was known, and are not applied yet. */
  readonly hasEarlyReports: boolean;
  /** When the claim was made, by the database's clock, which all times of the order use. */
  readonly now: Date;
}

const EVENTS_FOLLOWED = sql.raw(isFollowed('events'));

/** The states in which an order's outcome is looked up or its deliveries are polled. */
const LOOK_STATES: Readonly<Record<'outcome' | 'deliveries', readonly OrderState[]>> = {
  outcome: ['unknown'],
  deliveries: ['submitted', 'reconciled'],
};

/** Another order without a provider's id to which the same orders of the provider could belong. */
export interface Twin {
  readonly id: string;
  readonly state: OrderState;
  readonly submittingAt: Date;
  readonly hasSameTexts: boolean;
}

/** A recipient's final status from the provider's report. */
export interface FinalStatus {
  readonly number: string;
  readonly status: 'delivered' | 'undelivered' | 'waiting';
}

/** Accounts that have an order whose report is due. See {@link DueWork}. */
export const dueDeliveries = (instance: string, accounts: readonly string[]): RawBuilder<unknown> =>
  accountsWhere(
    accounts,
    anyRow(
      sql`from iletimerkezi.orders o
        where o.account = a.account and o.next_check_at <= statement_timestamp() and o.state = any(${LOOK_STATES.deliveries})
          and (o.claimed_by is null or o.claimed_by = ${instance}
            or o.claimed_by not in (select i.id from iletimerkezi.instances i))`,
      sql`o.next_check_at`,
    ),
  );

/** The provider's report of an order, and how its poll ends. Without `next`, the poll continues. */
export interface Conclusion {
  readonly order: Pick<OrderToCheck, 'id' | 'claim'>;
  readonly statuses: readonly FinalStatus[];
  readonly next?:
    | { readonly settled: { readonly price?: number | undefined; readonly evidence?: OrderEvidence } }
    /** `uncounted`: the provider could not be reached, so the attempt does not count. */
    | { readonly againInMs: number; readonly uncounted?: boolean };
}

/** Maximum time that the end of a poll waits for others, in milliseconds. */
const COLLECT_MS = 50;

/** Ends of polls that are written without waiting for others. */
const ENOUGH_CONCLUSIONS = 50;

/** Checks orders after their submission: look-ups of unknown outcomes, polls of reports, and settlement. */
export class FollowUpRepository {
  readonly #conclusions = new Batcher((conclusions: readonly Conclusion[]) => this.#conclude(conclusions), {
    isItemsFault: isDataFault,
    collectMs: COLLECT_MS,
    alwaysCollects: true,
    enough: ENOUGH_CONCLUSIONS,
  });

  constructor(
    private readonly db: Kysely<Tables>,
    /** The id of this instance. Its claims are valid while it has a lease. */
    readonly instance: string,
  ) {}

  /**
   * Claims orders of unknown outcome whose next look-up is due, oldest first. Call it under the account's listing claim:
   * an order that is already claimed was left by an unfinished look-up, and is not counted again. A later claim makes the
   * writes of an earlier one ineffective.
   */
  async takeUnknown(account: string, limit: number): Promise<OrderToCheck[]> {
    const { rows } = await sql<OrderToCheck>`
      with due as (
        select id from iletimerkezi.orders
         where account = ${account} and next_check_at <= statement_timestamp() and state = any(${LOOK_STATES.outcome})
         order by next_check_at limit ${limit} for update skip locked)
      ${this.#claim(sql`checks = checks + case when claimed_by is null then 1 else 0 end, next_check_at = clock_timestamp()`)}`.execute(
      this.db,
    );
    return rows;
  }

  /**
   * Claims orders whose report is due, oldest first. No other instance gets them while this one has a lease. Call it
   * while no poll of this account is in progress: orders that an earlier poll of this instance left are claimed again. A
   * later claim makes the writes of an earlier one ineffective.
   */
  async takeDeliveries(account: string, limit: number): Promise<OrderToCheck[]> {
    const { rows } = await sql<OrderToCheck>`
      with due as (
        select id from iletimerkezi.orders
         where account = ${account} and next_check_at <= statement_timestamp() and state = any(${LOOK_STATES.deliveries})
           and (claimed_by is null or claimed_by = ${this.instance} or claimed_by not in (
             select i.id from iletimerkezi.instances i))
         order by next_check_at limit ${limit} for update skip locked)
      ${this.#claim(sql`checks = checks + 1`)}`.execute(this.db);
    return rows;
  }

  #claim(counted: RawBuilder<unknown>) {
    return sql`
      update iletimerkezi.orders o
         set ${counted}, claimed_by = ${this.instance}, claim_token = ${newId()}
        from due where o.id = due.id
      returning o.id, o.claim_token as claim, o.account, o.state, o.sender, o.recipient_count as "recipientCount",
        o.checks, o.submitting_at as "submittingAt", o.provider_order_id as "providerOrderId", o.delivered,
        o.undelivered, clock_timestamp() as now, exists (select from iletimerkezi.delivery_reports d
          where d.account = o.account and d.provider_order_id = o.provider_order_id and not d.applied)
          as "hasEarlyReports"`;
  }

  /** Returns the milliseconds until the next poll of an unclaimed order; undefined when none is planned. */
  async untilNextPoll(account: string): Promise<number | undefined> {
    const { rows } = await sql<{ wait: number | null }>`
      select (extract(epoch from min(next_check_at) - clock_timestamp()) * 1000)::float8 as wait
        from iletimerkezi.orders
       where account = ${account} and next_check_at is not null and claimed_by is null
         and state = any(${LOOK_STATES.deliveries})`.execute(this.db);
    return rows[0]?.wait ?? undefined;
  }

  /**
   * Schedules the next look-up or poll and ends this one.
   * @param uncounted set when the provider could not be reached: the attempt does not count.
   */
  async checkAgain(
    { id, claim, state }: Pick<OrderToCheck, 'id' | 'claim' | 'state'>,
    inMs: number,
    { uncounted = false } = {},
  ): Promise<void> {
    await sql`update iletimerkezi.orders
      set checks = checks - ${uncounted ? 1 : 0}::integer, claimed_by = null,
        next_check_at = clock_timestamp() + make_interval(secs => ${inMs / 1000})
      where id = ${id} and claim_token = ${claim} and claimed_by is not null and state = ${state}`.execute(
      this.db,
    );
  }

  /** Returns those of the provider's orders that belong to none of the module's orders yet. */
  async unclaimed(account: string, providerOrderIds: readonly string[]): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      select id from unnest(${providerOrderIds}::text[]) as given (id)
       where not exists (select from iletimerkezi.orders o where o.account = ${account} and o.provider_order_id = given.id)`.execute(
      this.db,
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Returns other orders to which the provider's orders with this one's sender and recipients could belong: sent within
   * ten minutes of it, and without a provider's id.
   */
  async twinsOf(order: OrderToCheck): Promise<Twin[]> {
    const { rows } = await sql<Twin>`
      select o.id, o.state, o.submitting_at as "submittingAt", o.texts = mine.texts and not exists (
          (select number, text_index from iletimerkezi.recipients where order_id = o.id and status <> 'withheld'
           except
           select number, text_index from iletimerkezi.recipients where order_id = mine.id and status <> 'withheld'))
          as "hasSameTexts"
        from iletimerkezi.orders mine
        join iletimerkezi.orders o on o.account = mine.account and o.id <> mine.id and o.sender = mine.sender
          and o.recipient_count = mine.recipient_count
       where mine.id = ${order.id} and o.state in ('unknown', 'held', 'submitting', 'resent')
         and o.provider_order_id is null
         and o.submitting_at between mine.submitting_at - interval '10 minutes'
           and mine.submitting_at + interval '10 minutes'
         and not exists (
           (select number from iletimerkezi.recipients where order_id = o.id and status <> 'withheld'
            except select number from iletimerkezi.recipients where order_id = mine.id and status <> 'withheld'))`.execute(
      this.db,
    );
    return rows;
  }

  async numbersOf(id: string): Promise<string[]> {
    const rows = await this.db
      .selectFrom('recipients')
      .select('number')
      .where('order_id', '=', id)
      .where('status', '<>', 'withheld')
      .execute();
    return rows.map(({ number }) => number);
  }

  /** Returns an unknown or held order with the same sender, texts and recipients, which a code 451 refers to. */
  async originalOf(id: string): Promise<string | undefined> {
    const { rows } = await sql<{ id: string }>`
      select o.id from iletimerkezi.orders o, iletimerkezi.orders mine
       where mine.id = ${id} and o.id <> mine.id and o.account = mine.account and o.sender = mine.sender
         and o.state in ('unknown', 'held', 'resent') and o.recipient_count = mine.recipient_count
         and o.submitting_at > clock_timestamp() - interval '11 minutes' and o.texts = mine.texts
         and not exists (
           (select number, text_index from iletimerkezi.recipients where order_id = o.id and status <> 'withheld'
            except select number, text_index from iletimerkezi.recipients where order_id = mine.id and status <> 'withheld'))
       order by o.submitting_at desc limit 1`.execute(this.db);
    return rows[0]?.id;
  }

  /**
   * Applies the provider's report, and ends the poll of the order if `next` says so. Reports of several orders are written
   * by one statement. The statuses apply in any case; the end of a poll has no effect when another claim is current.
   * @returns whether the order was settled.
   */
  async conclude(conclusion: Conclusion): Promise<boolean> {
    return this.#conclusions.do(conclusion);
  }

  /**
   * Counters change by the difference to the previous statuses, which are locked first: a webhook that changes a
   * recipient at the same moment is counted once. Recipients are locked before their order, as `storeReports` does.
   */
  async #conclude(conclusions: readonly Conclusion[]): Promise<readonly boolean[]> {
    const statuses = conclusions.flatMap(({ order, statuses: own }) =>
      own.map(({ number, status }) => ({ id: order.id, number, status })),
    );
    const settled = ({ next }: Conclusion) => (next && 'settled' in next ? next.settled : undefined);
    const again = ({ next }: Conclusion) => (next && 'againInMs' in next ? next : undefined);
    const againInSeconds = (one: Conclusion) => {
      const inMs = again(one)?.againInMs;
      return inMs === undefined ? null : inMs / 1000;
    };
    const evidence = (one: Conclusion) => {
      const added = settled(one)?.evidence;
      return added && JSON.stringify(added);
    };
    const { rows } = await sql<{ id: string }>`
      with given as (
        select * from unnest(${arrayOf('uuid', conclusions, ({ order }) => order.id)},
          ${arrayOf('uuid', conclusions, ({ order }) => order.claim)},
          ${arrayOf('boolean', conclusions, (one) => settled(one) !== undefined)},
          ${arrayOf('numeric', conclusions, (one) => settled(one)?.price)},
          ${arrayOf('text', conclusions, evidence)},
          ${arrayOf('float8', conclusions, againInSeconds)},
          ${arrayOf('integer', conclusions, (one) => (again(one)?.uncounted ? 1 : 0))})
          as g (id, claim, settles, price, evidence, again_in, uncounted)),
      before as (
        select r.campaign_id, r.number, r.order_id, r.status, s.status as final
          from unnest(${arrayOf('uuid', statuses, ({ id }) => id)}, ${arrayOf('text', statuses, ({ number }) => number)},
            ${arrayOf('text', statuses, ({ status }) => status)}) as s (order_id, number, status)
          cross join lateral (
            select campaign_id from iletimerkezi.orders where id = s.order_id limit 1) as o
          cross join lateral (
            select * from iletimerkezi.recipients
             where campaign_id = o.campaign_id and number = s.number and order_id = s.order_id and status <> s.status
             limit 1 for update) as r),
      changed as (
        update iletimerkezi.recipients r set status = before.final, final_at = clock_timestamp() from before
         where r.campaign_id = before.campaign_id and r.number = before.number
        returning r.order_id, before.status as previous, before.final),
      difference as (
        select order_id, ${differenceOf('delivered')} as delivered, ${differenceOf('undelivered')} as undelivered
          from changed group by order_id),
      concluded as (
        select given.*, coalesce(d.delivered, 0) as delivered, coalesce(d.undelivered, 0) as undelivered,
          d.order_id is not null as counts, given.settles or given.again_in is not null as ends
          from given left join difference d on d.order_id = given.id),
      written as (
        update iletimerkezi.orders o set
          delivered = o.delivered + c.delivered, undelivered = o.undelivered + c.undelivered,
          state = case when c.settles and ${IS_CURRENT} then 'settled' else o.state end,
          changed_at = case when c.settles and ${IS_CURRENT} then now() else o.changed_at end,
          price = case when c.settles and ${IS_CURRENT} then c.price else o.price end,
          evidence = case when c.evidence is not null and ${IS_CURRENT}
            then coalesce(o.evidence, '{}') || c.evidence::jsonb else o.evidence end,
          checks = case when ${IS_CURRENT} then case when c.settles then 0 else o.checks - c.uncounted end
            else o.checks end,
          next_check_at = case when c.ends and ${IS_CURRENT}
            then clock_timestamp() + make_interval(secs => c.again_in) else o.next_check_at end,
          claimed_by = case when c.ends and ${IS_CURRENT} then null else o.claimed_by end
        from concluded c
        where o.id = c.id and (c.counts or c.ends and ${IS_CURRENT})
        returning o.id, o.account, o.campaign_id, c.evidence,
          c.settles and o.state = 'settled' and o.claim_token = c.claim as settled),
      logged as (
        ${sql.raw(APPEND_EVENTS)}
        select account, ${sql.raw(eventType('settled'))}, campaign_id, id, coalesce(evidence, '{}')::jsonb
          from written where settled and ${EVENTS_FOLLOWED})
      select id, case when ${EVENTS_FOLLOWED} then pg_notify('iletimerkezi_events', '')::text end
        from written where settled`.execute(this.db);
    const ids = new Set(rows.map(({ id }) => id));
    return conclusions.map(({ order }) => ids.has(order.id));
  }

  /** Applies reports that arrived before the provider's id of the order was known. */
  async applyEarlyReports({ account, providerOrderId, hasEarlyReports }: OrderToCheck): Promise<void> {
    if (providerOrderId !== null && hasEarlyReports) {
      await applyReports(this.db, [{ account, orderId: providerOrderId }]);
    }
  }
}

/** Whether the poll that ends is the current one of the order `o`. */
const IS_CURRENT = sql`(o.claim_token = c.claim and o.claimed_by is not null and o.state = any(${LOOK_STATES.deliveries}))`;

const differenceOf = (status: FinalStatus['status']) =>
  sql`count(*) filter (where final = ${status}) - count(*) filter (where previous = ${status})`;
