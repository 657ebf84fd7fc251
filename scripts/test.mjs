// Runs every package's tests through turbo and ends with one line, `N passed, N failed`,
// summed from the result files that Jest wrote (a cached run brings its file along).
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countsIn } from './jest-counts.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const projects = ['packages', 'apps']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
  .concat('test');

const resultFile = (project) => join(root, project, 'test-results.json');

for (const project of projects) rmSync(resultFile(project), { force: true });

const run = spawnSync(
  'turbo',
  // One task per processor: more would slow down browsers and databases.
  ['run', 'test', '--continue', '--concurrency=100%', '--output-logs=new-only', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' } },
);
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
    `${skipped} skipped: they need Chromium (CHROMIUM_PATH names one) or rights that this user lacks.`,
  );
if (run.status !== 0 && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
