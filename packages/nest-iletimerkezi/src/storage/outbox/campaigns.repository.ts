import type { OrderState } from 'iletimerkezi-core';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { ConsentPolicy } from '../../options/guard-rules.js';
import type { Lane, Tables } from '../schema.js';
import { moveOrder } from './orders.repository.js';
import { appendEvent } from '../events/append-event.js';
import type { OrderEvidence } from '../events/order-evidence.js';
import { EnqueueStatements, ownTransaction } from './enqueue.js';
import { inTransaction } from '../repeat.js';

/** How far a campaign is, in recipients. */
export interface CampaignProgress {
  readonly state: 'open' | 'paused' | 'cancelled';
  readonly orders: number;
  readonly recipients: number;
  /** Recipients that were given more than once and go once. */
  readonly duplicates: number;
  /** Not gone yet: waiting, or on their way this moment. */
  readonly queued: number;
  /** Of those, the ones the registry still is to be asked about; at `consents.checksPerSecond`. */
  readonly checking: number;
  /** They do not get it for want of their consent, see {@link Campaign.recipients}. */
  readonly withheld: number;
  /** The provider took them; the next three are parts of it. */
  readonly submitted: number;
  readonly delivered: number;
  readonly undelivered: number;
  /** Taken by the provider, without a final word yet. */
  readonly waiting: number;
  /** Whether the provider took them is not known, or waits for a person. */
  readonly unknown: number;
  /** They did not go: refused, expired, cancelled. */
  readonly notSent: number;
  /** In credits or lira, as the account is billed; of settled orders. */
  readonly cost: number;
}

/** What has not come to its end before the provider, in orders. */
export interface Backlog {
  readonly waiting: number;
  /** Commercial orders about whose recipients the registry is being asked. */
  readonly checking: number;
  readonly unknown: number;
  readonly held: number;
  /** Since when the oldest waits that may go. */
  readonly oldest: Date | null;
}

/** An order as a person looks at it. No number and no text is in it. */
export interface OrderView {
  readonly id: string;
  readonly campaign: string;
  readonly account: string;
  readonly lane: Lane;
  readonly state: OrderState;
  /** Who gets it, or got it. */
  readonly recipients: number;
  /** Who does not get it for want of their consent. */
  readonly withheld: number;
  /** Recipients that the registry still is to be asked about. */
  readonly unchecked: number;
  /** Whose consents it relies on, and by which policy; null for transactional ones. */
  readonly brandCode: string | null;
  readonly consentPolicy: ConsentPolicy | null;
  readonly delivered: number;
  readonly undelivered: number;
  readonly attempts: number;
  readonly providerOrderId: string | null;
  readonly evidence: unknown;
  readonly createdAt: Date;
  readonly submittingAt: Date | null;
}

export class CampaignsRepository {
  constructor(private readonly db: Kysely<Tables>) {}

  async progress(account: string, id: string): Promise<CampaignProgress | undefined> {
    const { rows } = await sql<CampaignProgress>`
      select c.state, c.duplicates, count(o.id) as orders, ${sum('true')} + coalesce(sum(o.withheld), 0)::float8 as recipients,
        ${sum("o.state in ('checking', 'pending', 'claimed', 'submitting')")} as queued,
        coalesce(sum(o.unchecked) filter (where o.state = 'checking'), 0)::float8 as checking,
        coalesce(sum(o.withheld), 0)::float8 as withheld,
        ${sum("o.state in ('submitted', 'reconciled', 'settled')")} as submitted,
        coalesce(sum(o.delivered), 0)::float8 as delivered, coalesce(sum(o.undelivered), 0)::float8 as undelivered,
        ${sum("o.state in ('submitted', 'reconciled', 'settled')")} - coalesce(sum(o.delivered + o.undelivered), 0)::float8 as waiting,
        ${sum("o.state in ('unknown', 'held')")} as unknown,
        ${sum("o.state in ('rejected', 'expired', 'cancelled')")} as "notSent",
        coalesce(sum(o.price), 0)::float8 as cost
      from iletimerkezi.campaigns c left join iletimerkezi.orders o on o.campaign_id = c.id
      where c.account = ${account} and c.id = ${id} group by c.id`.execute(this.db);
    return rows[0];
  }

  /**
   * Whether one of these spellings of a number is among the recipients, and whether a "no" would be the truth.
   * @param mark of the hashes that the spellings were made with.
   */
  async includes(
    account: string,
    id: string,
    spellings: readonly string[],
    mark: string | undefined,
  ): Promise<{ found: boolean; complete: boolean } | undefined> {
    const { rows } = await sql<{ found: boolean; complete: boolean }>`
      select exists (select from iletimerkezi.recipients where campaign_id = ${id} and number = any(${spellings}::text[])) as found,
        not exists (select from iletimerkezi.orders where campaign_id = ${id}
          and erased_how is not null and erased_how is distinct from ${mark ?? null}) as complete
      from iletimerkezi.campaigns where account = ${account} and id = ${id}`.execute(this.db);
    return rows[0];
  }

  /** Holds back, or lets go again, what has not gone. @returns false when there is no such campaign or it is cancelled. */
  async pause(account: string, id: string, paused: boolean): Promise<boolean> {
    return inTransaction(this.db, async (tx) => {
      const { rows } = await sql`
        update iletimerkezi.campaigns set state = ${paused ? 'paused' : 'open'}
         where account = ${account} and id = ${id} and state <> 'cancelled' returning id`.execute(tx);
      if (rows.length === 0) return false;
      await sql`update iletimerkezi.orders set paused = ${paused} where campaign_id = ${id}`.execute(tx);
      await appendEvent(tx, {
        account,
        type: paused ? 'campaign-paused' : 'campaign-resumed',
        campaign: id,
      });
      if (!paused) await sql`select pg_notify('iletimerkezi_outbox', ${account})`.execute(tx);
      return true;
    });
  }

  /** @returns how many recipients do not get it now; undefined when there is no such campaign. */
  async cancel(account: string, id: string): Promise<number | undefined> {
    return inTransaction(this.db, async (tx) => {
      const found =
        await sql`update iletimerkezi.campaigns set state = 'cancelled' where account = ${account} and id = ${id} returning id`.execute(
          tx,
        );
      if (found.rows.length === 0) return undefined;
      const { rows } = await sql<{ id: string; recipients: number }>`
        select id, recipient_count as recipients from iletimerkezi.orders
         where campaign_id = ${id} and state in ('checking', 'pending', 'claimed') for update`.execute(tx);
      for (const order of rows) await moveOrder(tx, order.id, 'cancelled');
      return rows.reduce((sum, { recipients }) => sum + recipients, 0);
    });
  }

  /** Orders that wait for a person, oldest first. */
  async held(account: string, limit: number): Promise<OrderView[]> {
    const { rows } = await sql<OrderView>`${VIEW} where account = ${account} and state = 'held'
      order by position limit ${limit}`.execute(this.db);
    return rows;
  }

  async backlog(account: string): Promise<Backlog> {
    const { rows } = await sql<Backlog>`
      select count(*) filter (where state in ('pending', 'claimed', 'submitting')) as waiting,
        count(*) filter (where state = 'unknown') as unknown, count(*) filter (where state = 'held') as held,
        count(*) filter (where state = 'checking') as checking,
        min(created_at) filter (where state in ('pending', 'claimed', 'submitting') and not_before <= now()) as oldest
      from iletimerkezi.orders
      where account = ${account} and state in ('checking', 'pending', 'claimed', 'submitting', 'unknown', 'held')`.execute(
      this.db,
    );
    return rows[0] ?? { waiting: 0, checking: 0, unknown: 0, held: 0, oldest: null };
  }

  async ordersOf(account: string, campaign: string): Promise<OrderView[]> {
    const { rows } = await sql<OrderView>`${VIEW} where account = ${account} and campaign_id = ${campaign}
      order by position`.execute(this.db);
    return rows;
  }

  async hasOrder(account: string, id: string): Promise<boolean> {
    const { rows } =
      await sql`select from iletimerkezi.orders where account = ${account} and id = ${id}`.execute(this.db);
    return rows.length > 0;
  }

  /** A second order with the first one's content, in its place. @returns the second's id, if the first could be resent. */
  async resend(
    id: string,
    fresh: string,
    only: readonly OrderState[],
    evidence: OrderEvidence,
    claim?: string,
  ): Promise<string | undefined> {
    return inTransaction(this.db, async (tx) => {
      if (claim !== undefined) {
        const { rows } = await sql`select from iletimerkezi.orders
          where id = ${id} and claim_token = ${claim} for update`.execute(tx);
        if (rows.length === 0) return undefined;
      }
      if (!(await moveOrder(tx, id, 'resent', { evidence: { ...evidence, resentAs: fresh } }, only)))
        return undefined;
      await copyOrder(tx, id, fresh);
      return fresh;
    });
  }
}

const VIEW = sql`select id, campaign_id as campaign, account, lane, state, recipient_count as recipients, withheld, unchecked,
  brand_code as "brandCode", consent_policy as "consentPolicy", delivered, undelivered, attempts,
  provider_order_id as "providerOrderId", evidence, created_at as "createdAt", submitting_at as "submittingAt"
  from iletimerkezi.orders`;

/** The same recipients under a campaign of its own: within one campaign a number stands once. */
async function copyOrder(tx: Transaction<Tables>, id: string, fresh: string): Promise<void> {
  await new EnqueueStatements(ownTransaction(tx)).begin({ id: fresh, account: await accountOf(tx, id) });
  await sql`insert into iletimerkezi.orders
      (id, campaign_id, account, lane, sender, kind, audience, texts, send_at, not_after, recipient_count, resend_of,
       brand_code, consent_policy)
    select ${fresh}, ${fresh}, account, lane, sender, kind, audience, texts, send_at, not_after, recipient_count, id,
        brand_code, consent_policy
      from iletimerkezi.orders where id = ${id}`.execute(tx);
  await sql`insert into iletimerkezi.recipients (campaign_id, order_id, number, text_index)
    select ${fresh}, ${fresh}, number, text_index from iletimerkezi.recipients where order_id = ${id} and status <> 'withheld'`.execute(
    tx,
  );
  await sql`select pg_notify('iletimerkezi_outbox', account) from iletimerkezi.orders where id = ${id}`.execute(
    tx,
  );
}

async function accountOf(tx: Transaction<Tables>, id: string): Promise<string> {
  const { account } = await tx
    .selectFrom('orders')
    .select('account')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return account;
}

const sum = (condition: string) =>
  sql.raw<number>(`coalesce(sum(o.recipient_count) filter (where ${condition}), 0)::float8`);
