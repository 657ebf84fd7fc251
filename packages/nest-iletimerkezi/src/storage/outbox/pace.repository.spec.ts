import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { MigratedDatabase } from '../../test-support/database.js';
import { PACE_LIMIT, PaceRepository } from './pace.repository.js';

const SECOND = 1_000_000;

let database: MigratedDatabase;
let pace: PaceRepository;
beforeAll(async () => {
  database = await MigratedDatabase.open();
  pace = new PaceRepository(database.kysely);
});
afterAll(() => database.close());

/** The moments from which places are free, in seconds from now, are set by hand: nothing here waits. */
async function withPlaces(account: string, places: { count: number; freeIn: number }[]): Promise<void> {
  await pace.prepare(account);
  const freeIn = places.flatMap(({ count, freeIn: seconds }) => Array.from({ length: count }, () => seconds));
  await sql`update iletimerkezi.paces set free_at = array(
      select (extract(epoch from now() + make_interval(secs => s)) * 1000000)::bigint
        from unnest(${freeIn}::float8[]) s order by 1)
    where account = ${account}`.execute(database.kysely);
}

/** The database's clock, in microseconds as marks are. */
async function clock(): Promise<number> {
  const { rows } = await sql<{ now: number }>`
    select (extract(epoch from clock_timestamp()) * 1000000)::bigint as now`.execute(database.kysely);
  return rows[0]?.now ?? 0;
}

async function lastStart(account: string): Promise<number> {
  const { rows } = await sql<{ start: number }>`
    select last_start as start from iletimerkezi.paces where account = ${account}`.execute(database.kysely);
  return rows[0]?.start ?? 0;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('the pace of an account', () => {
  it('hands out no more than a hundred places in any second, however many ask at once', async () => {
    await pace.prepare('crowd');
    const places: { mark: number; recipients: number }[] = [];
    const asker = async (number: number): Promise<void> => {
      for (const turn of range(8)) {
        places.push(await pace.take('crowd', [1 + (((number * 8 + turn) * 7) % 10), 1 + (turn % 4)], 0));
      }
    };
    await Promise.all(range(10).map(asker));
    const recipients = places
      .toSorted((a, b) => a.mark - b.mark)
      .flatMap(({ mark, recipients: count }) => range(count).map(() => mark));
    expect(recipients.length).toBeGreaterThan(2 * PACE_LIMIT);
    const apart = range(recipients.length - PACE_LIMIT).map(
      (index) => (recipients[index + PACE_LIMIT] ?? 0) - (recipients[index] ?? 0),
    );
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(SECOND);
    expect(new Set(places.map(({ mark }) => mark)).size).toBe(places.length);
  });

  it('gives a place again no sooner than a second after its order was answered', async () => {
    await withPlaces('answered', [{ count: PACE_LIMIT, freeIn: 0 }]);
    const first = await pace.take('answered', [PACE_LIMIT], 0);
    const answered = await clock();
    await pace.free('answered', [first.mark]);
    await pace.take('answered', [1], 0);
    expect(await lastStart('answered')).toBeGreaterThanOrEqual(answered + SECOND);
  });

  it('gives it sooner by what the way to the provider takes at least', async () => {
    await withPlaces('far', [{ count: PACE_LIMIT, freeIn: 50 }]);
    const sooner = await pace.take('far', [1], 200);
    const later = await pace.take('far', [1], 0);
    expect(later.mark - sooner.mark).toBe(200_000);
  });

  it('chooses the largest of the orders that could leave first', async () => {
    await withPlaces('choice', [
      { count: 5, freeIn: -1 },
      { count: 95, freeIn: 50 },
    ]);
    expect(await pace.take('choice', [10, 3, 7, 4], 0)).toMatchObject({ recipients: 4 });
    await withPlaces('later', [{ count: PACE_LIMIT, freeIn: 50 }]);
    expect(await pace.take('later', [3, 10, 7], 0)).toMatchObject({ recipients: 10 });
  });

  it('is no further away than a minute, though the clock was set back', async () => {
    await withPlaces('clock', [{ count: PACE_LIMIT, freeIn: 3_600 }]);
    expect((await pace.take('clock', [1], 0)).inMs).toBeLessThanOrEqual(60_000);
  });

  it('is not there before it was prepared', async () => {
    await expect(pace.take('nobody', [1], 0)).rejects.toThrow('prepare()');
  });
});
