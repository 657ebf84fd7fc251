import { accountsWhere } from '../due-work.repository.js';
import type { OrderState } from 'iletimerkezi-core';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { newId } from '../../common/ids.js';
import type { Tables } from '../schema.js';
import { applyReports } from './apply-reports.js';
import type { OrderEvidence } from '../events/order-evidence.js';
import { moveOrder } from './orders.repository.js';
import { inTransaction } from '../repeat.js';

/** An order that somebody has to look after: its outcome, or its deliveries. */
export interface OrderToCheck {
  readonly id: string;
  /** The token of this look, which every write about it names. */
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
  /** When the look was claimed, by the database's clock, as all times of the order are. */
  readonly now: Date;
}

/** What a look is about: an order's outcome, or its deliveries. */
const LOOK_STATES: Readonly<Record<'outcome' | 'deliveries', readonly OrderState[]>> = {
  outcome: ['unknown'],
  deliveries: ['submitted', 'reconciled'],
};

/** An order without an id of the provider's that the same orders of the provider could belong to. */
export interface Twin {
  readonly id: string;
  readonly state: OrderState;
  readonly submittingAt: Date;
  readonly hasSameTexts: boolean;
}

/** A recipient's final word from the provider's report. */
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

/** What became of orders after they left: look-ups, reports, and the last word. */
export class FollowUpRepository {
  constructor(
    private readonly db: Kysely<Tables>,
    /** This instance, whose lease its looks live by. */
    readonly instance: string,
  ) {}

  /**
   * Claims orders of unknown outcome whose next look is due, oldest first. To be called under the account's listing
   * claim, so an order that is claimed already was left by a look that did not come to its end, and is not counted
   * again. A later claim makes the writes of an earlier one ineffective.
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
   * Claims orders whose report is due, oldest first; no other instance gets them while this one has a lease. To be
   * called with no poll of this account in progress: what an earlier poll of this instance left, it claims again. A
   * later claim makes the writes of an earlier one ineffective.
   */
  async takeDeliveries(account: string, limit: number): Promise<OrderToCheck[]> {
    // Taken means due from now on: a statement that began before that, and may not know the taker's lease, passes by.
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

  /** Milliseconds until the next poll of an order that nobody has claimed; undefined when none is planned. */
  async untilNextPoll(account: string): Promise<number | undefined> {
    const { rows } = await sql<{ wait: number | null }>`
      select (extract(epoch from min(next_check_at) - clock_timestamp()) * 1000)::float8 as wait
        from iletimerkezi.orders
       where account = ${account} and next_check_at is not null and claimed_by is null
         and state = any(${LOOK_STATES.deliveries})`.execute(this.db);
    return rows[0]?.wait ?? undefined;
  }

  /**
   * Plans the next look and ends this one.
   * @param uncounted when the provider could not be asked: the look does not count.
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

  /** Of these orders of the provider's, the ones that belong to no order of ours yet. */
  async unclaimed(account: string, providerOrderIds: readonly string[]): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      select id from unnest(${providerOrderIds}::text[]) as given (id)
       where not exists (select from iletimerkezi.orders o where o.account = ${account} and o.provider_order_id = given.id)`.execute(
      this.db,
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Other orders that orders of the provider's with this one's sender and recipients could belong to: sent within ten
   * minutes of it, and without an id of the provider's.
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

  /** An unknown or held order with the same sender, texts and recipients: the one that a 451 speaks of. */
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
   * Takes over what the provider's report says of these recipients, and counts the order anew.
   * The order's row is locked first, so that a webhook counted at the same moment is not lost.
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

  /** Ends an order with what its recipients say now, unless another look has it by now. */
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

  /** Reports that came before the order's id was known. */
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
