import { chmodSync, existsSync, globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FleetMode } from './fleet-loop.ts';

const LEASE_MS = 10_000;
/** Seconds of one jump; the clock stays within the longest one of the true time. */
const JUMP_S: readonly [number, number] = [11, 71];
const BETWEEN_MS: readonly [number, number] = [1_500, 3_500];
/** An instance is killed with every n-th jump. */
const KILLED = 5;
/** Maximum deviation of the server's clock. */
const CLOSE_MS = 3_000;

/** Paths of the library on Debian, Fedora and Homebrew. Source: the packages' lists of files. */
const LIBRARIES = [
  '/usr/lib/*/faketime/libfaketime.so.1',
  '/usr/lib*/faketime/libfaketime.so.1',
  '/usr/local/lib/faketime/libfaketime.so.1',
];

/** The library that moves a process's clock; undefined where it is not installed. */
export const libfaketime = (): string | undefined =>
  globSync(LIBRARIES).find((path: string) => existsSync(path));

const fileIn = (dir: string): string => join(dir, 'clock');

/** A database server whose clock jumps, forwards and back, while instances keep running. */
export function clocks(library: string): FleetMode {
  let file = '';
  return {
    instances: 3,
    leaseMs: LEASE_MS,
    serverEnv(dir) {
      file = fileIn(dir);
      // The server's user has to enter without a program in between, whose shared memory libfaketime would refuse.
      chmodSync(dir, 0o711);
      writeFileSync(file, '+0');
      return {
        LD_PRELOAD: library,
        // Read at every call, so that all backends see a jump at once. Source: libfaketime's README.
        FAKETIME_TIMESTAMP_FILE: file,
        FAKETIME_NO_CACHE: '1',
        // The server's own waits go by the monotonic clock, which no jump of the wall clock moves.
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
        DONT_FAKE_MONOTONIC: '1',
      };
    },
    async disturb({ kills, random, fleet, database }) {
      const between = ([least, most]: readonly [number, number]): number =>
        least + Math.floor(random() * (most - least + 1));
      let offset = 0;
      for (let kill = 0; kill < kills; kill += 1) {
        await sleep(between(BETWEEN_MS));
        fleet.check();
        const size = between(JUMP_S);
        const forwards = offset + size <= JUMP_S[1] && (offset - size < -JUMP_S[1] || random() < 0.6);
        offset = forwards ? offset + size : Math.max(offset - size, -JUMP_S[1]);
        writeFileSync(file, offset < 0 ? String(offset) : `+${offset}`);
        const seen = (await database.now()) - Date.now();
        if (Math.abs(seen - offset * 1_000) > CLOSE_MS)
          throw new Error(`The database's clock is off by ${seen} ms instead of ${offset} s.`);
        if (kill % KILLED === KILLED - 1) await fleet.replace(kill % fleet.size);
      }
    },
  };
}
