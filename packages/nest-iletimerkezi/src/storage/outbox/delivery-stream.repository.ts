import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ArrivedDelivery } from '../../options/delivery-store.js';
import { followStream } from '../events/followed-streams.js';
import type { Tables } from '../schema.js';
import { currentSnapshot, type Cursor, type Followed, unseen } from './events.repository.js';

/**
 * Follows new delivery reports, whichever instance stored them. Repeated reports have no row, and late ones are excluded.
 */
export class DeliveryStreamRepository implements Followed<ArrivedDelivery> {
  constructor(private readonly db: Kysely<Tables>) {}

  follow(forMs: number): Promise<void> {
    return followStream(this.db, 'deliveries', forMs);
  }

  now(): Promise<Cursor> {
    return currentSnapshot(this.db);
  }

  find(cursor: Cursor): RawBuilder<unknown> {
    return sql`select 'all' as account
      where exists (select from iletimerkezi.delivery_reports where ${unseen(cursor)} and not late)`;
  }

  async since(cursor: Cursor): Promise<{ events: ArrivedDelivery[]; cursor: Cursor }> {
    const { rows } = await sql<{ cursor: string } | ({ cursor: string } & ArrivedDelivery)>`
      with present as (select pg_current_snapshot() as snapshot)
      select present.snapshot::text as cursor, d.*
        from present left join lateral (
          select report_id as id, provider_order_id as "orderId", status, raw_status as "rawStatus", number as "to",
            body as text, account, received_at as "receivedAt"
            from iletimerkezi.delivery_reports
           where ${unseen(cursor)} and not late
           order by received_at) d on true`.execute(this.db);
    return {
      cursor: rows[0]?.cursor ?? cursor,
      events: rows.flatMap((row) => ('text' in row && row.text !== null ? [deliveryOf(row)] : [])),
    };
  }
}

function deliveryOf(row: ArrivedDelivery): ArrivedDelivery {
  const { id, orderId, status, rawStatus, to, text, account, receivedAt } = row;
  return { id, orderId, status, rawStatus, to, text, account, receivedAt };
}
