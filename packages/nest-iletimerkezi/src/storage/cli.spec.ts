import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SpecDirectories } from '../test-support/directories.js';

const directories = new SpecDirectories();
afterAll(() => directories.removeAll());

/** Runs the installed command from the built package in a child process. */
async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const script = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
  const env = { ...process.env, NODE_OPTIONS: '' };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, ...args], { env });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

describe('nest-iletimerkezi', () => {
  it('lists its commands', async () => {
    for (const [args, code] of [
      [['--help'], 0],
      [[], 2],
      [['sing'], 2],
    ] as const) {
      const result = await run(...args);
      expect(result.code).toBe(code);
      for (const command of ['init', 'check', 'storage'])
        expect(code === 0 ? result.out : result.err).toMatch(new RegExp(`^  ${command} `, 'm'));
    }
  });

  it.each(['init', 'check', 'storage'])('%s prints its usage for --help', async (command) => {
    const { code, out } = await run(command, '--help');
    expect([code, out]).toEqual([0, expect.stringContaining(`nest-iletimerkezi ${command}`)]);
  });

  it.each(['init', 'check', 'storage'])(
    '%s names an unknown option and prints its usage',
    async (command) => {
      const { code, out, err } = await run(command, '--loud');
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/^Unknown option --loud\.\n\nUsage:/);
    },
  );
});

describe('nest-iletimerkezi storage', () => {
  it('prints the tables as SQL', async () => {
    const { code, out } = await run('storage', 'sql');
    expect(code).toBe(0);
    expect(out).toContain('create table iletimerkezi.orders');
  });

  it('prints its usage when it is called incorrectly', async () => {
    for (const args of [
      [],
      ['storage', 'sing'],
      ['storage', 'backup'],
      ['storage', 'backup', 'f', '--loud'],
    ]) {
      const { code, err } = await run(...args);
      expect([code, err]).toEqual([2, expect.stringContaining('Usage:')]);
    }
  });

  it('exits with 1 and the reason when it fails', async () => {
    const dir = directories.make();
    const { code, err } = await run(
      'storage',
      'restore',
      join(dir, 'missing.gz'),
      '--dir',
      join(dir, 'data'),
    );
    expect([code, err]).toEqual([1, expect.stringContaining('missing.gz')]);
  });
});
