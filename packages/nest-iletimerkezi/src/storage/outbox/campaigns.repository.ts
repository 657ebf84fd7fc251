import type { OrderState } from 'iletimerkezi-core';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { ConsentPolicy } from '../../options/guard-rules.js';
import type { SpendRules } from '../../options/spend.options.js';
import type { Lane, Tables } from '../schema.js';
import { CampaignSpend } from '../spend/campaign-spend.js';
import { wakeOrders } from './wake.js';
import { moveOrder, UNSENT_STATES } from './order-moves.js';
import { appendEvent } from '../events/append-event.js';
import type { OrderEvidence } from '../events/order-evidence.js';
import { EnqueueStatements, ownTransaction } from './enqueue.js';
import { onlyRow } from '../only-row.js';
import { inTransaction } from '../repeat.js';

/** The progress of a campaign, in recipients. */
export interface CampaignProgress {
  readonly state: 'open' | 'paused' | 'cancelled';
  readonly orders: number;
  readonly recipients: number;
  /** Recipients that were given more than once. Each gets the message once. */
  readonly duplicates: number;
  /** Not sent yet: waiting, or in a request. */
  readonly queued: number;
  /** Part of `queued`: recipients to check at the registry, at `consents.checksPerSecond`. */
  readonly checking: number;
  /** Not sent because of a missing consent or the frequency cap, see {@link Campaign.recipients}. */
  readonly withheld: number;
  /** Accepted by the provider; includes the next three. */
  readonly submitted: number;
  readonly delivered: number;
  readonly undelivered: number;
  /** Accepted by the provider, without a final status yet. */
  readonly waiting: number;
  /** Recipients of orders whose outcome is unknown or waits for a person. */
  readonly unknown: number;
  /** Not sent: refused, expired or cancelled. */
  readonly notSent: number;
  /** In credits or lira, as the account is billed, of settled orders. */
  readonly cost: number;
}

/** An order for an operator. Contains no number and no text. */
export interface OrderView {
  readonly id: string;
  readonly campaign: string;
  readonly account: string;
  readonly lane: Lane;
  readonly state: OrderState;
  /** Recipients who get the message. */
  readonly recipients: number;
  /** Recipients withheld because of a missing consent or the frequency cap. */
  readonly withheld: number;
  /** Recipients to check at the registry. */
  readonly unchecked: number;
  /** The brand whose consents it relies on, and the policy; null for transactional orders. */
  readonly brandCode: string | null;
  readonly consentPolicy: ConsentPolicy | null;
  readonly delivered: number;
  readonly undelivered: number;
  readonly attempts: number;
  /** Earliest time at which it is sent. While it waits for the sending hours, `evidence.pending` is `outside-hours`. */
  readonly notBefore: Date;
  /** The time at which the provider sends it, if it was scheduled. */
  readonly sendAt: Date | null;
  readonly providerOrderId: string | null;
  readonly evidence: unknown;
  readonly createdAt: Date;
  readonly submittingAt: Date | null;
  /**
   * The start of the day or month in which the order is tried again, while it waits because of a cap on spending; null
   * otherwise, and if it is larger than the cap.
   */
  readonly retryAt: Date | null;
}

/** An order that the provider holds for its `sendAt`. */
export interface ScheduledOrder {
  readonly id: string;
  readonly providerOrderId: string;
  readonly recipients: number;
  readonly sendAt: Date;
  readonly submittedAt: Date;
  /** False when the text was removed after the submission, so that the order cannot be sent again. */
  readonly isRepeatable: boolean;
}

/** States in which the provider has an order whose report is not final. */
const FOLLOWED: readonly OrderState[] = ['submitted', 'reconciled'];

const IS_SCHEDULED = sql`(state = any(${FOLLOWED}::text[]) and provider_order_id is not null and send_at > clock_timestamp())`;

export class CampaignsRepository {
  /** @param spend the spend limits that a second order counts in; undefined without limits. */
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly spend?: SpendRules,
  ) {}

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
   * Returns whether one of these spellings of a number is among the recipients, and whether a negative answer is
   * reliable.
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

  /**
   * Pauses or resumes the unsent orders. Orders that the provider holds are not changed, see {@link withdrawn}.
   * @returns the number of recipients of the unsent orders; undefined when there is no such campaign or it is cancelled.
   */
  async pause(account: string, id: string, paused: boolean): Promise<number | undefined> {
    return inTransaction(this.db, async (tx) => {
      const { rows } = await sql`
        update iletimerkezi.campaigns set state = ${paused ? 'paused' : 'open'}
         where account = ${account} and id = ${id} and state <> 'cancelled' returning id`.execute(tx);
      if (rows.length === 0) return undefined;
      await sql`update iletimerkezi.orders set paused = ${paused}
         where campaign_id = ${id} and (spend is null or not spend ? 'waiting')`.execute(tx);
      const unsent = await sql<{ recipients: number }>`
        select coalesce(sum(recipient_count), 0)::float8 as recipients from iletimerkezi.orders
         where campaign_id = ${id} and state = any(${UNSENT_STATES})`.execute(tx);
      await appendEvent(tx, {
        account,
        type: paused ? 'campaign-paused' : 'campaign-resumed',
        campaign: id,
      });
      if (!paused) await wakeOrders(tx, account);
      return onlyRow(unsent.rows).recipients;
    });
  }

  /**
   * Sets the earliest time of the waiting orders of a campaign of which no order was started. The `sendAt` of its orders becomes
   * the same time, also of withheld ones, which are not sent. Orders that the provider holds are not changed, see {@link withdrawn}.
   * @returns the number of recipients of the changed orders, or the reason why none was changed; undefined when there is no such
   * campaign.
   */
  async reschedule(
    account: string,
    id: string,
    notBefore: Date,
  ): Promise<number | 'started' | 'after-end' | undefined> {
    return inTransaction(this.db, async (tx) => {
      const found = await sql`select from iletimerkezi.campaigns
        where account = ${account} and id = ${id} for update`.execute(tx);
      if (found.rows.length === 0) return undefined;
      const { rows } = await sql<{
        recipients: number;
        waits: boolean;
        isScheduled: boolean;
        inTime: boolean;
      }>`
        select recipient_count as recipients, state in ('pending', 'checking') as waits, ${IS_SCHEDULED} as "isScheduled",
            coalesce(not_after > ${notBefore}, true) as "inTime"
          from iletimerkezi.orders where campaign_id = ${id} and state <> 'withheld' for update`.execute(tx);
      if (rows.length === 0 || !rows.every(({ waits, isScheduled }) => waits || isScheduled))
        return 'started';
      if (!rows.every(({ inTime }) => inTime)) return 'after-end';
      await sql`update iletimerkezi.orders set not_before = case when send_at is null then ${notBefore}::timestamptz else not_before end,
          send_at = case when send_at is null then null else ${notBefore}::timestamptz end,
          evidence = evidence - array['pending', 'until']
        where campaign_id = ${id} and state in ('pending', 'checking', 'withheld')`.execute(tx);
      const data = { notBefore: notBefore.toISOString() };
      await appendEvent(tx, { account, type: 'campaign-rescheduled', campaign: id, data });
      await wakeOrders(tx, account);
      return rows.reduce((sum, { waits, recipients }) => sum + (waits ? recipients : 0), 0);
    });
  }

  /** Returns the orders of a campaign that the provider holds for their `sendAt`, in the sequence in which they were sent. */
  async scheduled(account: string, id: string): Promise<ScheduledOrder[]> {
    const { rows } = await sql<ScheduledOrder>`
      select id, provider_order_id as "providerOrderId", recipient_count as recipients, send_at as "sendAt",
          coalesce(submitting_at, created_at) as "submittedAt", texts is not null and erased_at is null as "isRepeatable"
        from iletimerkezi.orders
       where account = ${account} and campaign_id = ${id} and ${IS_SCHEDULED} order by position`.execute(
      this.db,
    );
    return rows;
  }

  /**
   * Writes that the provider has cancelled an order before its `sendAt`.
   * @param again when the order is submitted again, for which `sendAt`. Without it, the order is cancelled.
   * @returns false when the order does not wait at the provider any more, under this id.
   */
  async withdrawn(
    { id, providerOrderId }: ScheduledOrder,
    again?: { readonly sendAt: Date; readonly notBefore: Date },
  ): Promise<boolean> {
    return inTransaction(this.db, async (tx) => {
      const found = await sql`select from iletimerkezi.orders
        where id = ${id} and provider_order_id = ${providerOrderId} for update`.execute(tx);
      if (found.rows.length === 0) return false;
      if (again === undefined) return moveOrder(tx, id, 'cancelled', {}, FOLLOWED);
      if (!(await moveOrder(tx, id, 'pending', {}, FOLLOWED))) return false;
      // Without the token, an answer to the earlier attempt is ignored, and a code 451 is no evidence of it.
      await sql`update iletimerkezi.orders set send_at = ${again.sendAt}, not_before = ${again.notBefore}, attempts = 0,
          provider_order_id = null, attempt_token = null, submitting_at = null, submitted_at = null, delivered = 0, undelivered = 0
        where id = ${id}`.execute(tx);
      await sql`update iletimerkezi.recipients set status = 'waiting', final_at = null
        where order_id = ${id} and status = 'undelivered'`.execute(tx);
      return true;
    });
  }

  /** @returns how many recipients do not get the message; undefined when there is no such campaign. */
  async cancel(account: string, id: string): Promise<number | undefined> {
    return inTransaction(this.db, async (tx) => {
      const found =
        await sql`update iletimerkezi.campaigns set state = 'cancelled' where account = ${account} and id = ${id} returning id`.execute(
          tx,
        );
      if (found.rows.length === 0) return undefined;
      const { rows } = await sql<{ id: string; recipients: number }>`
        select id, recipient_count as recipients from iletimerkezi.orders
         where campaign_id = ${id} and state = any(${UNSENT_STATES}) for update`.execute(tx);
      for (const order of rows) await moveOrder(tx, order.id, 'cancelled', {}, UNSENT_STATES);
      return rows.reduce((sum, { recipients }) => sum + recipients, 0);
    });
  }

  /** Returns orders that wait for a decision, oldest first. */
  async held(account: string, limit: number): Promise<OrderView[]> {
    const { rows } = await sql<OrderView>`${VIEW} where account = ${account} and stage = 'held'
      order by position limit ${limit}`.execute(this.db);
    return rows;
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

  /**
   * Creates a second order with the same content in place of the first. @returns its id, if the first could be resent.
   * @throws SpendLimitError when the second order exceeds a spend limit. Nothing is changed then.
   */
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
      if (this.spend) await new CampaignSpend(ownTransaction(tx), this.spend).reserveCopy(id, fresh);
      return fresh;
    });
  }
}

const VIEW = sql`select id, campaign_id as campaign, account, lane, state, recipient_count as recipients, withheld, unchecked,
  brand_code as "brandCode", consent_policy as "consentPolicy", delivered, undelivered, attempts, not_before as "notBefore",
  send_at as "sendAt", provider_order_id as "providerOrderId", evidence, created_at as "createdAt", submitting_at as "submittingAt",
  (spend->>'waiting')::timestamptz as "retryAt"
  from iletimerkezi.orders`;

/** Copies the recipients into a separate campaign: a campaign has each number once. */
async function copyOrder(tx: Transaction<Tables>, id: string, fresh: string): Promise<void> {
  const account = await accountOf(tx, id);
  await new EnqueueStatements(ownTransaction(tx)).begin({ id: fresh, account });
  await sql`insert into iletimerkezi.orders
      (id, campaign_id, account, lane, sender, kind, audience, texts, send_at, not_after, recipient_count, resend_of,
       brand_code, consent_policy, confidential)
    select ${fresh}, ${fresh}, account, lane, sender, kind, audience, texts, send_at, not_after, recipient_count, id,
        brand_code, consent_policy, confidential
      from iletimerkezi.orders where id = ${id}`.execute(tx);
  await sql`update iletimerkezi.orders set texts = null where id = ${id} and confidential`.execute(tx);
  await sql`insert into iletimerkezi.recipients (campaign_id, order_id, number, text_index)
    select ${fresh}, ${fresh}, number, text_index from iletimerkezi.recipients where order_id = ${id} and status <> 'withheld'`.execute(
    tx,
  );
  await wakeOrders(tx, account);
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
