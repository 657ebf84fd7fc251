import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createEmptyDatabase, type SpecDatabase } from '../test-support/database.js';
import { Database } from './database.js';
import { inTransaction } from './repeat.js';

const NUMBER = '+905380000001';

let spec: SpecDatabase;
let database: Database;
beforeAll(async () => {
  spec = await createEmptyDatabase();
  database = new Database(spec.connection, { size: 4 });
  await sql
    .raw(
      `create table people (number text primary key, age integer check (age > 0), born date, kind varchar(3), data jsonb);
       create function onError(number text) returns void language plpgsql as
         $$ begin execute format('select %L::integer', number); end $$`,
    )
    .execute(database.kysely);
});
beforeEach(async () => {
  await sql`truncate people`.execute(database.kysely);
  await sql`insert into people (number, age) values (${NUMBER}, 1)`.execute(database.kysely);
});
afterAll(async () => {
  await database.close();
  await spec.drop();
});

/** Returns what a log or an error tracker would show of an error. */
function everything(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const fields = Object.getOwnPropertyNames(error).map((name) => String(Reflect.get(error, name)));
  return [String(error), error.stack, JSON.stringify(error), ...fields, everything(error.cause)].join('\n');
}

describe('an error of the database', () => {
  // guarantee: G-105
  it.each([
    ['23505', sql`insert into people (number) values (${NUMBER})`, /people_pkey/],
    ['23514', sql`insert into people (number, age) values (${`${NUMBER}2`}, -1)`, /people_age_check/],
    ['23502', sql`update people set number = null where number = ${NUMBER}`, /null value in column "number"/],
    ['22P02', sql`select ${`x${NUMBER}`}::text::integer`, /invalid input syntax for type integer/],
    ['22P02', sql`select ${`{"number": ${NUMBER}`}::text::json`, /invalid input syntax for type json/],
    ['22P02', sql`select onError(${`x${NUMBER}`})`, /invalid input syntax for type integer/],
    ['22001', sql`update people set kind = ${NUMBER}`, /value too long/],
    ['22007', sql`select ${`x${NUMBER}`}::text::date`, /invalid input syntax for type date/],
    ['22003', sql`select ${NUMBER}::text::numeric::integer`, /out of range/],
  ])('%s names the table or column and quotes no value', async (code, statement, message) => {
    const failure: unknown = await statement.execute(database.kysely).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(everything(failure)).not.toContain('5380000001');
  });

  it('names the columns of a key without their values', async () => {
    const failure: unknown = await sql`insert into people (number) values (${NUMBER})`
      .execute(database.kysely)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ detail: 'Key (number)' });
  });
});

describe('a deadlock', () => {
  it('repeats one of the two transactions until both are applied', async () => {
    await sql`insert into people (number, age) values ('b', 1)`.execute(database.kysely);
    let runs = 0;
    let ready = 0;
    let go = (): void => undefined;
    const both = new Promise<void>((resolve) => (go = resolve));
    const raise = (first: string, second: string) =>
      inTransaction(database.kysely, async (tx) => {
        runs += 1;
        await sql`update people set age = age + 1 where number = ${first}`.execute(tx);
        if ((ready += 1) === 2) go();
        await both;
        await sql`update people set age = age + 1 where number = ${second}`.execute(tx);
      });
    await Promise.all([raise(NUMBER, 'b'), raise('b', NUMBER)]);
    const { rows } = await sql`select age from people`.execute(database.kysely);
    // The repeated transaction may lock the row again before the other one, which is another deadlock.
    expect(runs).toBeGreaterThanOrEqual(3);
    expect(rows).toEqual([{ age: 3 }, { age: 3 }]);
  });
});
