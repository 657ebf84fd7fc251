import { type Kysely, sql } from 'kysely';
import { onlyRow } from '../storage/only-row.js';
import { RECIPIENTS_PER_SECOND } from '../storage/outbox/rate-limit.repository.js';
import type { Tables } from '../storage/schema.js';

/** The rate limits of the accounts, for specs. Times are microseconds of the account's clock. */
type Db = Kysely<Tables>;

/** Leaves so many slots of an account free. The others are free in a minute. */
export async function leaveSlots(db: Db, account: string, free: number): Promise<void> {
  await sql`update iletimerkezi.rate_limits set free_at = array(
      select case when n > ${free} then 60000000 else 0 end
        from generate_series(1, ${RECIPIENTS_PER_SECOND}::integer) n)
    where account = ${account}`.execute(db);
}

/** Returns whether the slot with this id is still reserved. */
export async function isReserved(db: Db, account: string, id: number | undefined): Promise<boolean> {
  const { rows } = await sql`select from iletimerkezi.rate_limits
    where account = ${account} and ${id}::bigint = any(free_at)`.execute(db);
  return rows.length > 0;
}

/** Reserves all slots for a second, and sets the clock of the database an hour forward. @returns the account's time. */
export async function jumpForward(db: Db, account: string): Promise<number> {
  const { rows } = await sql<{ now: number }>`update iletimerkezi.rate_limits
    set free_at = array_fill(now_at + 1000000, array[${RECIPIENTS_PER_SECOND}::integer]), skew = skew - 3600000000
    where account = ${account} returning now_at as now`.execute(db);
  return onlyRow(rows).now;
}

/** Returns how many slots are reserved for longer than a millisecond. */
export async function reservedSlots(db: Db, account: string): Promise<number> {
  const { rows } = await sql`select at from iletimerkezi.rate_limits, unnest(free_at) at
    where account = ${account} and at > now_at + 1000`.execute(db);
  return rows.length;
}
