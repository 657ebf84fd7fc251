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

/** The real pace, of which nobody here waits for the moments. */
class HurriedPace extends PaceRepository {
  readonly marks: number[] = [];
  /** The moments of the places, in microseconds of the account's clock. */
  readonly starts: number[] = [];

  override async take(...asked: Parameters<PaceRepository['take']>): Promise<Slot> {
    const place = await super.take(...asked);
    this.marks.push(place.mark);
    this.starts.push(place.now + place.inMs * 1_000);
    return { ...place, inMs: 0 };
  }
}

/** An account's pace, of which so many places are free and the others in a minute, and a line before it. */
async function paceWith(account: string, free: number): Promise<{ pace: HurriedPace; line: PaceLine }> {
  const pace = new HurriedPace(database.kysely);
  await pace.take(account, [1], 0, undefined);
  pace.marks.length = 0;
  await sql`update iletimerkezi.paces set free_at = array(
      select case when n > ${free} then 60000000 else 0 end
        from generate_series(1, ${PACE_LIMIT}::integer) n)
    where account = ${account}`.execute(database.kysely);
  return { pace, line: new PaceLine(account, pace) };
}

const NEVER = new AbortController().signal;

/** Has these orders join the line, and tells in which turn they got their places. */
async function turnsOf(
  line: PaceLine,
  orders: readonly [name: string, recipients: number][],
): Promise<string[]> {
  const turns: string[] = [];
  await Promise.all(
    orders.map(async ([name, recipients]) => {
      await line.place(recipients, NEVER);
      turns.push(name);
    }),
  );
  return turns;
}

const small = (count: number): [string, number][] =>
  Array.from({ length: count }, (_, index) => [`small ${index}`, 1]);
const names = (orders: readonly [string, number][]): string[] => orders.map(([name]) => name);

describe('the line before the pace', () => {
  it('lets small orders overtake one for which there is no room yet, eight at most', async () => {
    const { line } = await paceWith('overtaken', 99);
    const [first, ...behind] = small(13);
    const turns = await turnsOf(line, [first!, ['large', 100], ...behind]);
    expect(turns).toEqual(['small 0', ...names(behind.slice(0, 8)), 'large', ...names(behind.slice(8))]);
  });

  it('lets orders of one size go as they came', async () => {
    const orders = small(20);
    const { line } = await paceWith('in turn', PACE_LIMIT);
    expect(await turnsOf(line, orders)).toEqual(names(orders));
  });

  it('gives a place back whose order has left the line meanwhile', async () => {
    const { line, pace } = await paceWith('left', PACE_LIMIT);
    const leaving = new AbortController();
    const place = line.place(7, leaving.signal);
    leaving.abort();
    expect(await place).toBeUndefined();
    await becomes(() => pace.marks.length, 1);
    await becomes(async () => {
      const { rows } = await sql`select from iletimerkezi.paces
        where account = 'left' and ${pace.marks[0]}::bigint = any(free_at)`.execute(database.kysely);
      return rows.length;
    }, 0);
  });

  // guarantee: G-036
  it('uses no place that a jump of the database’s clock gave it, and waits for a true one', async () => {
    const { line, pace } = await paceWith('jumped', PACE_LIMIT);
    await line.place(1, NEVER);
    await sql`update iletimerkezi.paces set free_at = array_fill(now_at + 1000000, array[${PACE_LIMIT}::integer]),
        skew = skew - 3600000000 where account = 'jumped'`.execute(database.kysely);
    const { rows } = await sql<{ now: number }>`select now_at as now from iletimerkezi.paces
      where account = 'jumped'`.execute(database.kysely);
    await line.place(1, NEVER);
    const start = Math.max(...pace.starts);
    expect(start).toBeGreaterThanOrEqual((rows[0]?.now ?? 0) + 1_000_000);
    expect(pace.marks.length).toBeGreaterThanOrEqual(3);
  });
});
