import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.js';

/** The rows that instances follow: events of orders and accounts, and delivery reports. */
export type StreamName = 'events' | 'deliveries';

/** The SQL condition that some instance follows the stream. Rows without a reader are not written. */
export const isFollowed = (stream: StreamName): string =>
  `exists (select from iletimerkezi.followed_streams where stream = '${stream}' and until > now())`;

/** Records that this instance follows a stream from the commit on, for a time in milliseconds. */
export async function followStream(db: Kysely<Tables>, stream: StreamName, forMs: number): Promise<void> {
  await sql`insert into iletimerkezi.followed_streams as f (stream, until)
    values (${stream}, now() + make_interval(secs => ${forMs / 1000}))
    on conflict (stream) do update set until = excluded.until where f.until < excluded.until`.execute(db);
}
