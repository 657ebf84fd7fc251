/** The process of one kill loop, which hands its counts to the runner. Arguments: name, kills, seed. */
import { loadLoop } from '../load/load-loop.ts';
import { endWithParent, handOver } from '../support/contained.ts';
import { consentCrashLoop } from './consents-loop.ts';
import { crashLoop } from './crash-loop.ts';
import type { Counts, LoopName } from './loops.ts';

/** As many as a host loads between two kills, so that all kills fall into the load. */
const CONSENTS_PER_KILL = 2_000;

endWithParent();
const [name = '', kills = '', seed = ''] = process.argv.slice(2);
handOver(await loop(name as LoopName, Number(kills), Number(seed)));

function loop(which: LoopName, count: number, from: number): Promise<Counts> {
  if (which === 'load') return loadLoop(count, from);
  if (which === 'consents') return consentCrashLoop(count, from, count * CONSENTS_PER_KILL);
  return crashLoop(which, count, from);
}
