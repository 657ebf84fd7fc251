import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';

/** Shorter than the timeout of a test, so that the failure shows the last value. */
const TIMEOUT_MS = 100_000;

/** Waits until the read value equals the expected one. Throws the assertion error with the difference after the timeout. */
export async function becomes<T>(
  read: () => T | Promise<T>,
  expected: T,
  timeoutMs = TIMEOUT_MS,
): Promise<void> {
  const end = Date.now() + timeoutMs;
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
