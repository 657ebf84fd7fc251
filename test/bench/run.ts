/**
 * `bench [name…] [--json] [--docs] [--quick] [--case CASE…]`: runs benches one after another, each in a process of its
 * own, and prints a table (with `--json`, an array of rows). `--docs` also writes the table to docs/performance.md.
 * `--quick` makes those that take minutes smaller, to see that they work. `--case` selects cases of a bench that names
 * its cases. Exits with 1 when a bar is missed or a bench failed.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { contained } from '../support/contained.ts';
import { growthChart } from './growth-chart.ts';
import type { Row } from './harness.ts';
import { machine } from './machine.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const known = readdirSync(here)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
  .toSorted();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    docs: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    case: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(`bench [name…] [--json] [--docs] [--quick] [--case CASE…]\n\nBenches: ${known.join(' ')}`);
  process.exit(0);
}
if (values.quick && values.docs) {
  console.error('--quick and --docs cannot be combined: a quick run does not measure speed.');
  process.exit(2);
}
if (values.case.length > 0 && values.docs) {
  console.error('--case and --docs cannot be combined: the table contains all cases.');
  process.exit(2);
}
if (values.case.length > 0) process.env['BENCH_CASES'] = values.case.join(',');
if (values.quick) process.env['BENCH_QUICK'] = '1';
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`No bench named ${unknown.join(', ')}. There are: ${known.join(' ')}`);
  process.exit(2);
}

const runOne = (name: string): Promise<Row[]> =>
  contained<Row[]>(`${here}one.ts`, [name], ['--expose-gc', '--max-old-space-size=8192']);

const INTRODUCTION = `# Performance

This page lists the measured cost of each main operation, its limit, and the results of comparable libraries.

Written by \`npx -y pnpm@12 bench [name…] --docs\`; do not edit. Each row is from the last run of its benchmark. A result with a range is the
median of several rounds after a warm-up, with the lowest and highest values. A result without a range was measured once.
Peers are measured in the same rounds, alternating with ours. Missed limits are listed too.`;

const PICTURE =
  '\n## Growth\n\n![Time and memory of each main operation by input size, on logarithmic axes](images/growth.svg)\n';

const on = machine();
for (const line of on) console.error(line);
const names = positionals.length > 0 ? positionals : known;
const rows: Row[] = [];
const done: string[] = [];
for (const name of names) {
  console.error(`bench ${name} …`);
  const started = performance.now();
  try {
    rows.push(...(await runOne(name)));
    done.push(name);
    console.error(`bench ${name}: ${Math.round((performance.now() - started) / 1_000)} s`);
    if (values.docs) writeDocs();
  } catch (error) {
    // Continue with the other benches.
    console.error(error);
    process.exitCode = 1;
  }
}
console.log(values.json ? JSON.stringify(rows, null, 2) : [markdown(rows), ...costTable(rows)].join('\n'));
if (rows.some((row) => !row.pass)) process.exitCode = 1;

/** After each bench, so that an hour's figures are not lost with the last one; other benches keep their rows. */
function writeDocs(): void {
  const docs = (name: string): string => fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));
  const growth = growthChart(rows);
  if (growth !== undefined) writeFileSync(docs('images/growth.svg'), growth);
  const page = docs('performance.md');
  const kept = readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => known.some((name) => !done.includes(name) && line.startsWith(`| ${name} |`)));
  const lines = [...kept, ...tableRows(rows)];
  const table = known.flatMap((name) => lines.filter((line) => line.startsWith(`| ${name} |`)));
  const picture = existsSync(docs('images/growth.svg')) ? PICTURE : '';
  writeFileSync(page, `${INTRODUCTION}\n\n${[...tableHead(), ...table].join('\n')}\n${picture}`);
}

function markdown(all: readonly Row[]): string {
  return [...tableHead(), ...tableRows(all)].join('\n');
}

function tableHead(): string[] {
  return [
    ...on.flatMap((line) => [line, '']),
    '| bench | case | ours (lowest–highest of rounds) | peers | ratio | bar | held |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  ];
}

function tableRows(all: readonly Row[]): string[] {
  const figure = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 2 });
  return all.map((row) => {
    const { spread: ends, rounds = 1 } = row;
    const spread = ends && rounds > 1 ? ` (${ends.map(figure).join('–')} of ${figure(rounds)})` : '';
    const peers = Object.entries(row.peers ?? {});
    const peer = peers.map(([name, other]) => `${name} ${figure(other.figure)}`).join(', ');
    const ratio = peers.map(([, other]) => figure(other.ratio)).join(' / ');
    return `| ${row.bench} | ${row.case} | ${figure(row.ours)} ${row.unit}${spread} | ${peer} | ${ratio} | ${row.bar} | ${row.pass ? 'yes' : '**no**'} |`;
  });
}

/** The cost of one message for each library, where a bench measured it. */
function costTable(all: readonly Row[]): string[] {
  const costs = all.flatMap(({ case: of, costs: each = {} }) =>
    Object.entries(each).map(([library, cost]) => ({ of, library, cost })),
  );
  const names = Object.keys(costs[0]?.cost ?? {});
  if (names.length === 0) return [];
  const cells = (values: readonly string[]): string => `| ${values.join(' | ')} |`;
  return [
    '',
    cells(['case', 'library', ...names]),
    cells(['---', '---', ...names.map(() => '---:')]),
    ...costs.map(({ of, library, cost }) =>
      cells([of, library, ...names.map((name) => String(Number((cost[name] ?? 0).toPrecision(3))))]),
    ),
  ];
}
