/**
 * `crash [name…] [--kills N] [--seed N]`: kill loops, each in a process of its own. Last line:
 * `N kills, N accepted, N lost, N sent twice`. Exits with 1 when something acknowledged was lost, sent or registered
 * twice, or never handled, when too many orders are held or an accepted one has another final state, or when messages came
 * faster than the provider takes them. A kill of `stops`, `clocks` and `answers` is one injected fault.
 */
import { fileURLToPath } from 'node:url';
import { misuse, readCommandLine } from '../../scripts/command-line.mjs';
import { contained } from '../support/contained.ts';
import { type Counts, describeCounts, faultsOf, type LoopName, LOOPS, type Skipped } from './loops.ts';

const ONE = fileURLToPath(new URL('one.ts', import.meta.url));
const NAMES = Object.keys(LOOPS) as LoopName[];

const { values, positionals } = readCommandLine(
  `
Usage: crash [name…] [--kills N] [--seed N]

Injects faults while orders are sent, one mode per name, and counts what was lost or sent twice.

  --kills N  faults of each mode (default: each mode has its own number)
  --seed N   seed of the random choices (1)

Names: ${NAMES.join(' ')}
`,
  { kills: { type: 'string' }, seed: { type: 'string', default: '1' } },
  { allowPositionals: true },
);
const unknown = positionals.filter((name) => !NAMES.some((known) => known === name));
const seed = Number(values.seed);
const asked = values.kills === undefined ? undefined : Number(values.kills);
if (unknown.length > 0) misuse(`No mode named ${unknown.join(', ')}`);
if (!Number.isInteger(seed)) misuse('--seed is an integer');
if (asked !== undefined && !(Number.isInteger(asked) && asked > 0)) misuse('--kills is an integer above 0');

const total = { kills: 0, accepted: 0, lost: 0, sentTwice: 0 };
let failed = 0;
for (const name of NAMES.filter((known) => positionals.length === 0 || positionals.includes(known))) {
  const kills = asked ?? LOOPS[name];
  console.error(`${name}: seed ${seed}, ${kills} kills`);
  let faults: string[] = [];
  try {
    const counts = await contained<Counts | Skipped>(ONE, [name, String(kills), String(seed)]);
    if ('skipped' in counts) {
      console.error(`${name}: skipped, ${counts.skipped}`);
      continue;
    }
    console.error(`${name}: ${describeCounts(counts)}`);
    total.kills += kills;
    total.accepted += counts.accepted;
    total.lost += counts.lost;
    total.sentTwice += counts.sentTwice;
    faults = faultsOf(name, counts);
    if (faults.length === 0) continue;
  } catch (error) {
    console.error(error);
  }
  failed += 1;
  console.error(
    `${name} failed (${faults.join(', ') || 'see above'}). Again: npx -y pnpm@12 crash ${name} --kills ${kills} --seed ${seed}`,
  );
}
console.log(
  `${total.kills} kills, ${total.accepted} accepted, ${total.lost} lost, ${total.sentTwice} sent twice`,
);
process.exitCode = failed > 0 ? 1 : 0;
