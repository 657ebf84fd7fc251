import type { ClientBase } from 'pg';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../storage/schema.js';

/** Makes the database refuse writes and reads of the outbox, for specs. */
type Db = Kysely<Tables>;

/** Writes to orders: the result of a submission, or of a poll. */
export type OrderWrites = { readonly submissionOf: string } | { readonly pollsOf: string };

const condition = (writes: OrderWrites): string =>
  'submissionOf' in writes
    ? `new.id = '${writes.submissionOf}' and old.state = 'submitting'`
    : `old.account = '${writes.pollsOf}' and old.state = 'submitted' and new.claimed_by is null`;

let refusals = 0;

/**
 * Makes the next writes fail with the message `not now`, an error that the data did not cause.
 * @returns a function that counts the attempts, also those that succeeded.
 */
export async function refuseOrderWrites(
  db: Db,
  writes: OrderWrites,
  times: number,
): Promise<() => Promise<number>> {
  const name = `refuse_${(refusals += 1)}`;
  await sql
    .raw(
      `create sequence iletimerkezi.${name};
       create function iletimerkezi.${name}() returns trigger language plpgsql as $$
         begin
           if nextval('iletimerkezi.${name}') <= ${times} then raise exception 'not now'; end if;
           return new;
         end $$;
       create trigger ${name} before update on iletimerkezi.orders for each row
         when (${condition(writes)}) execute function iletimerkezi.${name}()`,
    )
    .execute(db);
  return async () => {
    const { rows } = await sql<{ count: string }>`
      select last_value as count from ${sql.table(`iletimerkezi.${name}`)}`.execute(db);
    return Number(rows[0]?.count ?? 0);
  };
}

/** Makes every change of this recipient fail with an error that the data caused. */
export async function refuseRecipient(db: Db, number: string): Promise<void> {
  const name = `refuse_${(refusals += 1)}`;
  await sql
    .raw(
      `create function iletimerkezi.${name}() returns trigger language plpgsql as
         $$ begin raise exception 'this row cannot be stored'; end $$;
       create trigger ${name} before update on iletimerkezi.recipients for each row
         when (new.number = '${number}') execute function iletimerkezi.${name}()`,
    )
    .execute(db);
}

/** Makes every query of orders fail. @returns a function that ends it. */
export async function hideOrders(client: ClientBase): Promise<() => Promise<void>> {
  await client.query('alter table iletimerkezi.orders rename to orders_away');
  return async () => {
    await client.query('alter table iletimerkezi.orders_away rename to orders');
  };
}
