// Runs the specs of all packages that need no build, browser, database or child process (jest.unit.js), and ends with
// one line, `N passed, N failed`. Arguments are passed to Jest: `test:unit segments`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asksForHelp } from './command-line.mjs';
import { countsIn } from './jest-results.mjs';

if (asksForHelp(process.argv)) {
  console.log(`Usage: test:unit [PATTERN…] [options of Jest]

Runs the specs that need no build, browser, database or child process. The last line says \`N passed, N failed\`.
Arguments are passed to Jest: test:unit segments, test:unit -t "counts parts"`);
  process.exit(0);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'test-unit-'));
const results = join(folder, 'results.json');

const options = ['--config', 'jest.unit.js', '--json', '--outputFile', results];
const run = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...options, ...process.argv.slice(2)],
  { cwd: root, stdio: ['inherit', 'ignore', 'inherit'] },
);
if (run.error) throw run.error;
const counts = countsIn(results) ?? { passed: 0, failed: 1 };
rmSync(folder, { recursive: true });
if (run.status !== 0 && counts.failed === 0) counts.failed = 1;
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;
