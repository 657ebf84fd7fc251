/**
 * `crash [name…] [--kills N] [--seed N]`: kill loops. Last line: `N kills, N accepted, N lost, N sent twice`.
 * Exits with 1 when something acknowledged was lost, or sent or registered twice.
 */
import { parseArgs } from 'node:util';
import { consentCrashLoop } from './consents-loop.ts';
import { crashLoop, type Target, TARGETS } from './crash-loop.ts';

const DEFAULT_KILLS: Record<Target | 'consents', number> = {
  host: 200,
  server: 20,
  both: 20,
  faults: 20,
  consents: 50,
};
/** As many as a host loads between two kills, so that all kills fall into the load. */
const CONSENTS_PER_KILL = 2_000;
const NAMES = [...TARGETS, 'consents'] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const unknown = positionals.filter((name) => !NAMES.some((known) => known === name));
const seed = Number(values.seed);
const asked = values.kills === undefined ? undefined : Number(values.kills);
if (unknown.length > 0 || !Number.isInteger(seed) || (asked !== undefined && !(asked > 0))) {
  console.error(`crash [name…] [--kills N] [--seed N]\n\nNames: ${NAMES.join(' ')}`);
  process.exit(2);
}

const total = { kills: 0, accepted: 0, lost: 0, sentTwice: 0 };
for (const name of NAMES.filter((known) => positionals.length === 0 || positionals.includes(known))) {
  const kills = asked ?? DEFAULT_KILLS[name];
  const result =
    name === 'consents'
      ? await consentCrashLoop(kills, seed, kills * CONSENTS_PER_KILL)
      : await crashLoop(name, kills, seed);
  const undecided = 'marked' in result ? `${result.marked} marked` : `${result.held} held`;
  console.error(
    `${name}: ${result.kills} kills, ${result.acknowledged} acknowledged, ${result.accepted} accepted, ` +
      `${undecided}, ${result.lost} lost, ${result.sentTwice} sent twice`,
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
