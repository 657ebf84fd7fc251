/**
 * `crash [name…] [--kills N] [--seed N]`: kill loops, each in a process of its own. Last line:
 * `N kills, N accepted, N lost, N sent twice`. Exits with 1 when something acknowledged was lost, or sent or registered
 * twice, or came faster than the provider takes it.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { contained } from '../support/contained.ts';
import { type Counts, LIMIT, type LoopName, LOOPS } from './loops.ts';
import { killPlan } from './plan.ts';

const ONE = fileURLToPath(new URL('one.ts', import.meta.url));
const NAMES = Object.keys(LOOPS) as LoopName[];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: 'string' }, seed: { type: 'string', default: '1' }, help: { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !NAMES.some((known) => known === name));
const seed = Number(values.seed);
const asked = values.kills === undefined ? undefined : Number(values.kills);
const wrong =
  unknown.length > 0 ||
  !Number.isInteger(seed) ||
  (asked !== undefined && !(Number.isInteger(asked) && asked > 0));
if (wrong || values.help === true) {
  console.error(`crash [name…] [--kills N] [--seed N]\n\nNames: ${NAMES.join(' ')}`);
  process.exit(wrong ? 2 : 0);
}

const total = { kills: 0, accepted: 0, lost: 0, sentTwice: 0 };
let failed = 0;
for (const name of NAMES.filter((known) => positionals.length === 0 || positionals.includes(known))) {
  const kills = asked ?? LOOPS[name];
  console.error(`${name}: seed ${seed}, kills after ${killPlan(kills, seed).join(', ')} ms`);
  try {
    const counts = await contained<Counts>(ONE, [name, String(kills), String(seed)]);
    const { acknowledged, accepted, held, lost, sentTwice, busiest } = counts;
    console.error(
      `${name}: ${kills} kills, ${acknowledged} acknowledged, ${accepted} accepted, ${held} held, ${lost} lost, ` +
        `${sentTwice} sent twice${busiest === undefined ? '' : `, ${busiest} in the busiest second`}`,
    );
    total.kills += kills;
    total.accepted += accepted;
    total.lost += lost;
    total.sentTwice += sentTwice;
    if (lost + sentTwice === 0 && (busiest ?? 0) <= LIMIT) continue;
  } catch (error) {
    console.error(error);
  }
  failed += 1;
  console.error(`${name} failed. Again: npx -y pnpm@12 crash ${name} --kills ${kills} --seed ${seed}`);
}
console.log(
  `${total.kills} kills, ${total.accepted} accepted, ${total.lost} lost, ${total.sentTwice} sent twice`,
);
process.exitCode = failed > 0 ? 1 : 0;
