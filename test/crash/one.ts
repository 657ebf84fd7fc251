/** The process of one kill loop, which hands its counts to the runner. Arguments: name, kills, seed. */
import { loadLoop } from '../load/load-loop.ts';
import { endWithParent, handOver } from '../support/contained.ts';
import { consentCrashLoop } from './consents-loop.ts';
import { answers } from './answers.ts';
import { clocks, libfaketime } from './clocks.ts';
import { crashLoop } from './crash-loop.ts';
import { fleetLoop } from './fleet-loop.ts';
import { handlersLoop } from './handlers-loop.ts';
import type { Counts, LoopName, Skipped } from './loops.ts';
import { spend } from './spend.ts';
import { stops } from './stops.ts';

/** As many as a host loads between two kills, so that all kills fall into the load. */
const CONSENTS_PER_KILL = 2_000;

endWithParent();
const [name = '', kills = '', seed = ''] = process.argv.slice(2);
handOver(await loop(name as LoopName, Number(kills), Number(seed)));

async function loop(which: LoopName, count: number, from: number): Promise<Counts | Skipped> {
  switch (which) {
    case 'load':
      return loadLoop(count, from);
    case 'consents':
      return consentCrashLoop(count, from, count * CONSENTS_PER_KILL);
    case 'stops':
      return fleetLoop(stops, count, from);
    case 'spend':
      return fleetLoop(spend(count), count, from);
    case 'answers':
      return fleetLoop(answers, count, from);
    case 'clocks': {
      const library = libfaketime();
      if (library === undefined)
        return { skipped: 'libfaketime is not installed (Debian: apt-get install faketime)' };
      return fleetLoop(clocks(library), count, from);
    }
    case 'handlers':
      return handlersLoop(count, from);
    default:
      return crashLoop(which, count, from);
  }
}
