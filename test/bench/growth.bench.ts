/**
 * How time and memory follow the size on each main path: every size in a process of its own. Nothing may grow worse
 * than n·log n, and where the work streams the memory must not follow the size at all. Then the statements of the outbox
 * in a database with many orders, whose time must not follow their number.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type GrowthPath, PATHS } from './growth/paths.ts';
import { databaseRows } from './growth/database.ts';
import { defineBench, QUICK, row, selectCases, summarise, type Row, type Step } from './harness.ts';

const STEP = fileURLToPath(new URL('growth/step.ts', import.meta.url));
const SIZES = QUICK ? [1_000, 2_000, 5_000, 10_000] : [1_000, 10_000, 100_000, 1_000_000];
/** Small sizes are quick and noisy. */
const roundsAt = (size: number): number => (QUICK || size >= 1_000_000 ? 1 : 3);

type Cost = Omit<Step, 'size'>;

export default defineBench('growth', async () => {
  const rows: Omit<Row, 'bench'>[] = [];
  const cases = selectCases({ paths: pathRows, database: databaseRows });
  for (const measured of Object.values(cases)) rows.push(...(await measured()));
  return rows;
});

async function pathRows(): Promise<Omit<Row, 'bench'>[]> {
  const rows: Omit<Row, 'bench'>[] = [];
  for (const [name, path] of Object.entries<GrowthPath>(PATHS)) {
    const series: Step[] = [];
    for (const size of SIZES) {
      const steps: Cost[] = [];
      for (let round = 0; round < roundsAt(size); round += 1) steps.push(await measure(name, size));
      series.push({
        size,
        ms: summarise(steps.map(({ ms }) => ms)).median,
        mb: summarise(steps.map(({ mb }) => mb)).median,
      });
    }
    const [, small, before, last] = series;
    if (!small || !before || !last) throw new Error(`${name} has no figures`);
    rows.push({
      ...row({
        case: `${path.of}: time of ${last.size.toLocaleString('en')} over ${small.size.toLocaleString('en')}`,
        unit: '× n·log n',
        ours: summarise([last.ms / small.ms / (weight(last.size) / weight(small.size))]),
        bar: { max: 1 },
        higherIsBetter: false,
      }),
      series,
    });
    rows.push(
      row({
        case: `${path.of}: memory held meanwhile, ${last.size.toLocaleString('en')}`,
        unit: 'MB',
        ours: summarise([last.mb]),
        bar: path.streams ? { max: Math.ceil(before.mb * 1.5 + SLACK_MB) } : {},
        higherIsBetter: false,
      }),
    );
  }
  return rows;
}

/** A stream of ten times the length may hold half as much again, and this: caches that fill once. */
const SLACK_MB = 8;

const weight = (size: number): number => size * Math.log2(size);

function measure(name: string, size: number): Promise<Cost> {
  return new Promise((resolve, reject) => {
    const child = fork(STEP, [name, String(size)], {
      execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', process.stderr, process.stderr, 'ipc'],
    });
    let step: Cost | undefined;
    child.on('message', (message) => (step = message as Cost));
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 && step
        ? resolve(step)
        : reject(new Error(`${name} at ${size} ended with exit code ${code}`)),
    );
  });
}
