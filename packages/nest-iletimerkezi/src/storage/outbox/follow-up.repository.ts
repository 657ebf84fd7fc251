import { accountsWhere } from '../due-work.repository.js';
import type { OrderState } from 'iletimerkezi-core';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { newId } from '../../common/ids.js';
import type { Tables } from '../schema.js';
import { applyReports } from './apply-reports.js';
import type { OrderEvidence } from '../events/order-evidence.js';
import { moveOrder } from './order-moves.js';
import { inTransaction } from '../repeat.js';

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
  /** When the claim was made, by the database's clock, which all times of the order use. */
  readonly now: Date;
}

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
    sql`exists (select from iletimerkezi.orders o
      where o.account = a.account and o.next_check_at <= statement_timestamp() and o.state = any(${LOOK_STATES.deliveries})
        and (o.claimed_by is null or o.claimed_by = ${instance}
          or o.claimed_by not in (select i.id from iletimerkezi.instances i)))`,
  );

/** Checks orders after their submission: look-ups of unknown outcomes, polls of reports, and settlement. */
export class FollowUpRepository {
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
      ${this.#claim(sql`checks + case when claimed_by is null then 1 else 0 end`)}`.execute(this.db);
    return rows;
  }

  /**
   * Claims orders whose report is due, oldest first. No other instance gets them while this one has a lease. Call it
   * while no poll of this account is in progress: orders that an earlier poll of this instance left are claimed again. A
   * later claim makes the writes of an earlier one ineffective.
   */
  async takeDeliveries(account: string, limit: number): Promise<OrderToCheck[]> {
    // Claimed orders become due from now on. A statement that began earlier, and may not see this instance's lease, skips
    // them.
    const { rows } = await sql<OrderToCheck>`
      with due as (
        select id from iletimerkezi.orders
         where account = ${account} and next_check_at <= statement_timestamp() and state = any(${LOOK_STATES.deliveries})
           and (claimed_by is null or claimed_by = ${this.instance} or claimed_by not in (
             select i.id from iletimerkezi.instances i))
         order by next_check_at limit ${limit} for update skip locked)
      ${this.#claim(sql`checks + 1`)}`.execute(this.db);
    return rows;
  }

  #claim(checks: RawBuilder<unknown>) {
    return sql`
      update iletimerkezi.orders o
         set checks = ${checks}, claimed_by = ${this.instance}, claim_token = ${newId()},
           next_check_at = clock_timestamp()
        from due where o.id = due.id
      returning o.id, o.claim_token as claim, o.account, o.state, o.sender, o.recipient_count as "recipientCount",
        o.checks, o.submitting_at as "submittingAt", o.provider_order_id as "providerOrderId", o.delivered,
        o.undelivered, clock_timestamp() as now`;
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
   * Applies the provider's report to these recipients, and counts the order again. The order's row is locked first, so
   * that a webhook counted at the same moment is not lost.
   */
  async applyReport(id: string, statuses: readonly FinalStatus[]): Promise<void> {
    await inTransaction(this.db, async (tx) => {
      await sql`select from iletimerkezi.orders where id = ${id} for update`.execute(tx);
      await sql`
        update iletimerkezi.recipients r set status = s.status, final_at = clock_timestamp()
          from iletimerkezi.orders o, unnest(${statuses.map(({ number }) => number)}::text[],
            ${statuses.map(({ status }) => status)}::text[]) as s (number, status)
         where o.id = ${id} and r.campaign_id = o.campaign_id and r.order_id = o.id and r.number = s.number
           and r.status <> s.status`.execute(tx);
      await countAnew(tx, id);
    });
  }

  /** Settles an order with the current statuses of its recipients, unless another claim is current. */
  async settle(
    { id, claim }: Pick<OrderToCheck, 'id' | 'claim'>,
    price: number | undefined,
    evidence?: OrderEvidence,
  ): Promise<boolean> {
    return inTransaction(this.db, async (tx) => {
      const { rows } = await sql`update iletimerkezi.orders set price = ${price ?? null}
        where id = ${id} and claim_token = ${claim} and state = any(${LOOK_STATES.deliveries})
        returning id`.execute(tx);
      if (rows.length === 0) return false;
      await countAnew(tx, id);
      return moveOrder(tx, id, 'settled', { evidence });
    });
  }

  /** Applies reports that arrived before the provider's id of the order was known. */
  async applyEarlyReports({ account, providerOrderId }: OrderToCheck): Promise<void> {
    if (providerOrderId !== null) {
      await applyReports(this.db, [{ account, orderId: providerOrderId }]);
    }
  }
}

async function countAnew(tx: Transaction<Tables>, id: string): Promise<void> {
  await sql`update iletimerkezi.orders set
      delivered = (select count(*) from iletimerkezi.recipients where order_id = ${id} and status = 'delivered'),
      undelivered = (select count(*) from iletimerkezi.recipients where order_id = ${id} and status = 'undelivered')
    where id = ${id}`.execute(tx);
}
