import { describe, expect, it } from '@jest/globals';
import { Batcher, type BatcherOptions } from './batcher.js';

/** A batcher that returns its items, and the sizes of its batches. */
function watched(collectMs?: number, options: BatcherOptions = {}) {
  const sizes: number[] = [];
  const batcher = new Batcher(
    async (items: readonly number[]) => {
      sizes.push(items.length);
      await new Promise(setImmediate);
      return items;
    },
    { ...options, ...(collectMs !== undefined && { collectMs }) },
  );
  return { batcher, sizes };
}

/** Longer than a test may take. */
const LONG_MS = 600_000;

describe('a batcher', () => {
  it('batches the items that arrive while a batch is in flight', async () => {
    const { batcher, sizes } = watched();
    expect(await Promise.all([1, 2, 3].map((item) => batcher.do(item)))).toEqual([1, 2, 3]);
    expect(sizes).toEqual([1, 2]);
  });

  it('does not let a sequential caller wait for further items', async () => {
    const { batcher, sizes } = watched(LONG_MS);
    for (const item of [1, 2, 3]) await batcher.do(item);
    expect(sizes).toEqual([1, 1, 1]);
  });

  it('waits until as many items are there as were recently outstanding at once', async () => {
    const { batcher, sizes } = watched(LONG_MS);
    for (let round = 0; round < 3; round += 1) {
      await Promise.all([1, 2, 3, 4].map((item) => batcher.do(item)));
    }
    // The first item starts a batch at once, because no other one was outstanding before.
    expect(sizes.slice(-2)).toEqual([4, 4]);
  });

  it('waits for further items of a sequential caller if it always collects', async () => {
    const { batcher, sizes } = watched(LONG_MS, { alwaysCollects: true, enough: 2 });
    const first = batcher.do(1);
    await new Promise(setImmediate);
    expect(sizes).toEqual([]);
    await Promise.all([first, batcher.do(2)]);
    expect(sizes).toEqual([2]);
  });

  it('starts a batch without waiting when enough items are there', async () => {
    const { batcher, sizes } = watched(LONG_MS, { alwaysCollects: true, enough: 2 });
    await Promise.all([1, 2, 3, 4].map((item) => batcher.do(item)));
    expect(sizes.reduce((sum, size) => sum + size)).toBe(4);
  });

  it('starts a batch when its first item has waited for the maximum time', async () => {
    const { batcher, sizes } = watched(20);
    await Promise.all([1, 2, 3].map((item) => batcher.do(item)));
    expect(await batcher.do(4)).toBe(4);
    expect(sizes.at(-1)).toBe(1);
  });

  it('rejects only the item that makes a batch fail', async () => {
    const batcher = new Batcher(
      async (items: readonly number[]) => {
        if (items.includes(2)) throw new RangeError('two');
        return items;
      },
      { isItemsFault: (error) => error instanceof RangeError },
    );
    const results = await Promise.allSettled([0, 1, 2, 3].map((item) => batcher.do(item)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });
});
