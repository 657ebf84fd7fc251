/**
 * `browsers [engine…] [--require] [--install]`: runs the main journeys of the demo in each engine, each engine in a
 * process of its own. Last line: `N passed, N failed`. Exits with 1 when a journey failed, and with `--require` also when
 * an engine is not installed.
 */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { misuse, readCommandLine } from '../../scripts/command-line.mjs';
import { contained } from '../support/contained.ts';
import { ENGINE_NAMES, ENGINES, type EngineName } from './engines.ts';

export interface JourneyResult {
  readonly name: string;
  readonly seconds: number;
  /** What went wrong; absent if the journey passed. */
  readonly problem: string | undefined;
}

export interface EngineRun {
  readonly version: string;
  readonly results: readonly JourneyResult[];
}

const ONE = fileURLToPath(new URL('one.ts', import.meta.url));

const { values, positionals } = readCommandLine(
  `
Usage: browsers [engine…] [--require] [--install]

Runs the main journeys of the demo in browser engines: composing, scheduling, reports, consents, live orders.
An engine that is not installed is skipped, and named.

  --require  fails for an engine that is not installed
  --install  installs missing engines with apt-get first; needs root

Engines: ${ENGINE_NAMES.join(' ')}
`,
  { require: { type: 'boolean', default: false }, install: { type: 'boolean', default: false } },
  { allowPositionals: true },
);
const unknown = positionals.filter((name) => !ENGINE_NAMES.some((known) => known === name));
if (unknown.length > 0) misuse(`No engine named ${unknown.join(', ')}`);
const chosen = ENGINE_NAMES.filter((name) => positionals.length === 0 || positionals.includes(name));

if (values.install) install(chosen.filter((name) => ENGINES[name].find() === undefined));

let passed = 0;
let failed = 0;
for (const name of chosen) {
  if (ENGINES[name].find() === undefined) {
    console.log(`${name}: not installed (Debian: ${ENGINES[name].packages.join(' ')})`);
    if (values.require) failed += 1;
    continue;
  }
  try {
    const { version, results } = await contained<EngineRun>(ONE, [name, tmpdir()]);
    for (const result of results) {
      const outcome = result.problem === undefined ? 'passed' : `FAILED: ${result.problem}`;
      console.log(`${name} ${version}, ${result.name} (${result.seconds.toFixed(1)} s): ${outcome}`);
    }
    failed += results.filter(({ problem }) => problem !== undefined).length;
    passed += results.filter(({ problem }) => problem === undefined).length;
  } catch (error) {
    failed += 1;
    console.log(`${name}: FAILED: ${error instanceof Error ? error.message : String(error)}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Installs the Debian packages of engines. The engines are looked for afterwards, so a failure here is not the last word. */
function install(missing: readonly EngineName[]): void {
  if (missing.length === 0) return;
  const packages = [...new Set(missing.flatMap((name) => ENGINES[name].packages))];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', ...packages]]) {
    const { status, error } = spawnSync('apt-get', args, { env, stdio: ['ignore', 2, 2] });
    if (status !== 0) console.error(`apt-get ${args[0]} failed: ${error?.message ?? `exit code ${status}`}`);
  }
}
