import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { PACE_LIMIT, PaceRepository, type Slot } from '../storage/outbox/pace.repository.js';
import { becomes } from '../test-support/becomes.js';
import { MigratedDatabase } from '../test-support/database.js';
import { PaceLine } from './pace-line.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

/** The real repository, but without waiting for the start of a slot. */
class HurriedPace extends PaceRepository {
  /** Number of statements that took slots. */
  answers = 0;
  readonly marks: number[] = [];
  /** Starts of the slots, in microseconds of the account's clock. */
  readonly starts: number[] = [];

  override async take(...asked: Parameters<PaceRepository['take']>): Promise<Slot[]> {
    const slots = await super.take(...asked);
    this.answers += 1;
    this.marks.push(...slots.map(({ mark }) => mark));
    this.starts.push(...slots.map(({ now, inMs }) => now + inMs * 1_000));
    return slots.map((slot) => ({ ...slot, inMs: 0 }));
  }
}

/** Creates an account's rate limit with `free` free slots, the others free in a minute, and a queue for it. */
async function paceWith(account: string, free: number): Promise<{ pace: HurriedPace; line: PaceLine }> {
  const pace = new HurriedPace(database.kysely);
  await pace.take(account, { sizes: [1], count: 1, earlyMs: 0, expected: undefined });
  pace.marks.length = 0;
  pace.answers = 0;
  await sql`update iletimerkezi.rate_limits set free_at = array(
      select case when n > ${free} then 60000000 else 0 end
        from generate_series(1, ${PACE_LIMIT}::integer) n)
    where account = ${account}`.execute(database.kysely);
  return { pace, line: new PaceLine(account, pace) };
}

const NEVER = new AbortController().signal;

/** Adds these orders to the queue and returns the sequence in which they got their slots. */
async function sequenceOf(
  line: PaceLine,
  orders: readonly [name: string, recipients: number][],
): Promise<string[]> {
  const sequence: string[] = [];
  await Promise.all(
    orders.map(async ([name, recipients]) => {
      await line.acquire(recipients, NEVER);
      sequence.push(name);
    }),
  );
  return sequence;
}

const small = (count: number): [string, number][] =>
  Array.from({ length: count }, (_, index) => [`small ${index}`, 1]);
const names = (orders: readonly [string, number][]): string[] => orders.map(([name]) => name);

describe('the queue for the rate limit', () => {
  it('lets at most eight small orders overtake one that does not fit yet', async () => {
    const { line } = await paceWith('overtaken', 99);
    const [first, ...behind] = small(13);
    const sequence = await sequenceOf(line, [first!, ['large', 100], ...behind]);
    expect(sequence).toEqual(['small 0', ...names(behind.slice(0, 8)), 'large', ...names(behind.slice(8))]);
  });

  it('sends orders of one size in the sequence of their arrival', async () => {
    const orders = small(20);
    const { line } = await paceWith('in sequence', PACE_LIMIT);
    expect(await sequenceOf(line, orders)).toEqual(names(orders));
  });

  it('frees a slot whose order has left the queue', async () => {
    const { line, pace } = await paceWith('left', PACE_LIMIT);
    const leaving = new AbortController();
    const slot = line.acquire(7, leaving.signal);
    leaving.abort();
    expect(await slot).toBeUndefined();
    await becomes(() => pace.marks.length, 1);
    await becomes(async () => {
      const { rows } = await sql`select from iletimerkezi.rate_limits
        where account = 'left' and ${pace.marks[0]}::bigint = any(free_at)`.execute(database.kysely);
      return rows.length;
    }, 0);
  });

  // guarantee: G-036
  it('discards a slot that results from a jump of the database’s clock, and waits for a valid one', async () => {
    const { line, pace } = await paceWith('jumped', PACE_LIMIT);
    await line.acquire(1, NEVER);
    await sql`update iletimerkezi.rate_limits set free_at = array_fill(now_at + 1000000, array[${PACE_LIMIT}::integer]),
        skew = skew - 3600000000 where account = 'jumped'`.execute(database.kysely);
    const { rows } = await sql<{ now: number }>`select now_at as now from iletimerkezi.rate_limits
      where account = 'jumped'`.execute(database.kysely);
    await line.acquire(1, NEVER);
    const start = Math.max(...pace.starts);
    expect(start).toBeGreaterThanOrEqual((rows[0]?.now ?? 0) + 1_000_000);
    expect(pace.marks.length).toBeGreaterThanOrEqual(3);
  });

  it('takes slots ahead while orders of one recipient arrive frequently', async () => {
    const { line, pace } = await paceWith('frequent', PACE_LIMIT);
    const statements = (): number => pace.answers;
    for (let order = 0; order < 12; order += 1) await line.acquire(1, NEVER);
    expect(statements()).toBeLessThan(9);
    expect(pace.marks.length).toBeGreaterThanOrEqual(12);
  });

  // guarantee: G-035
  it('returns slots that were taken ahead and not used, without a cooldown', async () => {
    const { line, pace } = await paceWith('unused', PACE_LIMIT);
    for (let order = 0; order < 2; order += 1) await line.acquire(1, NEVER);
    const held = async (): Promise<number> => {
      const { rows } = await sql`select at from iletimerkezi.rate_limits, unnest(free_at) at
        where account = 'unused' and at > now_at + 1000`.execute(database.kysely);
      return rows.length;
    };
    await becomes(() => pace.marks.length > 2, true);
    // The slots of the two orders stay taken, because their orders are not answered.
    await becomes(held, 2);
  });
});
