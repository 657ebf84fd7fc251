import { type Kysely, sql } from 'kysely';
import { onlyRow } from '../storage/only-row.js';
import type { Tables } from '../storage/schema.js';

/** The tables of phone verifications, for specs. */
type Db = Kysely<Tables>;

/** Lets time pass for an account: moves everything that is stored back. */
export async function passTime(db: Db, account: string, ms: number): Promise<void> {
  const back = sql`make_interval(secs => ${ms / 1000})`;
  await sql`with v as (update iletimerkezi.phone_verifications set created_at = created_at - ${back},
        expires_at = expires_at - ${back}, resend_at = resend_at - ${back}, verified_at = verified_at - ${back}
      where account = ${account}),
    t as (update iletimerkezi.phone_verification_targets set touched_at = touched_at - ${back},
        wrong = array(select w - ${back} from unnest(wrong) as w order by 1) where account = ${account}),
    h as (update iletimerkezi.phone_verification_hits set at = at - ${back} where account = ${account}),
    p as (update iletimerkezi.phone_verification_pauses set until = until - ${back} where account = ${account})
    update iletimerkezi.orders set not_after = not_after - ${back}, created_at = created_at - ${back}
      where account = ${account}`.execute(db);
}

/** Returns the texts of the account's orders that are stored, oldest first. */
export async function storedTexts(db: Db, account: string): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select o.texts[1] as text from iletimerkezi.orders o
     where o.account = ${account} and o.texts is not null order by o.position`.execute(db);
  return rows.map(({ text }) => text);
}

/** Returns the texts of messages to a number, oldest first. */
export async function textsTo(db: Db, account: string, number: string): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select o.texts[1] as text from iletimerkezi.orders o join iletimerkezi.recipients r on r.order_id = o.id
     where o.account = ${account} and r.number = ${number} and o.texts is not null order by o.position`.execute(
    db,
  );
  return rows.map(({ text }) => text);
}

/** Returns how many messages of an account were enqueued. */
export async function messageCount(db: Db, account: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from iletimerkezi.orders where account = ${account}`.execute(db);
  return onlyRow(rows).count;
}

/** Returns all rows of an account in tables that contain messages or verifications, as one text. */
export async function everythingOf(db: Db, account: string): Promise<string> {
  const { rows } = await sql<{ all: string }>`
    select concat_ws(' ',
      (select string_agg(c::text, ' ') from iletimerkezi.campaigns c where account = ${account}),
      (select string_agg(o::text, ' ') from iletimerkezi.orders o where account = ${account}),
      (select string_agg(e::text, ' ') from iletimerkezi.events e where account = ${account}),
      (select string_agg(d::text, ' ') from iletimerkezi.delivery_reports d where account = ${account}),
      (select string_agg(v::text, ' ') from iletimerkezi.phone_verifications v where account = ${account}),
      (select string_agg(t::text, ' ') from iletimerkezi.phone_verification_targets t where account = ${account}),
      (select string_agg(h::text, ' ') from iletimerkezi.phone_verification_hits h where account = ${account}))
      as all`.execute(db);
  return onlyRow(rows).all;
}

/** Returns all rows of all tables of the module, as one text. */
export async function allRows(db: Db): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select table_name::text as name from information_schema.tables
     where table_schema = 'iletimerkezi' and table_type = 'BASE TABLE'`.execute(db);
  const texts = rows.map(async ({ name }) => {
    const all = await sql<{
      row: string;
    }>`select t::text as row from ${sql.table(`iletimerkezi.${name}`)} t`.execute(db);
    return all.rows.map(({ row }) => `${name} ${row}`);
  });
  return (await Promise.all(texts)).flat().join('\n');
}

/** Returns how many rows an account has in each table of phone verifications. */
export async function rowCounts(db: Db, account: string): Promise<readonly number[]> {
  const { rows } = await sql<{ counts: number[] }>`select array[
      (select count(*) from iletimerkezi.phone_verifications where account = ${account}),
      (select count(*) from iletimerkezi.phone_verification_targets where account = ${account}),
      (select count(*) from iletimerkezi.phone_verification_hits where account = ${account}),
      (select count(*) from iletimerkezi.phone_verification_pauses where account = ${account})]::integer[] as counts`.execute(
    db,
  );
  return onlyRow(rows).counts;
}

/** Leaves an order as `held`, with the text that it was enqueued with. */
export async function holdOrders(db: Db, account: string): Promise<void> {
  await sql`update iletimerkezi.orders set state = 'held' where account = ${account}`.execute(db);
}

/** Stops the lane of an account, as an empty balance does. */
export async function stopInstantLane(db: Db, account: string): Promise<void> {
  await sql`insert into iletimerkezi.lanes (account, lane, stopped_at, stopped_because)
    values (${account}, 'instant', now(), 'insufficient-balance')`.execute(db);
}

/** Returns the stored texts of the account's delivery reports. */
export async function reportTexts(db: Db, account: string): Promise<string[]> {
  const { rows } = await sql<{ body: string }>`
    select body from iletimerkezi.delivery_reports where account = ${account}`.execute(db);
  return rows.map(({ body }) => body);
}

/** Counts messages of the last hour for an account, each to another phone, prefix and IP address. */
export async function fillHits(db: Db, account: string, messages: number): Promise<void> {
  await sql`insert into iletimerkezi.phone_verification_hits (account, scope, key, at, ordinal)
    select ${account}, scope, case when scope = 'account' then '' else scope || ' ' || n end,
        clock_timestamp() - make_interval(secs => 3600.0 * n / ${messages}::integer),
        case when scope = 'account' then ${messages}::integer - n + 2 else 1 end
      from generate_series(1, ${messages}::integer) as n, unnest(array['phone', 'prefix', 'ip', 'account']) as scope`.execute(
    db,
  );
}
