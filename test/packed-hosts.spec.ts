import { spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { satisfies } from 'semver';
import { installPacked, type PackedWorkspace } from './support/packed-workspace.js';

const root = fileURLToPath(new URL('..', import.meta.url));

const PACKAGES = ['iletimerkezi-core', 'iletimerkezi-emulator', 'nest-iletimerkezi', 'react-sms-ui'];

/** The Node that runs the hosts; CI names others. */
const NODE = process.env['HOST_NODE'] ?? process.execPath;

/** For tests that start several processes, on a busy machine. */
const TIMEOUT_MS = 300_000;

const TYPESCRIPT_7 = join(root, 'node_modules/typescript/bin/tsc');
const TYPESCRIPT_6 = join(root, 'docs/node_modules/typescript/bin/tsc');

/** The dependencies of the hosts, apart from our tarballs. */
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
  'vitest',
];

describe('The packed packages', () => {
  let workspace: PackedWorkspace;
  let nest11: PackedWorkspace;
  let nest10: PackedWorkspace;
  const created: string[] = [];

  beforeAll(() => {
    workspace = installPacked(PACKAGES, OF_THE_HOSTS);
    nest10 = installPacked(PACKAGES, OF_THE_HOSTS, { host: 'test/hosts/nest-10', packed: workspace });
    nest11 = installPacked(PACKAGES, OF_THE_HOSTS, { host: 'test/hosts/nest-11', packed: workspace });
  });
  afterAll(() => {
    workspace?.remove();
    nest11?.remove();
    nest10?.remove();
    for (const folder of created) rmSync(folder, { recursive: true, force: true });
  });

  /** A new application of the Nest CLI, committed to git, whose packages are installed. */
  const createApp = (nest: 11 | 12, type: 'esm' | 'cjs'): string => {
    const host = `test/hosts/cli-${nest}`;
    const { folder } = installPacked(PACKAGES, ['@types/node'], { host, packed: workspace });
    created.push(folder);
    const script = join(root, 'test/support/new-nest-app.mjs');
    run(process.execPath, [script, join(root, host), folder, 'app', ...(nest === 11 ? [] : [type])], folder);
    const app = join(folder, 'app');
    renameSync(join(folder, 'node_modules'), join(app, 'node_modules'));
    mkdirSync(join(app, 'node_modules/.bin'));
    if (type === 'esm') symlinkSync('../vitest/vitest.mjs', join(app, 'node_modules/.bin/vitest'));
    writeFileSync(join(app, '.gitignore'), 'node_modules\ndist\n');
    run('git', ['init', '--quiet'], app);
    commit(app);
    return app;
  };

  const workspaceOf = (nest: number): PackedWorkspace => ({ 10: nest10, 11: nest11 })[nest] ?? workspace;

  /** A folder with the host in it, its packages one level up. */
  const place = (host: string, type: 'module' | 'commonjs', { folder: home } = workspace): string => {
    const folder = join(home, host);
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
      // The declarations are checked below, once for each version of Nest.
      skipLibCheck: true,
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

  it.each([12, 11])('accept the peers of a Nest %i host', (nest) => {
    const modules = join(workspaceOf(nest).folder, 'node_modules');
    const manifest = (name: string): { version: string; peerDependencies: Record<string, string> } =>
      JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
    expect(manifest('@nestjs/core').version).toMatch(new RegExp(`^${nest}\\.`));
    const refused = Object.entries(manifest('nest-iletimerkezi').peerDependencies)
      .map(([name, range]) => ({ name, range, version: manifest(name).version }))
      .filter(({ range, version }) => !satisfies(version, range, { includePrerelease: true }));
    expect(refused).toEqual([]);
  });

  // guarantee: G-115
  it.each([12, 11])(
    'run in an ES module host of Nest %i on Express and Fastify',
    (nest) => {
      const folder = place('nest-esm', 'module', workspaceOf(nest));
      compile(folder);
      for (const platform of ['express', 'fastify']) {
        const result = resultOf(run(NODE, ['out/main.js', platform], folder));
        expect(result).toEqual({
          sent: expect.stringMatching(/^\d+$/),
          delivered: result.sent,
          events: 1,
          invalid: 400,
          refused: 422,
          health: 200,
          documented: true,
        });
      }
    },
    TIMEOUT_MS,
  );

  // guarantee: G-115
  it.each([12, 11, 10])(
    'run in a CommonJS host of Nest %i on Express and Fastify, by require',
    (nest) => {
      const folder = place('nest-cjs', 'commonjs', workspaceOf(nest));
      compile(folder);
      // The specs of the package run its outbox with Nest 12.
      for (const args of [['express'], ['fastify', ...(nest < 12 ? [join(folder, 'database')] : [])]]) {
        const result = resultOf(run(NODE, ['out/main.js', ...args], folder));
        expect(result).toEqual({
          sent: expect.stringMatching(/^\d+$/),
          delivered: result.sent,
          accounts: ['shop'],
          jobs: args.length > 1 ? ['iletimerkezi-verification-shop'] : [],
          module: 'function',
        });
      }
    },
    TIMEOUT_MS,
  );

  // The peers do not name Nest 10: @nestjs/terminus 12.1 needs Nest 11.
  it('load with Nest 10 at every entry but /terminus', () => {
    const folder = join(nest10.folder, 'entries');
    mkdirSync(folder);
    const entries = entriesOf(join(nest10.folder, 'node_modules')).filter(
      (entry) => entry.startsWith('nest-iletimerkezi') && !entry.endsWith('/terminus'),
    );
    expect(entries.length).toBeGreaterThan(10);
    const lines = entries.map((entry) => `require('${entry}');`);
    writeFileSync(
      join(folder, 'main.cjs'),
      [...lines, "console.log(require('@nestjs/core/package.json').version);"].join('\n'),
    );
    expect(run(NODE, ['main.cjs'], folder)).toMatch(/^10\./);
  });

  // A CommonJS file may require an ES module since Node 20.19, which `nodenext` knows and `node16` does not. TypeScript 7
  // does not resolve as `node10` (`node`), which most CommonJS applications of Nest 11 use.
  // guarantee: G-117
  it.each([
    [12, 'node16', 'node16', ['mts'], TYPESCRIPT_7],
    [12, 'nodenext', 'nodenext', ['mts', 'cts'], TYPESCRIPT_7],
    [12, 'esnext', 'bundler', ['ts'], TYPESCRIPT_7],
    [11, 'nodenext', 'nodenext', ['mts', 'cts'], TYPESCRIPT_7],
    [11, 'commonjs', 'node10', ['ts'], TYPESCRIPT_6],
  ])(
    'have the right types at every entry with Nest %i and module %s, resolved as %s',
    (nest, module, moduleResolution, ends, tsc) => {
      const workspace = workspaceOf(nest);
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
        ...(tsc === TYPESCRIPT_6 && { ignoreDeprecations: '6.0' }),
      };
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions, files: ends.map((end) => `consumer.${end}`) }),
      );
      const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
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
  it.each([
    ['vitest', 12, 'module', 'vitest/vitest.mjs', ['run']],
    ['vitest', 11, 'commonjs', 'vitest/vitest.mjs', ['run']],
    ['jest-esm', 12, 'module', 'jest/bin/jest.js', []],
    ['jest-cjs', 11, 'commonjs', 'jest/bin/jest.js', []],
  ] as const)(
    'run with the recipe of %s in a host of Nest %i',
    (host, nest, type, program, args) => {
      const workspace = workspaceOf(nest);
      const folder = place(host, type, workspace);
      const runner = host === 'vitest' ? 'vitest' : 'jest';
      const recipe = readFileSync(join(folder, `${runner}.config.js`), 'utf8');
      expect(readFileSync(join(root, 'docs/testing.md'), 'utf8')).toContain(`\`\`\`js\n${recipe}\`\`\``);
      run(
        NODE,
        [
          '--experimental-vm-modules',
          join(workspace.folder, 'node_modules', program),
          ...args,
          runner === 'vitest' ? '--reporter=json' : '--json',
          '--outputFile=result.json',
          '--testTimeout=120000',
        ],
        folder,
      );
      const result = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));
      expect(result).toMatchObject({ numPassedTests: 1, numFailedTests: 0 });
    },
    TIMEOUT_MS,
  );

  it.each([
    [11, 'cjs', 'CommonJS, Express, Jest'],
    [12, 'cjs', 'CommonJS, Express, Jest'],
    [12, 'esm', 'ES modules, Express, Vitest'],
  ] as const)(
    'are added by init to a new application of the Nest CLI %i (%s), whose tests pass and which sends a message',
    (nest, type, found) => {
      const app = createApp(nest, type);
      expect(outdatedIn(app)).toEqual([]);
      // Jest requires ES modules in CommonJS from this version on.
      const runsJest = satisfies(run(NODE, ['--version'], app).trim(), '>=24.9.0');
      const init = join(app, 'node_modules/nest-iletimerkezi/dist/cli.js');

      const first = runInit(init, app);
      expect(first).toContain(`Nest ${nest}, ${found}`);
      const token = /^ILETIMERKEZI_WEBHOOK_TOKENS=(\w{48})$/m.exec(
        readFileSync(join(app, '.env'), 'utf8'),
      )![1]!;
      expect(first).not.toContain(token);
      commit(app);
      expect(runInit(init, app)).toContain('Nothing to do');
      expect(run('git', ['status', '--porcelain'], app)).toBe('');
      expect(run('git', ['ls-files', '.env', '.env.example'], app)).toBe('.env.example\n');

      cpSync(join(root, 'test/hosts/init/first-message.ts'), join(app, 'src/first-message.ts'));
      // The tests are compiled too.
      run(NODE, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--rootDir', '.'], app);
      const output = run(NODE, ['dist/src/first-message.js'], app, {});
      const { orderId } = JSON.parse(output.trim().split('\n').at(-1) ?? '') as { orderId: string };
      expect(output).toContain(`Order ${orderId}: delivered`);

      if (type === 'cjs' && !runsJest) return;
      const PATH = `${dirname(NODE)}${delimiter}${process.env['PATH']}`;
      for (const [script, file] of [
        ['test', 'sms-delivery.module.spec.ts'],
        ['test:e2e', 'app.e2e-spec.ts'],
      ] as const)
        expect(runTests(script, app, PATH)).toContain(file);
    },
    3 * TIMEOUT_MS,
  );
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

/** Installed packages that the manifest of the application does not accept. */
function outdatedIn(app: string): string[] {
  const manifestIn = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { dependencies, devDependencies } = manifestIn(app);
  const ranges: [string, string][] = Object.entries({ ...dependencies, ...devDependencies });
  return ranges
    .filter(([name, range]) => {
      const installed = join(app, 'node_modules', name);
      return existsSync(installed) && !satisfies(manifestIn(installed).version, range);
    })
    .map(([name]) => name);
}

function commit(folder: string): void {
  run('git', ['add', '--all'], folder);
  const author = ['-c', 'user.name=host', '-c', 'user.email=host@example.com', '-c', 'commit.gpgsign=false'];
  run('git', [...author, 'commit', '--quiet', '--message', 'host'], folder);
}

/**
 * Runs `init --yes`, and returns what it printed. The output goes to a file, past the check of printed numbers: it shows the
 * generated test, with its example of a number.
 */
function runInit(program: string, app: string): string {
  const path = `${app}-init.txt`;
  const file = openSync(path, 'w');
  const { status } = spawnSync(NODE, [program, 'init', '--yes', '--lang', 'en'], {
    cwd: app,
    stdio: ['ignore', file, file],
    timeout: 100_000,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  closeSync(file);
  const output = readFileSync(path, 'utf8');
  if (status !== 0) throw new Error(`init failed:\n${output}`);
  return output;
}

/** Runs a script of an application's manifest, and returns what the runner wrote. */
function runTests(script: string, app: string, PATH: string): string {
  const { status, stdout, stderr } = spawnSync('npm', ['run', script], {
    cwd: app,
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    env: { PATH, HOME: app, TMPDIR: tmpdir(), NO_COLOR: '1' },
  });
  if (status !== 0) throw new Error(`npm run ${script} failed:\n${stdout}\n${stderr}`);
  return stdout + stderr;
}

/** What the hosts that start the module with `forRoot()` read. */
const SETTINGS: Record<string, string> = {
  ILETIMERKEZI_KEY: 'emulator',
  ILETIMERKEZI_HASH: 'emulator',
  ILETIMERKEZI_SENDER: 'EMULATOR',
  ILETIMERKEZI_WEBHOOK_TOKENS: 'webhook-token-of-this-host',
};

/** Parses the last line of a host's output. A host on a slow machine may log warnings before it. */
const resultOf = (output: string): { readonly sent: string } =>
  JSON.parse(output.trim().split('\n').at(-1) ?? '');

/** Runs a program and returns its output. @throws Error if it fails. */
function run(program: string, args: string[], cwd: string, settings = SETTINGS): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: 100_000,
    env: { ...process.env, NODE_OPTIONS: '', ...settings },
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  return stdout;
}
