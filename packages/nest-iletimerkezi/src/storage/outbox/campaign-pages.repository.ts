import { type Kysely, sql } from 'kysely';
import type { Verdict } from '../ledger/verdict.js';
import type { CampaignProgress } from './campaigns.repository.js';
import type { Tables } from '../schema.js';

/** A campaign as a list of them shows it. */
export interface CampaignSummary extends CampaignProgress {
  readonly id: string;
  readonly createdAt: Date;
  readonly sender: string;
  readonly kind: 'transactional' | 'commercial';
  readonly audience: 'BIREYSEL' | 'TACIR' | null;
  /** The first of its texts; null when it was erased. */
  readonly text: string | null;
  /** When the provider sends it, where it was left with the provider for later. */
  readonly sendAt: Date | null;
  /** The order whose content it repeats, where a person or the policy had it sent again. */
  readonly resendOf: string | null;
}

/** One recipient of an order and what is known of its delivery. */
export interface RecipientDelivery {
  readonly number: string;
  readonly status: 'waiting' | 'delivered' | 'undelivered' | 'withheld';
  /** When its last word came here, by webhook or by the provider's report; null before, and where it is withheld. */
  readonly finalAt: Date | null;
  /** Why they get a commercial message or, with the status `withheld`, do not; null where nothing was judged. */
  readonly consent: Verdict | null;
  /** The record of the ledger that it rests on; null where the policy let it go without one. */
  readonly consentPosition: number | null;
}

/** Campaigns for people to look through. */
export class CampaignPagesRepository {
  constructor(private readonly db: Kysely<Tables>) {}

  /** Newest first. @param before the last campaign of the page before. */
  async list(account: string, limit: number, before: string | undefined): Promise<CampaignSummary[]> {
    // Ids of version 7 are in the order of time, so the primary key is the list's order too.
    return this.#read(sql`c.account = ${account} and (${before ?? null}::uuid is null or c.id < ${before ?? null}::uuid)
      order by c.id desc limit ${limit}`);
  }

  async one(account: string, id: string): Promise<CampaignSummary | undefined> {
    const [campaign] = await this.#read(sql`c.account = ${account} and c.id = ${id}`);
    return campaign;
  }

  /** The recipients of one order, at most 50,000, by their numbers; undefined where the account has no such order. */
  async recipientsOf(
    account: string,
    campaign: string,
    order: string,
  ): Promise<RecipientDelivery[] | undefined> {
    const found = await sql`select from iletimerkezi.orders
      where account = ${account} and campaign_id = ${campaign} and id = ${order}`.execute(this.db);
    if (found.rows.length === 0) return undefined;
    const { rows } = await sql<RecipientDelivery>`
      select number, status, final_at as "finalAt", consent, consent_position as "consentPosition" from iletimerkezi.recipients
       where campaign_id = ${campaign} and order_id = ${order} order by number`.execute(this.db);
    return rows;
  }

  async #read(which: ReturnType<typeof sql>): Promise<CampaignSummary[]> {
    const { rows } = await sql<CampaignSummary>`
      select c.id, c.state, c.duplicates, c.created_at as "createdAt", head.*, sums.*
        from (select * from iletimerkezi.campaigns c where ${which}) c
        join lateral (
          select o.sender, o.kind, o.audience, o.texts[1] as text, o.send_at as "sendAt", o.resend_of as "resendOf"
            from iletimerkezi.orders o where o.campaign_id = c.id order by o.position limit 1) head on true
        join lateral (
          select count(*)::integer as orders, ${sum('true')} + coalesce(sum(o.withheld), 0)::float8 as recipients,
            ${sum("o.state in ('checking', 'pending', 'claimed', 'submitting')")} as queued,
            coalesce(sum(o.unchecked) filter (where o.state = 'checking'), 0)::float8 as checking,
            coalesce(sum(o.withheld), 0)::float8 as withheld,
            ${sum(TAKEN)} as submitted,
            coalesce(sum(o.delivered), 0)::float8 as delivered,
            coalesce(sum(o.undelivered), 0)::float8 as undelivered,
            ${sum(TAKEN)} - coalesce(sum(o.delivered + o.undelivered), 0)::float8 as waiting,
            ${sum("o.state in ('unknown', 'held')")} as unknown,
            ${sum("o.state in ('rejected', 'expired', 'cancelled')")} as "notSent",
            coalesce(sum(o.price), 0)::float8 as cost
          from iletimerkezi.orders o where o.campaign_id = c.id) sums on true
       order by c.id desc`.execute(this.db);
    return rows;
  }
}

const TAKEN = "o.state in ('submitted', 'reconciled', 'settled')";

const sum = (condition: string) =>
  sql.raw<number>(`coalesce(sum(o.recipient_count) filter (where ${condition}), 0)::float8`);
