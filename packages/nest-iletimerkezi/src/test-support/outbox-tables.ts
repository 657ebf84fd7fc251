import type { ClientBase, Pool } from 'pg';
import type { OrderState } from 'iletimerkezi-core';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { onlyRow } from '../storage/only-row.js';
import type { Tables } from '../storage/schema.js';

/**
 * The tables of the outbox, for specs. Holds what the public API cannot do: the passing of time, the states that a crash
 * leaves, damaged rows, and reads of rows that no method returns.
 */
type Db = Kysely<Tables>;

/** Orders by their id, their campaign or their account. */
export type Orders =
  | { readonly order: string }
  | { readonly campaign: string }
  | { readonly account: string };

function matching(orders: Orders): RawBuilder<unknown> {
  if ('order' in orders) return sql`id = ${orders.order}`;
  if ('campaign' in orders) return sql`campaign_id = ${orders.campaign}`;
  return sql`account = ${orders.account}`;
}

async function change(db: Db, orders: Orders, assignments: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update iletimerkezi.orders set ${assignments}
    where ${matching(orders)} returning id`.execute(db);
  return rows.map(({ id }) => id);
}

const days = (count: number): RawBuilder<unknown> => sql`make_interval(days => ${count}::integer)`;
const ms = (count: number): RawBuilder<unknown> => sql`make_interval(secs => ${count / 1_000})`;
/** The id of an instance that does not exist. */
const GONE = '00000000-0000-7000-8000-000000000000';

/** Sets the state of orders without the conditions of the state machine. */
export async function forceState(db: Db, orders: Orders, state: OrderState): Promise<void> {
  await change(db, orders, sql`state = ${state}`);
}

/** Holds orders whose provider order is known. */
export async function holdWithProviderOrder(db: Db, orders: Orders, providerOrderId: string): Promise<void> {
  await change(db, orders, sql`state = 'held', provider_order_id = ${providerOrderId}`);
}

/** Sets the state of orders, as if it had changed so many days ago. */
export async function ageOrders(db: Db, orders: Orders, state: OrderState, age: number): Promise<void> {
  await change(db, orders, sql`state = ${state}, changed_at = now() - ${days(age)}`);
}

/** Holds orders that were submitted so many days ago. */
export async function holdSubmittedDaysAgo(db: Db, orders: Orders, age: number): Promise<void> {
  await change(db, orders, sql`state = 'held', submitting_at = now() - ${days(age)}`);
}

/** Makes scheduled orders due. */
export async function passNotBefore(db: Db, orders: Orders): Promise<void> {
  await change(db, orders, sql`not_before = now()`);
}

/** Lets time pass since the submission of orders. */
export async function submitMinutesAgo(db: Db, orders: Orders, minutes: number): Promise<void> {
  await change(db, orders, sql`submitting_at = now() - make_interval(mins => ${minutes}::integer)`);
}

/** Lets time pass for the consent checks of orders, until they are due. */
export async function passNotBeforeSinceGuard(db: Db, orders: Orders, byMs: number): Promise<void> {
  await change(
    db,
    orders,
    sql`not_before = now(), guarded_at = guarded_at - ${ms(byMs)}, guard_began_at = guard_began_at - ${ms(byMs)}`,
  );
}

/** Makes the next check of orders at the provider due. */
export async function passNextCheck(db: Db, orders: Orders): Promise<void> {
  await change(db, orders, sql`next_check_at = clock_timestamp()`);
}

/** Moves the next check of orders into the past or the future. */
export async function moveNextCheck(db: Db, orders: Orders, byMs: number): Promise<void> {
  await change(db, orders, sql`next_check_at = next_check_at + ${ms(byMs)}`);
}

/** Pauses orders, also those that an instance has claimed. */
export async function pauseOrders(db: Db, orders: Orders): Promise<void> {
  await change(db, orders, sql`paused = true`);
}

/** Leaves orders to an instance that does not exist, in the state in which they are. */
export async function claimByGoneInstance(db: Db, orders: Orders): Promise<void> {
  await change(db, orders, sql`claimed_by = ${GONE}`);
}

/** Leaves orders as an instance does that crashes between the claim and the request. */
export async function crashAfterClaim(db: Db, orders: Orders): Promise<void> {
  await change(db, orders, sql`state = 'claimed', claimed_by = ${GONE}, claim_token = ${GONE}`);
}

/** Leaves orders as an instance does that crashes during the request. */
export async function crashWhileSubmitting(db: Db, orders: Orders): Promise<void> {
  await change(
    db,
    orders,
    sql`state = 'submitting', submitting_at = now(), claimed_by = ${GONE}, claim_token = ${GONE}, attempt_token = ${GONE}`,
  );
}

/** Leaves orders as a request without a response does, with a look-up that is due. @returns their ids. */
export const leaveUnknown = (db: Db, orders: Orders, submittingAt = new Date()): Promise<string[]> =>
  change(
    db,
    orders,
    sql`state = 'unknown', next_check_at = clock_timestamp(), submitting_at = ${submittingAt}`,
  );

/** Leaves orders accepted by the provider, with a poll that is due. Their ids are also those of the provider. */
export const leaveSubmitted = (db: Db, orders: Orders): Promise<string[]> =>
  change(db, orders, sql`state = 'submitted', provider_order_id = id, next_check_at = clock_timestamp()`);

/** Removes the content of orders, so that the code that reads it throws. */
export async function removeTexts(db: Db, orders: Orders): Promise<void> {
  await change(db, orders, sql`texts = null`);
}

/** Stores a settled order of another campaign that has this provider order. */
export async function storeSettledOrder(db: Db, account: string, providerOrderId: string): Promise<void> {
  await sql`with campaign as (
      insert into iletimerkezi.campaigns (id, account) values (gen_random_uuid(), ${account}) returning id)
    insert into iletimerkezi.orders
      (id, campaign_id, account, lane, state, sender, kind, texts, recipient_count, provider_order_id)
    select gen_random_uuid(), id, ${account}, 'instant', 'settled', 'SHOP', 'transactional', '{}', 2, ${providerOrderId}
      from campaign`.execute(db);
}

/** A transactional order of one recipient, as it is after its submission. */
export interface SubmittedOrder {
  readonly id: string;
  readonly number: string;
  readonly at: Date;
  readonly state: OrderState;
  readonly provider: string | null;
  readonly check: Date | null;
}

export async function storeCampaign(db: Db, account: string, id: string): Promise<void> {
  await sql`insert into iletimerkezi.campaigns (id, account) values (${id}, ${account})`.execute(db);
}

/** Stores orders of a campaign with the text `Kodunuz 1`. */
export async function storeOrders(
  db: Db,
  { account, campaign }: { readonly account: string; readonly campaign: string },
  orders: readonly SubmittedOrder[],
): Promise<void> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(orders)}::jsonb)
    as r (id uuid, number text, at timestamptz, state text, provider text, "check" timestamptz)`;
  await sql`insert into iletimerkezi.orders (id, campaign_id, account, lane, state, sender, kind, texts,
      recipient_count, submitting_at, provider_order_id, next_check_at)
    select id, ${campaign}, ${account}, 'instant', state, 'EMULATOR', 'transactional', '{Kodunuz 1}', 1,
      at, provider, "check" from ${given}`.execute(db);
  await sql`insert into iletimerkezi.recipients (campaign_id, order_id, number)
    select ${campaign}, id, number from ${given}`.execute(db);
}

/** Moves the orders of a campaign to the end of another one. A campaign of several orders has 50,001 recipients or more. */
export async function joinCampaigns(db: Db, campaign: string, others: readonly string[]): Promise<void> {
  for (const other of others) {
    await sql`with moved as (
        update iletimerkezi.recipients set campaign_id = ${campaign} where campaign_id = ${other})
      update iletimerkezi.orders set campaign_id = ${campaign} where campaign_id = ${other}`.execute(db);
  }
}

/** Counts an account's orders that are not settled, by state. */
export async function unsettledStates(db: Db, account: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::integer as count from iletimerkezi.orders
     where account = ${account} and state <> 'settled' group by state`.execute(db);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** Returns the milliseconds until the next check of an order at the provider; null if none is scheduled. */
export async function msUntilCheck(db: Db, order: string): Promise<number | null> {
  const { rows } = await sql<{ ms: number | null }>`
    select extract(epoch from next_check_at - now())::float8 * 1000 as ms from iletimerkezi.orders
     where id = ${order}`.execute(db);
  return onlyRow(rows).ms;
}

/** Returns the recipients of a campaign with their texts, by number. */
export async function textsOf(db: Db, campaign: string): Promise<{ number: string; text: string }[]> {
  const { rows } = await sql<{ number: string; text: string }>`
    select r.number, o.texts[r.text_index + 1] as text from iletimerkezi.orders o
      join iletimerkezi.recipients r on r.order_id = o.id where o.campaign_id = ${campaign}
     order by 1`.execute(db);
  return rows;
}

/** Returns the personal data of a campaign. */
export async function personalDataOf(
  db: Db,
  campaign: string,
): Promise<{ key: string | null; numbers: string[]; texts: string[] }> {
  const { rows } = await sql<{ key: string | null; numbers: string[]; texts: string[] }>`
    select c.dedupe_key as key,
      array(select number from iletimerkezi.recipients r where r.campaign_id = c.id order by number) as numbers,
      array(select t from iletimerkezi.orders o, unnest(o.texts) t where o.campaign_id = c.id) as texts
    from iletimerkezi.campaigns c where c.id = ${campaign}`.execute(db);
  return onlyRow(rows);
}

/** Replaces the numbers of a campaign's recipients by a pseudonym, as the retention does. */
export async function replaceNumbers(db: Db, campaign: string, pseudonym: string): Promise<void> {
  await sql`update iletimerkezi.recipients set number = ${pseudonym} where campaign_id = ${campaign}`.execute(
    db,
  );
}

/** Removes the digest of a campaign's content, as in rows of earlier releases. */
export async function removeDigest(db: Db, campaign: string): Promise<void> {
  await sql`update iletimerkezi.campaigns set content_digest = null where id = ${campaign}`.execute(db);
}

/** Stores an event of an account with any type. */
export async function storeEvent(db: Db | Transaction<Tables>, account: string, type: string): Promise<void> {
  await sql`insert into iletimerkezi.events (account, type) values (${account}, ${type})`.execute(db);
}

export async function backdateEvents(db: Db, account: string, age: number): Promise<void> {
  await sql`update iletimerkezi.events set at = now() - ${days(age)} where account = ${account}`.execute(db);
}

export async function backdateReports(db: Db, account: string, age: number): Promise<void> {
  await sql`update iletimerkezi.delivery_reports set received_at = now() - ${days(age)}
    where account = ${account}`.execute(db);
}

/** Dates a direct commercial send so many days ago. */
export async function backdateSend(db: Db, id: string, age: number): Promise<void> {
  await sql`update iletimerkezi.commercial_sends set sent_at = now() - ${days(age)} where id = ${id}`.execute(
    db,
  );
}

/** A delivery report as it was received. */
export interface StoredReport {
  readonly id: string;
  readonly status: string;
  readonly rawStatus: string;
}

/** Returns the stored delivery reports of an account. */
export async function reportsOf(db: Db, account: string): Promise<StoredReport[]> {
  const { rows } = await sql<StoredReport>`select report_id as id, status, raw_status as "rawStatus"
    from iletimerkezi.delivery_reports where account = ${account}`.execute(db);
  return rows;
}

/** The start of the statement that stores a delivery report, for connections that lose its response. */
export const STORES_REPORT = 'insert into iletimerkezi.delivery_reports';

/** Leaves all delivery reports as instances do that crash during the handlers for the tenth time. */
export async function exhaustDispatches(db: Db): Promise<void> {
  await sql`update iletimerkezi.delivery_reports set dispatches = 10, claimed_by = null`.execute(db);
}

/** Makes the look-ups of all accounts due. */
export async function forgetListings(db: Db): Promise<void> {
  await sql`delete from iletimerkezi.listings`.execute(db);
}

/** Returns the stopped lanes of an account, each with the error code. */
export async function stoppedLanes(db: Db, account: string): Promise<{ lane: string; because: string }[]> {
  const { rows } = await sql<{ lane: string; because: string }>`
    select lane, stopped_because as because from iletimerkezi.lanes
     where account = ${account} and stopped_at is not null`.execute(db);
  return rows;
}

/** Returns whether an instance has a lease. */
export async function hasLease(db: Db, instance: string): Promise<boolean> {
  const { rows } = await sql`select from iletimerkezi.instances where id = ${instance}`.execute(db);
  return rows.length > 0;
}

/** Holds the lock of an account's retention until the transaction ends. */
export async function lockRetention(tx: Transaction<Tables>, account: string): Promise<void> {
  const name = `iletimerkezi retention ${account}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
}

/** Returns the number of all rows that a connection sees, also in its open transaction. */
export async function rowsSeenBy(connection: ClientBase | Pool): Promise<{
  campaigns: number;
  recipients: number;
  events: number;
  records: number;
}> {
  const count = (table: string): string => `(select count(*)::int from iletimerkezi.${table})`;
  const { rows } = await connection.query(`select ${count('campaigns')} as campaigns,
    ${count('recipients')} as recipients, ${count('events')} as events, ${count('consent_records')} as records`);
  return onlyRow(rows);
}

/** Returns how many campaigns with this key were committed. */
export async function campaignsWithKey(connection: Pool, dedupeKey: string): Promise<number> {
  const { rows } = await connection.query('select from iletimerkezi.campaigns where dedupe_key = $1', [
    dedupeKey,
  ]);
  return rows.length;
}
