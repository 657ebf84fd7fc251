import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../schema.js';
import type { SmsEvent, SmsEventType } from './sms-event.js';

/**
 * The start of every statement that appends events. Rows of account, type, campaign, order and data follow. It is used by
 * statements that change rows and append their events in one round trip; other code calls {@link appendEvent}.
 */
export const APPEND_EVENTS = 'insert into iletimerkezi.events (account, type, campaign_id, order_id, data)';

/** Returns a type as an SQL literal. */
export const eventType = (type: SmsEventType): string => `'${type}'`;

/** An event before the database assigns its id and time. */
export type NewSmsEvent = SmsEvent extends infer Event
  ? Event extends SmsEvent
    ? Pick<Event, 'account' | 'type'> & {
        readonly campaign?: string;
        readonly order?: string;
        readonly data?: Event['data'];
      }
    : never
  : never;

/** Appends an event and notifies the readers on all instances when the transaction commits. */
export async function appendEvent(
  db: Kysely<Tables> | Transaction<Tables>,
  { account, type, campaign, order, data }: NewSmsEvent,
): Promise<void> {
  await sql`with appended as (
      ${sql.raw(APPEND_EVENTS)}
      values (${account}, ${type}, ${campaign ?? null}, ${order ?? null}, ${JSON.stringify(data ?? {})}::text::jsonb))
    select pg_notify('iletimerkezi_events', '')::text`.execute(db);
}
