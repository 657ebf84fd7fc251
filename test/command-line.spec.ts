import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));

const run = (...args: string[]) =>
  spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, NODE_OPTIONS: '' },
  });

/** The programs behind the commands of this repository, and of its packages. */
const PROGRAMS = [
  'scripts/check-audit.mjs',
  'scripts/check-commits.mjs',
  'scripts/check-licenses.mjs',
  'scripts/check-packages.mjs',
  'scripts/docs-write.mjs',
  'scripts/examples.mjs',
  'scripts/release.mjs',
  'scripts/vocabulary.mjs',
  'docs/api.mjs',
  'docs/api-report.mjs',
  'docs/site/serve.mjs',
  'test/bench/run.ts',
  'test/crash/run.ts',
  'test/engines/run.ts',
  'test/reference/run.ts',
  'test/visual/run.ts',
  'packages/iletimerkezi-emulator/dist/cli.js',
  'packages/iletimerkezi-mcp/dist/cli.js',
  'apps/demo/dist/server/main.js',
];
/** Programs that pass other arguments on, to turbo and Jest. */
const PASSING = ['scripts/test.mjs', 'scripts/test-unit.mjs'];

describe('Every command', () => {
  it.each([...PROGRAMS, ...PASSING])('%s prints its usage for --help', (program) => {
    const { status, stdout, stderr } = run(program, '--help');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Usage: |^\s+npx -y pnpm@12 demo/m);
  });

  it.each(PROGRAMS)('%s names an unknown option, points to --help and exits with 2', (program) => {
    const { status, stdout, stderr } = run(program, '--loud');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain("Unknown option '--loud'");
    expect(stderr.trimEnd()).toMatch(/See --help\.$/);
  });

  it('is in this list, if package.json starts a program of the repository', () => {
    const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
      scripts: Record<string, string>;
    };
    const started = Object.values(scripts).flatMap((script) =>
      [...script.matchAll(/\bnode (\S+\.mjs)/g)].map(([, program]) => program),
    );
    expect(started.length).toBeGreaterThan(7);
    expect([...PROGRAMS, ...PASSING]).toEqual(expect.arrayContaining(started));
  });
});
