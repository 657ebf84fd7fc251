import type { E164 } from 'iletimerkezi-core';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { FrequencyCap } from '../../options/commercial.options.js';
import { inTransaction } from '../repeat.js';
import type { Tables } from '../schema.js';
import { storedNumbers } from '../stored-numbers.js';

/** Rows that are deleted in one statement. */
const FORGOTTEN_AT_ONCE = 5_000;

/** States in which the order was not sent. Orders in other states count, also those that may have been sent. */
const UNSENT = sql`('rejected', 'expired', 'cancelled', 'withheld', 'resent')`;

/** A message to a person: expressions for the number, the id of its order and the time of its delivery. */
export interface Contact {
  readonly number: RawBuilder<unknown>;
  readonly order: RawBuilder<unknown>;
  readonly at: RawBuilder<unknown>;
}

/**
 * Returns the condition under which a person gets as many other messages as the cap allows within the period before a message,
 * or within the period after it: a message that the provider delivers at its `sendAt` may precede others that are counted.
 */
export const hasReached = (
  account: string,
  { messages, days }: FrequencyCap,
  { number, order, at }: Contact,
): RawBuilder<unknown> => sql`(
  select count(*) from (
    select from iletimerkezi.commercial_contacts c
     where c.account = ${account} and c.number = ${number} and c.order_id <> ${order}
       and c.contacted_at > ${at} - make_interval(days => ${days}::integer)
       and c.contacted_at < ${at} + make_interval(days => ${days}::integer)
       and not exists (select from iletimerkezi.orders sent where sent.id = c.order_id and sent.state in ${UNSENT})
     limit ${messages}) as others) >= ${messages}`;

/**
 * Counts the commercial messages that people get from an account. A message counts from the moment before it is sent.
 * Transactions that count lock each other out per account, so that concurrent orders never exceed a cap.
 */
export class ContactsRepository {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly account: string,
    readonly cap: FrequencyCap,
  ) {}

  /**
   * Withholds the recipients of an order who have got as many messages as the cap allows, and counts the order for the
   * others.
   * @returns whether recipients were withheld.
   */
  async reserve(tx: Transaction<Tables>, order: string): Promise<boolean> {
    await this.#lock(tx);
    const { rows } = await sql`
      update iletimerkezi.recipients r set status = 'withheld', consent = 'too-often', consent_position = null
        from iletimerkezi.orders o
       where o.id = ${order} and r.campaign_id = o.campaign_id and r.order_id = o.id and r.status = 'waiting'
         and ${this.#hasReached({ number: sql`r.number`, order: sql`o.id`, at: sql`greatest(o.send_at, clock_timestamp())` })}
      returning 1`.execute(tx);
    await sql`
      insert into iletimerkezi.commercial_contacts (account, number, order_id, contacted_at)
      select ${this.account}, r.number, o.id, greatest(o.send_at, clock_timestamp())
        from iletimerkezi.orders o join iletimerkezi.recipients r on r.order_id = o.id and r.status = 'waiting'
       where o.id = ${order}
      on conflict (account, number, order_id) do update set contacted_at = excluded.contacted_at`.execute(tx);
    return rows.length > 0;
  }

  /**
   * Counts a direct send for those recipients who may still get a message.
   * @param id identifies the send.
   * @param sendAt when the provider delivers it; now if undefined.
   * @returns the others.
   */
  async reserveDirect(id: string, numbers: readonly E164[], sendAt?: Date): Promise<E164[]> {
    const at = sql`greatest(${sendAt ?? null}::timestamptz, clock_timestamp())`;
    return inTransaction(this.db, async (tx) => {
      await this.#lock(tx);
      const { rows } = await sql<{ number: string }>`
        with counted as (
          insert into iletimerkezi.commercial_contacts (account, number, order_id, contacted_at)
          select ${this.account}, n.number, ${id}::uuid, ${at} from unnest(${numbers}::text[]) as n (number)
           where not ${this.#hasReached({ number: sql`n.number`, order: sql`${id}::uuid`, at })}
          on conflict do nothing returning number)
        select number from unnest(${numbers}::text[]) as n (number)
         where number not in (select number from counted)`.execute(tx);
      return storedNumbers(rows.map(({ number }) => number));
    });
  }

  /** Uncounts a direct send that was not sent. */
  async release(id: string, numbers: readonly E164[]): Promise<void> {
    await sql`delete from iletimerkezi.commercial_contacts
      where account = ${this.account} and number = any(${numbers}::text[]) and order_id = ${id}`.execute(
      this.db,
    );
  }

  /** Deletes rows that no longer count. @returns whether there may be more. */
  async purge(): Promise<boolean> {
    const { rows } = await sql`
      delete from iletimerkezi.commercial_contacts where ctid = any(array(
        select ctid from iletimerkezi.commercial_contacts
         where account = ${this.account} and contacted_at <= clock_timestamp() - make_interval(days => ${this.cap.days}::integer)
         limit ${FORGOTTEN_AT_ONCE}))
      returning 1`.execute(this.db);
    return rows.length === FORGOTTEN_AT_ONCE;
  }

  #hasReached(contact: Contact): RawBuilder<unknown> {
    return hasReached(this.account, this.cap, contact);
  }

  /** The lock is acquired by a statement of its own, so that the next one sees what earlier holders have written. */
  async #lock(tx: Transaction<Tables>): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`iletimerkezi contacts ${this.account}`}, 0))`.execute(
      tx,
    );
  }
}
