import { type Kysely, sql } from 'kysely';
import type { Tables } from '../storage/schema.js';

/** Sets the number of days since the last save of a text. */
export async function backdateTemplate(db: Kysely<Tables>, id: string, days: number): Promise<void> {
  await sql`update iletimerkezi.templates set saved_at = now() - make_interval(days => ${days}) where id = ${id}`.execute(
    db,
  );
}
