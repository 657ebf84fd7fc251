import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { contained } from '../support/contained.ts';
import { libfaketime } from './clocks.ts';
import { consentCrashLoop } from './consents-loop.ts';
import { crashLoop } from './crash-loop.ts';
import { type Counts, faultsOf, type LoopName, type Target } from './loops.ts';

const ONE = fileURLToPath(new URL('one.ts', import.meta.url));

/** For a machine that does other work as well: a loop takes less than a minute on an idle one. */
const LONGEST = 900_000;

/** The short version of `crash`; the long one has hundreds of kills. */
describe('an outbox whose processes are killed', () => {
  // guarantee: G-001
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
    LONGEST,
  );
});

/** Each in a process of its own: Jest keeps its environment from the database server, which `clocks` needs. */
describe('instances on one database that are disturbed', () => {
  const modes: [LoopName, number][] = [
    ['answers', 5],
    ['handlers', 4],
  ];
  if (libfaketime() === undefined) console.warn('crash clocks: skipped, libfaketime is not installed.');
  else modes.push(['clocks', 3]);

  // guarantee: G-002
  it.each(modes)(
    'loses nothing, sends nothing twice and leaves no report unhandled (%s, %i faults)',
    async (name, kills) => {
      const result = await contained<Counts>(ONE, [name, String(kills), '7']);
      // How many orders are held depends on the machine's speed; the long loops judge it.
      expect(faultsOf(name, { ...result, held: 0 })).toEqual([]);
      expect(result).toMatchObject({ kills });
      expect(result.accepted).toBeGreaterThan(0);
    },
    LONGEST,
  );
});

describe('instances with a cap on spending that are killed', () => {
  // guarantee: G-121
  it(
    'never reserve, bill or send more than the cap, and leave nothing reserved (4 kills)',
    async () => {
      const result = await contained<Counts>(ONE, ['spend', '4', '7']);
      expect(faultsOf('spend', result)).toEqual([]);
      expect(result).toMatchObject({ kills: 4, aboveCap: 0, reservedForEver: 0 });
      expect(result.accepted).toBeGreaterThan(0);
    },
    LONGEST,
  );
});

describe('a load of consents whose host is killed', () => {
  // guarantee: G-065
  it(
    'keeps every acknowledged record once, and registers it once or marks it (5 kills)',
    async () => {
      const result = await consentCrashLoop(5, 7, 10_000);
      expect(result).toMatchObject({ kills: 5, lost: 0, sentTwice: 0 });
      expect(result.accepted).toBeGreaterThan(0);
    },
    LONGEST,
  );
});
