import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { MigratedDatabase } from '../../test-support/database.js';
import type { Tables } from '../schema.js';
import { RECIPIENTS_PER_SECOND, RateLimitRepository, type Slot } from './rate-limit.repository.js';

const SECOND = 1_000_000;
const HOUR = 3_600 * SECOND;

let database: MigratedDatabase;
let kysely: Kysely<Tables>;
beforeAll(async () => {
  database = await MigratedDatabase.open();
  ({ kysely } = database);
});
afterAll(() => database.close());

/** Represents an account's rate limit for one caller. The test sets the caller's monotonic clock, in microseconds. */
async function caller(account: string) {
  const repository = new RateLimitRepository(kysely);
  const state = { now: 0 };
  const [first] = await repository.take(account, one());
  if (!first) throw new Error('no slot');
  state.now = first.now;
  return {
    state,
    take: async (sizes: readonly number[], earlyMs = 0): Promise<Slot> =>
      (await repository.take(account, { sizes, count: 1, earlyMs, expected: state.now }))[0]!,
    takeMany: (size: number, count: number): Promise<Slot[]> =>
      repository.take(account, { sizes: [size], count, earlyMs: 0, expected: state.now }),
    free: (ids: readonly number[], agoMs = 0) =>
      repository.free(
        account,
        ids.map((id) => ({ id, agoMs })),
        state.now,
      ),
    /** Sets the moments from which slots are free, in seconds from the account's current time. */
    place: async (places: { count: number; freeIn: number }[]): Promise<void> => {
      const freeIn = places.flatMap(({ count, freeIn: seconds }) =>
        Array.from({ length: count }, () => seconds),
      );
      await sql`update iletimerkezi.rate_limits set last_start = 0, free_at = array(
          select (now_at + s * 1000000)::bigint from unnest(${freeIn}::float8[]) s order by 1)
        where account = ${account}`.execute(kysely);
    },
    /** Changes the account's row as a jump of the database's clock by this time would. */
    jump: (microseconds: number) =>
      sql`update iletimerkezi.rate_limits set skew = skew - ${microseconds}::bigint where account = ${account}`.execute(
        kysely,
      ),
    lastStart: async (): Promise<number> => {
      const { rows } = await sql<{ start: number }>`
        select last_start as start from iletimerkezi.rate_limits where account = ${account}`.execute(kysely);
      return rows[0]?.start ?? 0;
    },
  };
}

/** Requests a slot for one recipient by a caller that has read nothing yet. */
const one = () => ({ sizes: [1], count: 1, earlyMs: 0, expected: undefined });

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('the rate limit of an account', () => {
  // guarantee: G-035
  it('assigns no more than a hundred slots in any second, however many callers ask at once', async () => {
    const repository = new RateLimitRepository(kysely);
    const places: { id: number; recipients: number }[] = [];
    const asker = async (number: number): Promise<void> => {
      for (const turn of range(8)) {
        const sizes = [1 + (((number * 8 + turn) * 7) % 10), 1 + (turn % 4)];
        places.push(...(await repository.take('crowd', { ...one(), sizes })));
        places.push(...(await repository.take('crowd', { ...one(), sizes: [1 + (turn % 3)], count: 4 })));
      }
    };
    await Promise.all(range(10).map(asker));
    const recipients = places
      .toSorted((a, b) => a.id - b.id)
      .flatMap(({ id, recipients: count }) => range(count).map(() => id));
    expect(recipients.length).toBeGreaterThan(2 * RECIPIENTS_PER_SECOND);
    const apart = range(recipients.length - RECIPIENTS_PER_SECOND).map(
      (index) => (recipients[index + RECIPIENTS_PER_SECOND] ?? 0) - (recipients[index] ?? 0),
    );
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(SECOND);
    expect(new Set(places.map(({ id }) => id)).size).toBe(places.length);
  });

  // guarantee: G-035
  it('assigns a slot again no sooner than a second after its order was answered', async () => {
    const { place, take, free, lastStart, state } = await caller('answered');
    await place([{ count: RECIPIENTS_PER_SECOND, freeIn: 0 }]);
    const first = await take([RECIPIENTS_PER_SECOND]);
    state.now += 300_000;
    const answered = (await free([first.id])) ?? 0;
    expect(answered).toBeGreaterThan(first.now);
    await take([1]);
    expect(await lastStart()).toBeGreaterThanOrEqual(answered + SECOND);
  });

  // guarantee: G-035
  it('assigns a slot no sooner when it is freed some time after the answer', async () => {
    const { place, take, free, lastStart, state } = await caller('freed late');
    await place([{ count: RECIPIENTS_PER_SECOND, freeIn: 0 }]);
    const first = await take([RECIPIENTS_PER_SECOND]);
    const answeredAt = first.now + 300_000;
    state.now = answeredAt + 100_000;
    const freedAt = (await free([first.id], 100)) ?? 0;
    await take([1]);
    expect(await lastStart()).toBeGreaterThanOrEqual(freedAt - 100_000 + SECOND);
    expect(await lastStart()).toBeLessThan(freedAt + SECOND);
  });

  it('assigns several slots of one size at once, and none that starts much later', async () => {
    const { place, takeMany, lastStart } = await caller('several');
    await place([
      { count: 20, freeIn: -1 },
      { count: 80, freeIn: 0.05 },
    ]);
    const slots = await takeMany(2, 100);
    const gaps = slots.slice(1).map(({ id }, index) => id - (slots[index]?.id ?? 0));
    // Slots for two recipients are 10 ms apart, and those that start within 100 ms are taken.
    expect([Math.min(...gaps), Math.max(...gaps)]).toEqual([10_000, 10_000]);
    expect(slots.at(-1)?.inMs).toBeGreaterThan(90);
    expect(slots.at(-1)?.inMs).toBeLessThanOrEqual(100);
    expect((slots[0]?.now ?? 0) + (slots.at(-1)?.inMs ?? 0) * 1_000).toBeCloseTo(await lastStart(), 0);
    await place([{ count: RECIPIENTS_PER_SECOND, freeIn: 0.5 }]);
    expect(await takeMany(1, 100)).toHaveLength(1);
  });

  it('assigns it sooner by the minimum latency to the provider', async () => {
    const { place, take } = await caller('far');
    await place([{ count: RECIPIENTS_PER_SECOND, freeIn: 50 }]);
    const sooner = await take([1], 200);
    const later = await take([1]);
    expect(later.id - sooner.id).toBe(200_000);
  });

  it('chooses the largest of the orders that could be sent first', async () => {
    const { place, take } = await caller('choice');
    await place([
      { count: 5, freeIn: -1 },
      { count: 95, freeIn: 50 },
    ]);
    expect(await take([10, 3, 7, 4])).toMatchObject({ recipients: 4 });
    await place([{ count: RECIPIENTS_PER_SECOND, freeIn: 50 }]);
    expect(await take([3, 10, 7])).toMatchObject({ recipients: 10 });
  });
});

describe('the clock of a rate limit', () => {
  const LONGEST_STATEMENT = 250_000;

  it.each([
    ['forward', HOUR],
    ['back', -HOUR],
  ])('changes little with a jump of the database’s clock %s', async (_, jump) => {
    const { take, jump: jumpBy, state } = await caller(`jump ${jump}`);
    const before = await take([1]);
    await jumpBy(jump);
    state.now += 1_000;
    const after = await take([1]);
    expect(after.now).toBeGreaterThanOrEqual(before.now);
    expect(after.now).toBeLessThanOrEqual(state.now + LONGEST_STATEMENT);
  });

  // guarantee: G-036
  it('advances by no more than the longest statement in total, however often the database’s clock jumps', async () => {
    const { take, jump, state } = await caller('jumps');
    const start = state.now;
    let last = start;
    for (const _ of range(50)) {
      await jump(HOUR);
      ({ now: last } = await take([1]));
    }
    expect(last - start).toBeLessThanOrEqual(LONGEST_STATEMENT);
  });

  it('continues from the value to which a caller has set it back', async () => {
    const { take, jump, state } = await caller('corrected');
    const repository = new RateLimitRepository(kysely);
    await jump(HOUR);
    const ahead = await take([1]);
    await repository.correct('corrected', state.now);
    const [after] = await repository.take('corrected', { ...one(), expected: state.now });
    expect(after?.now).toBeLessThan(ahead.now);
    expect(after?.now).toBeGreaterThanOrEqual(state.now);
  });

  it('is not set forward by a late correction', async () => {
    const { take } = await caller('late correction');
    const { now } = await take([1]);
    await new RateLimitRepository(kysely).correct('late correction', now + HOUR);
    expect((await take([1])).now).toBeLessThan(now + SECOND);
  });

  it('is advanced no further than the last statement by a caller that has read nothing yet', async () => {
    const { take, jump } = await caller('newcomer');
    const { now } = await take([1]);
    await jump(HOUR);
    const [newcomer] = await new RateLimitRepository(kysely).take('newcomer', one());
    expect(newcomer?.now).toBe(now);
  });
});
