/**
 * `bench [name…] [--json] [--docs] [--quick] [--case CASE…]`: runs benches one after another, each in a process of its
 * own, and prints a table (with `--json`, an array of rows). `--docs` also writes the table to docs/performance.md.
 * `--quick` makes those that take minutes smaller, to see that they work. `--case` selects cases of a bench that names
 * its cases. Exits with 1 when a bar is missed or a bench failed.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { misuse, readCommandLine } from '../../scripts/command-line.mjs';
import { contained } from '../support/contained.ts';
import { performancePage, printedTables } from './docs-page.ts';
import { growthChart } from './growth-chart.ts';
import type { Row } from './harness.ts';
import { machine } from './machine.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const known = readdirSync(here)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
  .toSorted();

const { values, positionals } = readCommandLine(
  `
Usage: bench [name…] [--json] [--docs] [--quick] [--case CASE…]

Measures against peers and prints a table. Exits with 1 when a bar is missed or a bench failed.

  --json       prints an array of rows
  --docs       writes the table to docs/performance.md, too
  --quick      makes long benches smaller, to see that they work
  --case CASE  runs one case of a bench that names its cases; may be given several times

Benches: ${known.join(' ')}
`,
  {
    json: { type: 'boolean', default: false },
    docs: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    case: { type: 'string', multiple: true, default: [] },
  },
  { allowPositionals: true },
);

if (values.quick && values.docs)
  misuse('--quick and --docs cannot be combined: a quick run does not measure speed');
if (values.case.length > 0 && values.docs)
  misuse('--case and --docs cannot be combined: the table contains all cases');
if (values.case.length > 0) process.env['BENCH_CASES'] = values.case.join(',');
if (values.quick) process.env['BENCH_QUICK'] = '1';
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) misuse(`No bench named ${unknown.join(', ')}`);

const runOne = (name: string): Promise<Row[]> =>
  contained<Row[]>(`${here}one.ts`, [name], ['--expose-gc', '--max-old-space-size=8192']);

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
console.log(values.json ? JSON.stringify(rows, null, 2) : printedTables(rows, on));
if (rows.some((row) => !row.pass)) process.exitCode = 1;

/**
 * Writes the page after each bench, so that an hour's figures are not lost with the last one. Other benches keep the rows of
 * their last run, which are stored beside the page.
 */
function writeDocs(): void {
  const docs = (name: string): string => fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));
  const growth = growthChart(rows);
  if (growth !== undefined) writeFileSync(docs('images/growth.svg'), growth);
  const stored = docs('performance.json');
  const earlier = existsSync(stored) ? (JSON.parse(readFileSync(stored, 'utf8')) as Row[]) : [];
  const all = known.flatMap((name) =>
    (done.includes(name) ? rows : earlier).filter(({ bench }) => bench === name),
  );
  writeFileSync(stored, `${JSON.stringify(all, null, 2)}\n`);
  const hasPicture = existsSync(docs('images/growth.svg'));
  writeFileSync(docs('performance.md'), performancePage(all, { head: on, hasPicture }));
}
