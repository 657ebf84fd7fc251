/**
 * `bench [name…] [--json] [--docs]`: runs benches one after another, each in a process of its own, and prints a
 * table (with `--json`, an array of rows). `--docs` also writes the table to docs/performance.md.
 * Exits with 1 when a bar is missed.
 */
import { fork } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { growthChart } from './growth-chart.ts';
import type { Row } from './harness.ts';

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
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(`bench [name…] [--json] [--docs]\n\nBenches: ${known.join(' ')}`);
  process.exit(0);
}
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`No bench named ${unknown.join(', ')}. There are: ${known.join(' ')}`);
  process.exit(2);
}

function runOne(name: string): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const child = fork(`${here}one.ts`, [name], {
      execArgv: ['--expose-gc', '--max-old-space-size=8192', '--disable-warning=ExperimentalWarning'],
      env: { ...process.env, NODE_OPTIONS: '' },
      // A bench may write notes; they must not end up between the rows.
      stdio: ['ignore', process.stderr, process.stderr, 'ipc'],
    });
    let rows: Row[] | undefined;
    child.on('message', (message) => (rows = message as Row[]));
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 && rows ? resolve(rows) : reject(new Error(`bench ${name} ended with exit code ${code}`)),
    );
  });
}

const INTRODUCTION =
  '# Performance\n\nWritten by `npx -y pnpm@12 bench [name…] --docs`, never by hand: each bench has the rows of its last run. Each figure is the median over several rounds; peers run in the same rounds. What falls short stands here as it is.';

const PICTURE =
  '\n## Growth\n\n![Time and memory of each main path against its size, on logarithmic axes](images/growth.svg)\n';

const names = positionals.length > 0 ? positionals : known;
const rows: Row[] = [];
const done: string[] = [];
for (const name of names) {
  console.error(`bench ${name} …`);
  try {
    rows.push(...(await runOne(name)));
    done.push(name);
    if (values.docs) writeDocs();
  } catch (error) {
    // The others are still worth their time.
    console.error(error);
    process.exitCode = 1;
  }
}
console.log(values.json ? JSON.stringify(rows, null, 2) : markdown(rows));
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
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`,
    '',
    '| bench | case | ours (lowest–highest) | best peer | ratio | bar | held |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  ];
}

function tableRows(all: readonly Row[]): string[] {
  const figure = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 2 });
  return all.map((row) => {
    const spread = row.spread ? ` (${row.spread.map(figure).join('–')})` : '';
    const peer = row.peer === undefined ? '' : `${row.peerName} ${figure(row.peer)}`;
    return `| ${row.bench} | ${row.case} | ${figure(row.ours)} ${row.unit}${spread} | ${peer} | ${row.ratio ?? ''} | ${row.bar} | ${row.pass ? 'yes' : '**no**'} |`;
  });
}
