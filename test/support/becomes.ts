import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@jest/globals';

const PATIENCE_MS = 100_000;
const LOOK_EVERY_MS = 25;

/**
 * Reads until the value is the expected one (equal, or matched by an asymmetric matcher), and fails with the last
 * value read. For what a page shows after something happened elsewhere: reading it once would be a race.
 */
export async function becomes<Value>(
  read: () => Promise<Value>,
  expected: unknown,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const value = await read();
    try {
      expect(value).toEqual(expected);
      return;
    } catch (difference) {
      if (Date.now() > until) throw difference;
    }
    await pause(LOOK_EVERY_MS);
  }
}
