import { type Kysely, sql } from 'kysely';
import type { Tables } from '../storage/schema.js';

/**
 * Stops the clock of a database, for connections that are opened afterwards. Set it with {@link setDatabaseClock}. Columns whose
 * default is the time still get the real one, so instances must run without retention: it would erase new rows as old ones.
 */
export async function stopDatabaseClock(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
  for (const statement of [
    'create schema clock',
    'create table clock.present (moment timestamptz not null)',
    `insert into clock.present values (now())`,
    ...['clock_timestamp', 'statement_timestamp', 'now'].map(
      (name) => `create function clock.${name}() returns timestamptz language sql stable
        as $$ select moment from clock.present $$`,
    ),
    `alter database ${rows[0]?.name} set search_path = clock, pg_catalog, public`,
  ])
    await sql.raw(statement).execute(db);
}

export async function setDatabaseClock(db: Kysely<Tables>, now: Date): Promise<void> {
  await sql`update clock.present set moment = ${now}`.execute(db);
}
