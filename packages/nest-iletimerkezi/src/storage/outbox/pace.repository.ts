import { performance } from 'node:perf_hooks';
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

/**
 * Between one recipient's start and the next. Without it a hundred would leave in one moment and the next hundred a
 * second later, for ever: the moment then lasts longer than the window has to spare.
 */
const GAP_SECONDS = 0.009;

/** One row per account, shared by all instances: it hands out the moments at which recipients may be sent to. */
export class PaceRepository {
  readonly #clock = new ClockOffset();

  constructor(private readonly db: Kysely<Tables>) {}

  /** Makes the account's row, and compares the clocks: the first answers of a young process are slow ones. */
  async prepare(account: string): Promise<void> {
    await sql`insert into iletimerkezi.paces (account, starts)
      values (${account}, array_fill('epoch'::timestamptz, array[${PACE_LIMIT}::integer])) on conflict do nothing`.execute(
      this.db,
    );
    for (let times = 0; times < 8; times += 1) {
      const asked = performance.now();
      const { rows } = await sql<{ now: number }>`
        select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`.execute(this.db);
      this.#clock.offset(asked, performance.now(), rows[0]?.now ?? 0);
    }
  }

  /**
   * Takes the next places, first come first served. Not waited for on disk: a power cut empties the second anyway.
   * @param recipients 1 to 100.
   * @returns the moment at which the order may leave, by the clock of `performance.now()`. A place that is not used
   * is lost, which is the safe side.
   */
  async reserve(account: string, recipients: number): Promise<number> {
    const asked = performance.now();
    const { rows } = await sql<{ start: number; now: number }>`
      with quick as materialized (select set_config('synchronous_commit', 'off', true) as setting)
      update iletimerkezi.paces set starts = starts[${recipients}::integer + 1 : ${PACE_LIMIT}] || array_fill(
          greatest(clock_timestamp(), starts[${recipients}::integer] + make_interval(secs => ${WINDOW_SECONDS}),
            starts[${PACE_LIMIT}] + ${recipients}::integer * make_interval(secs => ${GAP_SECONDS})),
          array[${recipients}::integer])
        from quick where account = ${account} and setting = 'off'
      returning (extract(epoch from starts[${PACE_LIMIT}]) * 1000)::float8 as start,
        (extract(epoch from clock_timestamp()) * 1000)::float8 as now`.execute(this.db);
    const [row] = rows;
    if (!row) throw new Error(`The account "${account}" has no pace; prepare() makes it.`);
    return row.start - this.#clock.offset(asked, performance.now(), row.now);
  }
}

const KEPT_ANSWERS = 64;

/** How far the database's clock is ahead of this process's: the answer that came back fastest lately says it best. */
class ClockOffset {
  readonly #answers: { took: number; offset: number }[] = [];

  offset(asked: number, answered: number, theirs: number): number {
    this.#answers.push({ took: answered - asked, offset: theirs - (asked + answered) / 2 });
    if (this.#answers.length > KEPT_ANSWERS) this.#answers.shift();
    return this.#answers.reduce((best, answer) => (answer.took < best.took ? answer : best)).offset;
  }
}
