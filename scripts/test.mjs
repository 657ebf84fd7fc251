// Runs every package's tests through turbo and ends with one line, `N passed, N failed`,
// summed from the result files that Jest wrote (a cached run brings its file along).
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { provideChromium } from './chromium.mjs';
import { asksForHelp } from './command-line.mjs';
import { countsIn, failuresIn } from './jest-results.mjs';

if (asksForHelp(process.argv)) {
  console.log(`Usage: test [options of turbo]

Builds all packages and runs all their tests. The last line says \`N passed, N failed\`.
Other arguments are passed to turbo: test --filter=iletimerkezi-core, test --force`);
  process.exit(0);
}

const root = fileURLToPath(new URL('..', import.meta.url));

const projects = ['packages', 'apps']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
  .concat('test');

const resultFile = (project) => join(root, project, 'test-results.json');

/** The file system in memory of Linux. On a disk, every database of a test waits for its flushes. */
const MEMORY = '/dev/shm';
const MIN_FREE_BYTES = 4 * 1024 ** 3;
const PREFIX = 'im-test-';
const DAY_MS = 86_400_000;

/** Creates a directory for the temporary files of this run in memory. @returns undefined without space for it. */
function memoryDirectory() {
  if (process.env['TMPDIR'] !== undefined || !existsSync(MEMORY)) return undefined;
  // A run that was killed left its directory.
  for (const name of readdirSync(MEMORY).filter((entry) => entry.startsWith(PREFIX))) {
    const left = join(MEMORY, name);
    if (Date.now() - statSync(left).mtimeMs > DAY_MS) remove(left);
  }
  const { bavail, bsize } = statfsSync(MEMORY);
  if (bavail * bsize < MIN_FREE_BYTES) return undefined;
  const directory = mkdtempSync(join(MEMORY, PREFIX));
  // A database server that runs as another user must be able to enter it.
  chmodSync(directory, 0o711);
  return directory;
}

/** Removes a directory. A database that is stopping may write to it meanwhile. */
const remove = (directory) =>
  rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });

for (const project of projects) rmSync(resultFile(project), { force: true });
const memory = memoryDirectory();
const browser = await provideChromium();
if (browser.missing) console.error(`Browser tests are skipped: ${browser.missing}.`);

const run = spawnSync(
  'turbo',
  // One task per processor, which has two workers or more itself (jest.base.js).
  ['run', 'test', '--continue', '--concurrency=100%', '--output-logs=new-only', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      TURBO_TELEMETRY_DISABLED: '1',
      ...(memory && { TMPDIR: memory }),
      // Turbo repeats browser tests when the browser differs from the last run.
      ...(browser.path && { CHROMIUM_PATH: browser.path }),
    },
  },
);
if (memory) remove(memory);
if (run.error) throw run.error;

let passed = 0;
let failed = 0;
let skipped = 0;
const silent = [];
for (const project of projects) {
  const counts = countsIn(resultFile(project));
  if (counts === undefined) {
    silent.push(project);
    continue;
  }
  passed += counts.passed;
  failed += counts.failed;
  skipped += counts.skipped;
}

for (const project of silent) console.error(`No test result from ${project}: its run ended early.`);
failed += silent.length;
if (skipped > 0)
  console.log(
    `${skipped} skipped: they need ${browser.missing ? 'Chromium, ' : ''}PgBouncer (Debian: pgbouncer) or rights that this user lacks.`,
  );
if (run.status !== 0 && failed === 0) failed = 1;
// Once more at the end: what Jest printed stands far above, between the output of other packages.
for (const failure of projects.flatMap((project) => failuresIn(resultFile(project)))) console.log(failure);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
