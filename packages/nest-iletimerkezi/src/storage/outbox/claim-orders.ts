import type { E164 } from 'iletimerkezi-core';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { accountsWhere, anyRow } from '../due-work.repository.js';
import { inTransaction } from '../repeat.js';
import type { Lane, Tables } from '../schema.js';
import { storedNumbers } from '../stored-numbers.js';

/** The right to work on an order: the token that every later write requires. */
export interface Claim {
  readonly id: string;
  readonly claim: string;
}

/** The recipients of an order, by the index of their text. */
export type RecipientsByText = ReadonlyMap<number, readonly E164[]>;

/** An order that this instance has claimed. */
export interface ClaimedOrder extends Claim {
  readonly campaign: string;
  readonly account: string;
  readonly lane: Lane;
  readonly sender: string;
  readonly kind: 'transactional' | 'commercial';
  readonly audience: 'BIREYSEL' | 'TACIR' | null;
  readonly texts: readonly string[];
  /** Null when that time has passed, by the database's clock. */
  readonly sendAt: Date | null;
  readonly sendInMs: number;
  readonly recipientCount: number;
  /** Undefined for orders whose recipients are read later: large ones, and those whose consents are checked again. */
  readonly recipients: RecipientsByText | undefined;
  readonly attempts: number;
  /** Whether an earlier attempt of this order has entered `submitting`. */
  readonly attempted: boolean;
  readonly resendOf: string | null;
}

/** Which orders to claim, and under which token. */
export interface ClaimRequest {
  readonly account: string;
  readonly lane: Lane;
  readonly limit: number;
  /** The id of the instance that claims. */
  readonly instance: string;
  /** A new token, which the claimed orders get. */
  readonly claim: string;
}

/** Largest order whose recipients are read with the claim. */
const RECIPIENTS_WITH_CLAIM = 100;

/** Numbers are read as one text: the driver needs 30 ms for an array of 50,000 items, and a split needs 1 ms. */
const numbersByText = (order: RawBuilder<unknown>) => sql`
  select text_index, string_agg(number, ',' order by number) as numbers
    from iletimerkezi.recipients where order_id = ${order} and status <> 'withheld' group by text_index`;

const CLAIMED_COLUMNS = sql`o.id, o.campaign_id as campaign, o.account, o.lane, o.sender, o.kind, o.audience, o.texts,
  case when o.send_at > clock_timestamp() then o.send_at end as "sendAt",
  greatest(0, coalesce(extract(epoch from o.send_at - clock_timestamp()) * 1000, 0))::float8 as "sendInMs",
  o.recipient_count as "recipientCount", o.attempts, o.resend_of as "resendOf", o.claim_token as claim,
  o.attempt_token is not null as attempted,
  case when o.kind = 'transactional' and o.recipient_count <= ${sql.lit(RECIPIENTS_WITH_CLAIM)} then
    (select json_agg(json_build_array(text_index, numbers)) from (${numbersByText(sql`o.id`)}) as r) end as recipients`;

/**
 * Accounts that have an order of a lane that may be sent now. See {@link DueWork}. The time is that of the statement: a
 * time that changes within a statement cannot bound the search in an index.
 */
export const dueOrders =
  (lane: Lane) =>
  (accounts: readonly string[]): RawBuilder<unknown> =>
    accountsWhere(
      accounts,
      sql`${anyRow(
        sql`from iletimerkezi.orders o
          where o.account = a.account and o.lane = ${lane} and o.stage = 'pending' and not o.paused
            and o.not_before <= statement_timestamp() and (o.not_after is null or o.not_after > statement_timestamp())`,
        sql`o.not_before, o.position`,
      )} and not exists (select from iletimerkezi.lanes l
          where l.account = a.account and l.lane = ${lane} and l.stopped_at is not null)`,
    );

/**
 * Claims the orders of a lane that have been due for the longest time. Returns nothing when the instance's lease was ended. The commit
 * is asynchronous: without the claim, nothing can be sent.
 */
export function claimOrders(db: Kysely<Tables>, request: ClaimRequest): Promise<ClaimedOrder[]> {
  const { account, lane } = request;
  if (lane === 'instant') return claimOn(db, request);
  // One large order at a time over all instances. The lock is acquired first, so that the query sees all earlier
  // claims.
  return inTransaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`iletimerkezi bulk ${account}`}, 0))`.execute(
      tx,
    );
    const busy = await sql`select from iletimerkezi.orders
      where stage = 'in_hand' and account = ${account} and lane = 'bulk' limit 1`.execute(tx);
    return busy.rows.length > 0 ? [] : claimOn(tx, { ...request, limit: 1 });
  });
}

async function claimOn(
  db: Kysely<Tables> | Transaction<Tables>,
  { account, lane, limit, instance, claim }: ClaimRequest,
): Promise<ClaimedOrder[]> {
  const { rows } = await sql<ClaimedOrder & { recipients: [number, string][] | null }>`
    with quick as materialized (select set_config('synchronous_commit', 'off', true) as setting),
    due as (
      select id from iletimerkezi.orders
       where account = ${account} and lane = ${lane} and stage = 'pending' and not paused
         and not_before <= statement_timestamp() and (not_after is null or not_after > statement_timestamp())
         and not exists (select from iletimerkezi.lanes l
           where l.account = ${account} and l.lane = ${lane} and l.stopped_at is not null)
         and exists (select from iletimerkezi.instances i where i.id = ${instance})
       order by not_before, position limit ${limit} for update skip locked)
    update iletimerkezi.orders o
       set state = 'claimed', claimed_by = ${instance}, claim_token = ${claim}, attempts = attempts + 1,
         changed_at = now()
      from due, quick where o.id = due.id and quick.setting = 'off'
    returning ${CLAIMED_COLUMNS}`.execute(db);
  return rows.map(({ recipients, ...order }) => ({
    ...order,
    recipients: recipients?.length ? recipientsFrom(recipients) : undefined,
  }));
}

/** Returns the recipients of an order whose claim did not read them. */
export async function readRecipients(db: Kysely<Tables>, id: string): Promise<RecipientsByText> {
  const { rows } = await sql<{ text_index: number; numbers: string }>`${numbersByText(sql`${id}`)}`.execute(
    db,
  );
  return recipientsFrom(rows.map(({ text_index, numbers }) => [text_index, numbers]));
}

/** Returns the milliseconds until a pending order's `notBefore`; undefined when none is planned. */
export async function untilNextOrder(
  db: Kysely<Tables>,
  account: string,
  lane: Lane,
): Promise<number | undefined> {
  const { rows } = await sql<{ wait: number | null }>`
    select (extract(epoch from min(not_before) - clock_timestamp()) * 1000)::float8 as wait
      from iletimerkezi.orders
     where account = ${account} and lane = ${lane} and stage = 'pending' and not paused
       and not_before > statement_timestamp()`.execute(db);
  return rows[0]?.wait ?? undefined;
}

const recipientsFrom = (rows: readonly (readonly [number, string])[]): RecipientsByText =>
  new Map(rows.map(([index, numbers]) => [index, storedNumbers(numbers.split(','))]));
