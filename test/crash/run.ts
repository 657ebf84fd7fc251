/**
 * `crash [name…] [--kills N] [--seed N]`: kill loops. Last line: `N kills, N accepted, N lost, N sent twice`.
 * Exits with 1 when a message was lost or sent twice.
 */
import { parseArgs } from 'node:util';
import { crashLoop, type Target, TARGETS } from './crash-loop.ts';

const DEFAULT_KILLS: Record<Target, number> = { host: 200, server: 20, both: 20, faults: 20 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const unknown = positionals.filter((name) => !TARGETS.some((target) => target === name));
const seed = Number(values.seed);
const kills = values.kills === undefined ? undefined : Number(values.kills);
if (unknown.length > 0 || !Number.isInteger(seed) || (kills !== undefined && !(kills > 0))) {
  console.error(`crash [name…] [--kills N] [--seed N]\n\nNames: ${TARGETS.join(' ')}`);
  process.exit(2);
}

const total = { kills: 0, accepted: 0, lost: 0, sentTwice: 0 };
for (const target of TARGETS.filter((name) => positionals.length === 0 || positionals.includes(name))) {
  const result = await crashLoop(target, kills ?? DEFAULT_KILLS[target], seed);
  console.error(
    `${target}: ${result.kills} kills, ${result.acknowledged} acknowledged, ${result.accepted} accepted, ` +
      `${result.held} held, ${result.lost} lost, ${result.sentTwice} sent twice`,
  );
  total.kills += result.kills;
  total.accepted += result.accepted;
  total.lost += result.lost;
  total.sentTwice += result.sentTwice;
}
console.log(
  `${total.kills} kills, ${total.accepted} accepted, ${total.lost} lost, ${total.sentTwice} sent twice`,
);
process.exitCode = total.lost + total.sentTwice > 0 ? 1 : 0;
