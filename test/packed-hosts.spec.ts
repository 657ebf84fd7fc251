import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { installPacked, type PackedWorkspace } from './support/packed-workspace.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the hosts bring along themselves, beside our tarballs. */
const OF_THE_HOSTS = [
  '@nestjs/platform-express',
  '@nestjs/platform-fastify',
  '@types/node',
  '@jest/globals',
  '@swc/core',
  '@swc/jest',
  'jest',
];

describe('The packed packages', () => {
  let workspace: PackedWorkspace;

  beforeAll(() => {
    workspace = installPacked(
      ['iletimerkezi-core', 'iletimerkezi-emulator', 'nest-iletimerkezi'],
      OF_THE_HOSTS,
    );
  });
  afterAll(() => workspace?.remove());

  /** A folder with the host in it, its packages one level up. */
  const place = (host: string, type: 'module' | 'commonjs'): string => {
    const folder = join(workspace.folder, host);
    mkdirSync(folder);
    cpSync(join(root, 'test/hosts', host), folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type }));
    return folder;
  };

  const compile = (folder: string): void => {
    const compilerOptions = {
      target: 'es2023',
      lib: ['es2023'],
      module: 'nodenext',
      strict: true,
      skipLibCheck: false,
      verbatimModuleSyntax: false,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      types: ['node'],
      outDir: 'out',
      rootDir: '.',
    };
    const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    run(join(root, 'node_modules/.bin/tsc'), ['-p', folder], folder);
  };

  it('run in an ES module host on Express', () => {
    const folder = place('express-esm', 'module');
    compile(folder);
    const result = JSON.parse(run(process.execPath, ['out/main.js'], folder));
    expect(result).toEqual({ sent: expect.stringMatching(/^\d+$/), delivered: result.sent });
  });

  it('run in a CommonJS host on Fastify, by require', () => {
    const folder = place('fastify-cjs', 'commonjs');
    compile(folder);
    const result = JSON.parse(run(process.execPath, ['out/main.js'], folder));
    expect(result).toEqual({
      sent: expect.stringMatching(/^\d+$/),
      delivered: result.sent,
      accounts: ['shop'],
      module: 'function',
    });
  });

  it('run in a Jest host', () => {
    const folder = place('jest', 'module');
    const jest = join(workspace.folder, 'node_modules/jest/bin/jest.js');
    const shown = run(process.execPath, ['--experimental-vm-modules', jest, '--json'], folder);
    expect(JSON.parse(shown)).toMatchObject({ numPassedTests: 1, numFailedTests: 0 });
  });
});

/** What a program wrote, once it ended well. */
function run(program: string, args: string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      ILETIMERKEZI_KEY: 'emulator',
      ILETIMERKEZI_HASH: 'emulator',
      ILETIMERKEZI_SENDER: 'EMULATOR',
      ILETIMERKEZI_WEBHOOK_TOKENS: 'webhook-token-of-this-host',
    },
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  return stdout;
}
