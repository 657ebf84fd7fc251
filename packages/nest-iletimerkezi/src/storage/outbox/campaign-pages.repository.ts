import { type Kysely, sql } from 'kysely';
import type { Verdict } from '../ledger/verdict.js';
import type { CampaignProgress } from './campaigns.repository.js';
import { MAY_HAVE_SENT } from './order-repeats.js';
import type { Tables } from '../schema.js';

/** A campaign in a list. */
export interface CampaignSummary extends CampaignProgress {
  readonly id: string;
  readonly createdAt: Date;
  readonly sender: string;
  readonly kind: 'transactional' | 'commercial';
  readonly audience: 'BIREYSEL' | 'TACIR' | null;
  /** The first of its texts; null after its erasure. */
  readonly text: string | null;
  /** The time of a delivery that the provider schedules, if any. If its orders have several, the last one. */
  readonly sendAt: Date | null;
  /** The order that this one repeats, if a person or the policy resent it. */
  readonly resendOf: string | null;
  /** The campaign of `resendOf`, if that order may have been sent. */
  readonly repeats: string | null;
}

/** A recipient of an order, and its delivery status. */
export interface RecipientDelivery {
  readonly number: string;
  readonly status: 'waiting' | 'delivered' | 'undelivered' | 'withheld';
  /**
   * When the final status was received, by webhook or from the provider's report. Null before, and for withheld
   * recipients.
   */
  readonly finalAt: Date | null;
  /**
   * Why the recipient gets a commercial message or, with the status `withheld`, does not. Null if nothing was judged.
   */
  readonly consent: Verdict | null;
  /** The ledger's record that the verdict comes from; null if the policy allowed the recipient without one. */
  readonly consentPosition: number | null;
}

/** Reads campaigns for the console. */
export class CampaignPagesRepository {
  constructor(private readonly db: Kysely<Tables>) {}

  /** Returns campaigns, newest first. @param before the last campaign of the previous page. */
  async list(account: string, limit: number, before: string | undefined): Promise<CampaignSummary[]> {
    // Ids of version 7 are ordered by time. The bounds are those of the index, so that rows of other accounts are not read.
    return this.#read(sql`(c.account, c.id) >= (${account}, ${LEAST_ID}::uuid)
        and (c.account, c.id) ${before === undefined ? sql`<=` : sql`<`} (${account}, ${before ?? GREATEST_ID}::uuid)
      order by c.account desc, c.id desc limit ${limit}`);
  }

  async one(account: string, id: string): Promise<CampaignSummary | undefined> {
    const [campaign] = await this.#read(sql`c.account = ${account} and c.id = ${id}`);
    return campaign;
  }

  /** Returns the recipients of one order, at most 50,000, by number; undefined if the account has no such order. */
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
          select o.sender, o.kind, o.audience, o.texts[1] as text, o.resend_of as "resendOf",
              (select first.campaign_id from iletimerkezi.orders first where ${MAY_HAVE_SENT}) as repeats
            from iletimerkezi.orders o where o.campaign_id = c.id order by o.position limit 1) head on true
        join lateral (
          select count(*)::integer as orders, max(o.send_at) as "sendAt", ${sum('true')} + coalesce(sum(o.withheld), 0)::float8 as recipients,
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

const LEAST_ID = '00000000-0000-0000-0000-000000000000';
const GREATEST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const TAKEN = "o.state in ('submitted', 'reconciled', 'settled')";

const sum = (condition: string) =>
  sql.raw<number>(`coalesce(sum(o.recipient_count) filter (where ${condition}), 0)::float8`);
