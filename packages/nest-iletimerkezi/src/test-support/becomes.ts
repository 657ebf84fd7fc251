import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';

/** As long as a test may take, less a little, so that what it was in the end is told. */
const PATIENCE_MS = 25_000;

/** Waits until what is read equals what is expected; fails with the difference when it never does. */
export async function becomes<T>(
  read: () => T | Promise<T>,
  expected: T,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const value = await read();
    try {
      expect(value).toEqual(expected);
      return;
    } catch (difference) {
      if (Date.now() > end) throw difference;
      await sleep(5);
    }
  }
}
