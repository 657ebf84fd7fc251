import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.js';

/** What happened to an order, a campaign or a lane, on whichever instance. */
export interface StoredEvent {
  readonly id: number;
  readonly account: string;
  readonly type: string;
  readonly campaign: string | null;
  readonly order: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/** Where a reader stands: the snapshot it has read, as PostgreSQL writes it. */
export type Cursor = string;

export class EventsRepository {
  constructor(private readonly db: Kysely<Tables>) {}

  /** The present, for a reader that wants what comes from now on. */
  async now(): Promise<Cursor> {
    const { rows } = await sql<{ cursor: string }>`select pg_current_snapshot()::text as cursor`.execute(
      this.db,
    );
    return rows[0]?.cursor ?? '';
  }

  /**
   * What was committed since the cursor. Numbers from a sequence would not do: a transaction that took an earlier
   * one may commit later. So the question is which transactions the reader's snapshot had not seen.
   */
  async since(cursor: Cursor): Promise<{ events: StoredEvent[]; cursor: Cursor }> {
    const { rows } = await sql<StoredEvent & { cursor: string; id: number | null }>`
      with present as (select pg_current_snapshot() as snapshot)
      select present.snapshot::text as cursor, e.*
        from present left join lateral (
          select id, account, type, campaign_id as campaign, order_id as "order", data, at
            from iletimerkezi.events
           where xid >= pg_snapshot_xmin(${cursor}::pg_snapshot) and not pg_visible_in_snapshot(xid, ${cursor}::pg_snapshot)
           order by id) e on true`.execute(this.db);
    return {
      cursor: rows[0]?.cursor ?? cursor,
      events: rows
        .filter(({ id }) => id !== null)
        .map(({ id, account, type, campaign, order, data, at }) => ({
          id,
          account,
          type,
          campaign,
          order,
          data,
          at,
        })),
    };
  }
}
