import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ORDER_STATES } from 'iletimerkezi-core';
import { sql } from 'kysely';
import { createEmptyDatabase, type SpecDatabase } from '../../test-support/database.js';
import { Database } from '../database.js';
import { migrate, migrationsAsSql, requireSchema, SCHEMA_VERSION } from './migrate.js';

let spec: SpecDatabase;
let databases: Database[] = [];

const connect = (): Database => {
  const database = new Database(spec.connection, { size: 2 });
  databases.push(database);
  return database;
};

beforeEach(async () => {
  spec = await createEmptyDatabase();
});
afterEach(async () => {
  await Promise.all(databases.map((database) => database.close()));
  databases = [];
  await spec.drop();
});

/** Returns every column and index, to compare two ways to create the same schema. */
async function shape({ kysely }: Database): Promise<unknown> {
  const columns =
    await sql`select table_name, column_name, data_type, column_default from information_schema.columns
    where table_schema = 'iletimerkezi' order by 1, 2`.execute(kysely);
  const indexes =
    await sql`select indexdef from pg_indexes where schemaname = 'iletimerkezi' order by 1`.execute(kysely);
  return [columns.rows, indexes.rows];
}

describe('migrations', () => {
  it('are numbered from 1 without a gap, one for each file, and are applied in that order', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter((file) => /^\d{4}-/.test(file));
    const numbers = files.toSorted().map((file) => Number(file.slice(0, 4)));
    expect(numbers).toEqual(Array.from({ length: SCHEMA_VERSION }, (_, index) => index + 1));
    const applied = [...migrationsAsSql().matchAll(/where version = (\d+)\)/g)];
    expect(applied.map(([, version]) => Number(version))).toEqual(numbers);
  });

  // guarantee: G-096
  it('are applied once by instances that start at the same moment', async () => {
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(connect().kysely)));
    const there = await connect().kysely.selectFrom('schema_versions').select('version').execute();
    const versions = there.map(({ version }) => version).toSorted((a, b) => a - b);
    expect(applied.flat().toSorted((a, b) => a - b)).toEqual(versions);
    expect(versions.at(-1)).toBe(SCHEMA_VERSION);
  });

  it('apply nothing the second time', async () => {
    const { kysely } = connect();
    await migrate(kysely);
    expect(await migrate(kysely)).toEqual([]);
  });

  // guarantee: G-096
  it('refuse a schema of a later release, and leave it unchanged', async () => {
    const { kysely } = connect();
    await migrate(kysely);
    await kysely
      .insertInto('schema_versions')
      .values({ version: SCHEMA_VERSION + 1, name: 'later' })
      .execute();
    await expect(migrate(kysely)).rejects.toMatchObject({ code: 'schema-newer' });
  });

  it('create the same schema as a plain script, which may run again', async () => {
    const byScript = connect();
    await sql.raw(migrationsAsSql()).execute(byScript.kysely);
    await sql.raw(migrationsAsSql()).execute(byScript.kysely);
    await expect(requireSchema(byScript.kysely)).resolves.toBeUndefined();
    const scripted = await shape(byScript);
    await sql.raw('drop schema iletimerkezi cascade').execute(byScript.kysely);
    await migrate(byScript.kysely);
    expect(await shape(byScript)).toEqual(scripted);
  });

  it('keep the state of every order, and derive its stage from it', async () => {
    const { kysely } = connect();
    await migrate(kysely, 29);
    const campaign = '01900000-0000-7000-8000-000000000000';
    await sql`insert into iletimerkezi.campaigns (id, account) values (${campaign}, 'earlier')`.execute(
      kysely,
    );
    await sql`insert into iletimerkezi.orders (id, campaign_id, account, lane, state, sender, kind, recipient_count)
      select gen_random_uuid(), ${campaign}, 'earlier', 'instant', state, 'SHOP', 'transactional', 1
        from unnest(${ORDER_STATES}::text[]) as state`.execute(kysely);
    await sql`update iletimerkezi.orders set texts = array['Kodunuz 1'], changed_at = '2026-01-02',
      next_check_at = case when state = 'submitted' then now() end`.execute(kysely);
    await migrate(kysely);
    const { rows } = await sql<{ stages: Record<string, string[]>; texts: number; times: number }>`
      select json_object_agg(stage, states) as stages, sum(texts)::integer as texts, sum(times)::integer as times from (
        select stage, array_agg(state order by state) as states, count(texts) as texts,
          count(*) filter (where stage_at is not distinct from
            case when stage in ('checking', 'ended') then '2026-01-02'::timestamptz end) as times
          from iletimerkezi.orders group by stage) as grouped`.execute(kysely);
    expect(rows[0]).toEqual({
      stages: {
        checking: ['checking'],
        pending: ['pending'],
        in_hand: ['claimed', 'submitting'],
        unknown: ['unknown'],
        held: ['held'],
        followed: ['submitted'],
        ended: ['cancelled', 'expired', 'reconciled', 'rejected', 'resent', 'settled', 'withheld'],
      },
      texts: ORDER_STATES.length,
      times: ORDER_STATES.length,
    });
    const indexes =
      await sql`select from pg_indexes where tablename = 'orders' and indexdef ~ '\\mstate\\M'`.execute(
        kysely,
      );
    expect(indexes.rows).toEqual([]);
  });

  it('leave no changes when they fail, and report what is required', async () => {
    const { kysely } = connect();
    await sql`create schema iletimerkezi`.execute(kysely);
    await sql`create table iletimerkezi.consent_chains (of_somebody_else text)`.execute(kysely);
    await expect(migrate(kysely)).rejects.toMatchObject({
      code: 'migration-failed',
      message: expect.stringMatching(/^Step 2 \(.*the right to create a schema/),
      cause: expect.objectContaining({ message: expect.stringContaining('consent_chains') }),
    });
    const done = await kysely.selectFrom('schema_versions').select('version').execute();
    expect(done).toEqual([{ version: 1 }]);
  });

  it('are required before the start of a host that does not migrate automatically', async () => {
    await expect(requireSchema(connect().kysely)).rejects.toThrow(/nest-iletimerkezi storage sql/);
  });
});
