import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../schema.js';
import { inTransaction } from '../repeat.js';

/** When personal data is erased, in whole days after the end of an order or the arrival of a report. */
export interface ErasureLimits {
  readonly transactionalDays: number;
  readonly commercialDays: number;
  /** After the last save of a draft. */
  readonly draftDays: number;
}

/** Replaces a number by a hash; see `Pseudonyms`. */
export interface NumberHash {
  readonly mark: string;
  of(campaign: string, number: string): string;
}

/** The result of one batch; all zero when nothing was left to erase. */
export interface Erased {
  readonly orders: number;
  readonly recipients: number;
  readonly reports: number;
  readonly events: number;
  readonly sends: number;
  readonly drafts: number;
}

/** Orders and rows in one transaction. It is short enough to hold its locks only briefly. */
const ORDERS = 250;
const RECIPIENTS = 5_000;
const ROWS = 1_500;

interface ErasureSettings {
  readonly account: string;
  readonly limits: ErasureLimits;
  /** Replaces numbers by keyed hashes; without it, they are removed. */
  readonly hash: NumberHash | undefined;
}

/** Erases personal data after its retention: numbers, texts, keys of the host, reports. Counters remain. */
export class ErasureRepository {
  readonly #account: string;
  readonly #limits: ErasureLimits;
  readonly #hash: NumberHash | undefined;

  constructor(
    private readonly db: Kysely<Tables>,
    { account, limits, hash }: ErasureSettings,
  ) {
    this.#account = account;
    this.#limits = limits;
    this.#hash = hash;
  }

  /**
   * Erases one batch. Completed batches of an interrupted run stay erased, and the next run continues from there.
   * @returns undefined while another instance erases.
   */
  async eraseSome(): Promise<Erased | undefined> {
    return inTransaction(this.db, async (tx) => {
      const { rows } = await sql<{ mine: boolean }>`
        select pg_try_advisory_xact_lock(hashtextextended(${`iletimerkezi retention ${this.#account}`}, 0)) as mine`.execute(
        tx,
      );
      if (rows[0]?.mine !== true) return undefined;
      const ids = await this.#takeEnded(tx);
      const recipients = ids.length > 0 ? await this.#eraseNumbers(tx, ids) : 0;
      const orders = ids.length > 0 ? await this.#finish(tx, ids) : 0;
      return {
        orders,
        recipients,
        reports: await this.#dropReports(tx),
        events: await this.#dropEvents(tx),
        sends: await this.#dropSends(tx),
        drafts: await this.#dropDrafts(tx),
      };
    });
  }

  /**
   * Locks ended orders whose retention is over. Each kind has its own limit, so that the index bounds the search. An order that
   * was assumed sent without the provider's id is not followed, so it has ended as well. Unknown and held orders may need
   * their numbers for a decision.
   */
  async #takeEnded(tx: Transaction<Tables>): Promise<string[]> {
    const { transactionalDays, commercialDays } = this.#limits;
    const due = (kind: string, days: number) => sql`
      select id from iletimerkezi.orders
       where account = ${this.#account} and kind = ${kind} and stage = 'ended' and erased_at is null
         and stage_at < now() - make_interval(days => ${days}::integer)
       order by stage_at limit ${ORDERS} for update skip locked`;
    const { rows } = await sql<{ id: string }>`
      select id from (${due('transactional', transactionalDays)}) as transactional
      union all select id from (${due('commercial', commercialDays)}) as commercial`.execute(tx);
    return rows.map(({ id }) => id);
  }

  async #eraseNumbers(tx: Transaction<Tables>, orders: readonly string[]): Promise<number> {
    const { rows } = await sql<{ campaign: string; number: string }>`
      select campaign_id as campaign, number from iletimerkezi.recipients
       where order_id = any(${orders}::uuid[]) and number like '+%' limit ${RECIPIENTS}`.execute(tx);
    const campaigns = rows.map(({ campaign }) => campaign);
    const numbers = rows.map(({ number }) => number);
    const hash = this.#hash;
    if (hash === undefined) {
      await sql`delete from iletimerkezi.recipients r
        using unnest(${campaigns}::uuid[], ${numbers}::text[]) as e (campaign, number)
        where r.campaign_id = e.campaign and r.number = e.number`.execute(tx);
    } else {
      const hashes = rows.map(({ campaign, number }) => hash.of(campaign, number));
      await sql`update iletimerkezi.recipients r set number = e.hash
        from unnest(${campaigns}::uuid[], ${numbers}::text[], ${hashes}::text[]) as e (campaign, number, hash)
        where r.campaign_id = e.campaign and r.number = e.number`.execute(tx);
    }
    return rows.length;
  }

  /**
   * Erases the texts of orders without numbers, and the host's key of campaigns in which all orders have none. Marks how
   * the numbers of the others are erased.
   */
  async #finish(tx: Transaction<Tables>, orders: readonly string[]): Promise<number> {
    const how = this.#hash?.mark ?? 'removed';
    const { rows } = await sql<{ orders: number }>`
      with erased as materialized (
        select o.id, not exists (select from iletimerkezi.recipients r
            where r.order_id = o.id and r.number like '+%') as complete,
          case when coalesce(o.erased_how, ${how}) = ${how} then ${how} else 'several ways' end as how
          from iletimerkezi.orders o where o.id = any(${orders}::uuid[])),
      marked as (
        update iletimerkezi.orders o set erased_how = erased.how,
            texts = case when erased.complete then null else o.texts end,
            erased_at = case when erased.complete then now() end
          from erased
         where o.id = erased.id and (erased.complete or o.erased_how is distinct from erased.how)
        returning o.id, o.campaign_id, erased.complete),
      done as (select id, campaign_id from marked where complete),
      forgotten as (
        update iletimerkezi.campaigns c set dedupe_key = null, content_digest = null
         where id in (select campaign_id from done) and dedupe_key is not null
           and not exists (select from iletimerkezi.orders o
             where o.campaign_id = c.id and o.erased_at is null and o.id not in (select id from done)))
      select count(*) as orders from done`.execute(tx);
    return rows[0]?.orders ?? 0;
  }

  /** Deletes old reports. A report that could not be applied may belong to an order whose outcome is still unknown. */
  async #dropReports(tx: Transaction<Tables>): Promise<number> {
    // Each index by time contains a part of the reports.
    const oldest = (part: string) => sql`(
        select account, report_id, raw_status from iletimerkezi.delivery_reports d
         where account = ${this.#account} and (${sql.raw(part)})
           and received_at < now() - make_interval(days => ${this.#shorter}::integer)
           and (applied or not exists (select from iletimerkezi.orders o
             where o.account = ${this.#account} and o.stage in ('in_hand', 'unknown', 'held') and o.state <> 'claimed'
               and o.submitting_at <= d.received_at))
         order by received_at limit ${ROWS / 2})`;
    const { rows } = await sql`
      with old as (${oldest("outcome is null or outcome = 'handled'")}
        union all ${oldest("outcome in ('unmatched', 'failed')")})
      delete from iletimerkezi.delivery_reports d using old
       where d.account = old.account and d.report_id = old.report_id and d.raw_status = old.raw_status
      returning 1`.execute(tx);
    return rows.length;
  }

  /** Deletes old events. They contain no numbers, but have no use after this time. */
  async #dropEvents(tx: Transaction<Tables>): Promise<number> {
    const { rows } = await sql`
      delete from iletimerkezi.events where ctid = any(array(
        select ctid from iletimerkezi.events
         where at < now() - make_interval(days => ${this.#shorter}::integer) and account = ${this.#account}
         order by at limit ${ROWS}))
      returning 1`.execute(tx);
    return rows.length;
  }

  /** Deletes old records of direct commercial sends. Those without a record of the ledger contain numbers. */
  async #dropSends(tx: Transaction<Tables>): Promise<number> {
    const { rows } = await sql`
      delete from iletimerkezi.commercial_sends where id in (
        select id from iletimerkezi.commercial_sends
         where account = ${this.#account} and sent_at < now() - make_interval(days => ${this.#limits.commercialDays}::integer)
         order by sent_at limit ${ROWS})
      returning 1`.execute(tx);
    return rows.length;
  }

  /** Deletes drafts that were not saved for long. */
  async #dropDrafts(tx: Transaction<Tables>): Promise<number> {
    const { rows } = await sql`
      delete from iletimerkezi.templates where account = ${this.#account} and id in (
        select id from iletimerkezi.templates
         where account = ${this.#account} and status = 'draft'
           and saved_at < now() - make_interval(days => ${this.#limits.draftDays}::integer)
         order by saved_at limit ${ROWS} for update skip locked)
      returning 1`.execute(tx);
    return rows.length;
  }

  /** The shorter limit. Reports and events do not contain the kind of their message. */
  get #shorter(): number {
    return Math.min(this.#limits.transactionalDays, this.#limits.commercialDays);
  }
}
