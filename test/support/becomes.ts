import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@jest/globals';

const TIMEOUT_MS = 100_000;
const LOOK_EVERY_MS = 25;

/**
 * Reads a value until it equals the expected one or matches an asymmetric matcher. Fails with the last value read. Use it
 * for results of asynchronous work, where reading once would be a race.
 */
export async function becomes<Value>(
  read: () => Promise<Value>,
  expected: unknown,
  patienceMs = TIMEOUT_MS,
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
