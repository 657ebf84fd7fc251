import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { SmsEvent } from '../events/sms-event.js';
import { followStream } from '../events/followed-streams.js';
import type { Tables } from '../schema.js';

/** The position of a reader: the snapshot it has read, in PostgreSQL's text format. */
export type Cursor = string;

/**
 * Rows that a reader follows. Numbers of a sequence cannot be the cursor: a transaction with a lower number may commit
 * later. The reader therefore selects rows of transactions that its snapshot did not include.
 */
export interface Followed<Row> {
  /** Records that there is a reader, for a time in milliseconds. Rows are written for it from then on. */
  follow(forMs: number): Promise<void>;
  /** Returns the current position, for a reader that starts with new rows. */
  now(): Promise<Cursor>;
  /** Selects a row when something was committed since the cursor, as a column `account`. See {@link DueWork}. */
  find(cursor: Cursor): RawBuilder<unknown>;
  /** Returns what was committed since the cursor. */
  since(cursor: Cursor): Promise<{ events: Row[]; cursor: Cursor }>;
}

/** See {@link Followed.now}. */
export async function currentSnapshot(db: Kysely<Tables>): Promise<Cursor> {
  const { rows } = await sql<{ cursor: string }>`select pg_current_snapshot()::text as cursor`.execute(db);
  return rows[0]?.cursor ?? '';
}

/** The condition for rows of a table with a column `xid` that a reader at the cursor has not read. */
export const unseen = (cursor: Cursor) =>
  sql`xid >= pg_snapshot_xmin(${cursor}::pg_snapshot) and not pg_visible_in_snapshot(xid, ${cursor}::pg_snapshot)`;

export class EventsRepository implements Followed<SmsEvent> {
  constructor(private readonly db: Kysely<Tables>) {}

  follow(forMs: number): Promise<void> {
    return followStream(this.db, 'events', forMs);
  }

  now(): Promise<Cursor> {
    return currentSnapshot(this.db);
  }

  find(cursor: Cursor): RawBuilder<unknown> {
    return sql`select 'all' as account where exists (select from iletimerkezi.events where ${unseen(cursor)})`;
  }

  async since(cursor: Cursor): Promise<{ events: SmsEvent[]; cursor: Cursor }> {
    const { rows } = await sql<(SmsEvent | { id: null }) & { cursor: string }>`
      with present as (select pg_current_snapshot() as snapshot)
      select present.snapshot::text as cursor, e.*
        from present left join lateral (
          select id, account, type, campaign_id as campaign, order_id as "order", data, at
            from iletimerkezi.events
           where ${unseen(cursor)}
           order by id) e on true`.execute(this.db);
    return {
      cursor: rows[0]?.cursor ?? cursor,
      // oxlint-disable-next-line no-unused-vars -- the column is left out of the event
      events: rows.flatMap(({ cursor: _, ...row }) => (row.id === null ? [] : [row])),
    };
  }
}
