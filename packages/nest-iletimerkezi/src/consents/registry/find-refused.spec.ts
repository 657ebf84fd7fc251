import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findRefused } from './find-refused.js';

/** Asks for n items of which some are bad. */
async function search(size: number, bad: ReadonlySet<number>) {
  const taken: number[] = [];
  const refused: number[] = [];
  let requests = 0;
  let lastFoundAt = 0;
  await findRefused(
    Array.from({ length: size }, (_, index) => index),
    async (group) => {
      requests += 1;
      return group.some((item) => bad.has(item)) ? 'refused' : 'taken';
    },
    async (verdict, group) => {
      (verdict === 'taken' ? taken : refused).push(...group);
      if (verdict === 'refused') lastFoundAt = requests;
    },
  );
  return { taken, refused, requests, lastFoundAt };
}

describe('findRefused', () => {
  it('decides every item once and correctly', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.nat(299), { maxLength: 20 }),
        async (size, places) => {
          const bad = new Set(places.filter((place) => place < size));
          const { taken, refused } = await search(size, bad);
          expect(new Set(refused)).toEqual(bad);
          expect(taken.length + refused.length).toBe(size);
          expect(new Set([...taken, ...refused]).size).toBe(size);
        },
      ),
    );
  });

  it('submits once without bad items', async () => {
    expect(await search(5_000, new Set())).toMatchObject({ requests: 1 });
  });

  // guarantee: G-054
  it('finds one bad item of 5,000 by the 14th request at every position', async () => {
    for (let place = 0; place < 5_000; place += 7) {
      const { lastFoundAt, requests } = await search(5_000, new Set([place]));
      expect(lastFoundAt).toBeLessThanOrEqual(14);
      expect(requests).toBeLessThanOrEqual(15);
    }
  });

  // guarantee: G-054
  it('finds ten bad items of 5,000 near the lower bound of 101 requests', async () => {
    let sum = 0;
    for (let round = 0; round < 50; round += 1) {
      const bad = new Set(Array.from({ length: 10 }, (_, index) => (index * 487 + round * 97) % 5_000));
      sum += (await search(5_000, bad)).requests;
    }
    expect(sum / 50).toBeLessThan(120);
  });

  it('finds ten adjacent bad items in far fewer requests', async () => {
    for (let first = 0; first < 4_990; first += 37) {
      const bad = new Set(Array.from({ length: 10 }, (_, index) => first + index));
      expect((await search(5_000, bad)).requests).toBeLessThanOrEqual(50);
    }
  });
});
