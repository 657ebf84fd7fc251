import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { installPacked, type PackedWorkspace } from './support/packed-workspace.js';

const root = fileURLToPath(new URL('..', import.meta.url));

const PACKAGES = ['iletimerkezi-core', 'iletimerkezi-emulator', 'nest-iletimerkezi', 'react-sms-ui'];

/** What the hosts bring along themselves, beside our tarballs. */
const OF_THE_HOSTS = [
  '@types/react',
  '@types/react-dom',
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
    workspace = installPacked(PACKAGES, OF_THE_HOSTS);
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

  // guarantee: G-115
  it('run in an ES module host on Express', () => {
    const folder = place('express-esm', 'module');
    compile(folder);
    const result = JSON.parse(run(process.execPath, ['out/main.js'], folder));
    expect(result).toEqual({ sent: expect.stringMatching(/^\d+$/), delivered: result.sent });
  });

  // guarantee: G-115
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

  // A CommonJS file may require an ES module since Node 20.19, which `nodenext` knows and `node16` does not.
  // guarantee: G-117
  it.each([
    ['node16', 'node16', ['mts']],
    ['nodenext', 'nodenext', ['mts', 'cts']],
    ['esnext', 'bundler', ['ts']],
  ])(
    'have the right types at every entry with module %s, resolved as %s',
    (module, moduleResolution, ends) => {
      const folder = join(workspace.folder, `types-${moduleResolution}`);
      mkdirSync(folder);
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
      const entries = entriesOf(join(workspace.folder, 'node_modules'));
      expect(entries.length).toBeGreaterThan(15);
      const source = [
        ...entries.map((entry, index) => `import * as entry${index} from '${entry}';`),
        `export const entries: object[] = [${entries.map((_, index) => `entry${index}`).join(', ')}];`,
        // An entry that fell back to \`any\` would let these pass.
        ...entries.map((_, index) => `// @ts-expect-error nothing of this name\nentry${index}.notThere;`),
        `import { countSegments } from 'iletimerkezi-core/segments';`,
        `export const parts: number = countSegments('a', { characterMode: 'turkish' }).parts;`,
        `import 'react-sms-ui/styles.css';`,
        `import 'react-sms-ui/styles-unlayered.css';`,
      ].join('\n');
      for (const end of ends) writeFileSync(join(folder, `consumer.${end}`), source);
      const compilerOptions = {
        target: 'es2023',
        lib: ['es2023', 'dom', 'dom.iterable'],
        module,
        moduleResolution,
        strict: true,
        // Once is enough for the declarations themselves; they are the same files each time.
        skipLibCheck: moduleResolution !== 'nodenext',
        jsx: 'react-jsx',
        types: ['node'],
        noUncheckedSideEffectImports: true,
        noEmit: true,
      };
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions, files: ends.map((end) => `consumer.${end}`) }),
      );
      const { stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder, '--pretty', 'false'], {
        cwd: folder,
        encoding: 'utf8',
        timeout: 100_000,
      });
      // Declarations of other packages have faults of their own; theirs lie outside of this folder.
      const ours = stdout.split('\n').filter((line) => /^(consumer|\.\.\/node_modules)/.test(line));
      expect(ours).toEqual([]);
    },
  );

  // guarantee: G-115
  it('run in a Jest host', () => {
    const folder = place('jest', 'module');
    const jest = join(workspace.folder, 'node_modules/jest/bin/jest.js');
    const shown = run(process.execPath, ['--experimental-vm-modules', jest, '--json'], folder);
    expect(JSON.parse(shown)).toMatchObject({ numPassedTests: 1, numFailedTests: 0 });
  });
});

/** Every way into our packages that has types, as `exports` of the tarballs has it. */
function entriesOf(modules: string): string[] {
  return PACKAGES.flatMap((name) => {
    const manifest = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')) as {
      exports: Record<string, unknown>;
    };
    return Object.keys(manifest.exports)
      .filter((path) => !/\.(css|json)$/.test(path))
      .map((path) => `${name}${path.slice(1)}`);
  });
}

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
