import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.js';

/** Recipients a second for orders of up to this many. Source: provider documentation, overview, usage limits. */
export const PACE_LIMIT = 100;

/**
 * The provider's second, and the little by which requests that left evenly may arrive closer together. Fixed
 * windows let twice the limit through at their border, and a leaking bucket its burst; the last hundred start
 * times, shifted by one UPDATE, were measured never to pass the limit.
 */
const WINDOW_SECONDS = 1.015;

/** One row per account, shared by all instances: it hands out the moments at which recipients may be sent to. */
export class PaceRepository {
  constructor(private readonly db: Kysely<Tables>) {}

  async prepare(account: string): Promise<void> {
    await sql`insert into iletimerkezi.paces (account, starts)
      values (${account}, array_fill('epoch'::timestamptz, array[${PACE_LIMIT}::integer])) on conflict do nothing`.execute(
      this.db,
    );
  }

  /**
   * Takes the next places, first come first served.
   * @param recipients 1 to 100.
   * @returns milliseconds until the order may leave. Places that are not used are lost, which is the safe side.
   */
  async reserve(account: string, recipients: number): Promise<number> {
    const { rows } = await sql<{ wait: number }>`
      update iletimerkezi.paces set starts = starts[${recipients}::integer + 1 : ${PACE_LIMIT}] || array_fill(
          greatest(clock_timestamp(), starts[${recipients}::integer] + make_interval(secs => ${WINDOW_SECONDS})),
          array[${recipients}::integer])
       where account = ${account}
      returning (extract(epoch from (starts[${PACE_LIMIT}] - clock_timestamp())) * 1000)::float8 as wait`.execute(
      this.db,
    );
    return Math.max(0, rows[0]?.wait ?? 0);
  }
}
