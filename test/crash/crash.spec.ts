import { describe, expect, it } from '@jest/globals';
import { consentCrashLoop } from './consents-loop.ts';
import { crashLoop } from './crash-loop.ts';
import type { Target } from './loops.ts';

/** The short version of `crash`; the long one has hundreds of kills. */
describe('an outbox whose processes are killed', () => {
  it.each([
    ['host', 4],
    ['both', 2],
  ] satisfies [Target, number][])(
    'loses nothing that it acknowledged and sends nothing twice (%s, %i kills)',
    async (target, kills) => {
      const result = await crashLoop(target, kills, 7);
      expect(result).toMatchObject({ kills, lost: 0, sentTwice: 0 });
      expect(result.accepted).toBeGreaterThan(0);
    },
    300_000,
  );
});

describe('a load of consents whose host is killed', () => {
  it('keeps every acknowledged record once, and registers it once or marks it (5 kills)', async () => {
    const result = await consentCrashLoop(5, 7, 10_000);
    expect(result).toMatchObject({ kills: 5, lost: 0, sentTwice: 0 });
    expect(result.accepted).toBeGreaterThan(0);
  }, 300_000);
});
