// Installs the tarballs and all peers with npm into new applications of Nest 11 and 12 and of React 18 and 19, and runs them.
// Adds the module with `init` to new applications of the Nest CLI, and runs their tests.
// Requires access to the npm registry.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './packages.mjs';

const test = fileURLToPath(new URL('../test', import.meta.url));

/** Returns the version of a package that a project of this workspace is tested with. */
const versionIn = (folder, name) =>
  JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
const versionsIn = (folder, names) =>
  Object.fromEntries(names.map((name) => [name, versionIn(folder, name)]));
const versionOf = (name) => versionIn(test, name);
const withVersions = (...names) => versionsIn(test, names);

const NEST_PACKAGES = ['iletimerkezi-core', 'iletimerkezi-emulator', 'nest-iletimerkezi'];
/** The folder in which the packages of each major version of Nest are installed. */
const NEST_FOLDERS = {
  11: join(test, 'hosts/nest-11'),
  12: join(test, '../packages/nest-iletimerkezi'),
};
const NEST = Object.keys(
  JSON.parse(readFileSync(join(NEST_FOLDERS[11], 'package.json'), 'utf8')).dependencies,
);

const nestHost = (nest, folder, type, platform) => ({
  host: `${type === 'module' ? 'ES module' : 'CommonJS'} host of Nest ${nest} on ${platform}`,
  folder,
  packages: NEST_PACKAGES,
  manifest: {
    type,
    dependencies: {
      ...versionsIn(NEST_FOLDERS[nest], NEST),
      ...versionsIn(join(test, '..'), ['@types/node', 'typescript']),
    },
    // @nestjs/swagger accepts several major versions of TypeScript. The hosts use the newest.
    overrides: { '@nestjs/swagger': { typescript: '$typescript' } },
  },
  run: [
    ['node_modules/typescript/bin/tsc', '-p', '.'],
    ['node_modules/.bin/iletimerkezi-emulator', '--help'],
    ['node_modules/.bin/nest-iletimerkezi', 'storage', 'sql'],
    ['out/main.js', platform],
  ],
  isExpected: (output) => {
    const { sent, delivered } = JSON.parse(output);
    return /^\d+$/.test(sent) && delivered === sent;
  },
});

const viteHost = (react, reactDom) => ({
  host: `Vite host, React ${versionOf(react)}`,
  folder: 'vite-react',
  packages: ['iletimerkezi-core', 'react-sms-ui'],
  manifest: {
    type: 'module',
    dependencies: {
      ...withVersions('vite', '@vitejs/plugin-react'),
      react: versionOf(react),
      'react-dom': versionOf(reactDom),
    },
  },
  run: [
    ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'],
    [
      'node_modules/vite/bin/vite.js',
      'build',
      '--logLevel',
      'error',
      '--ssr',
      'src/server.tsx',
      '--outDir',
      'server',
    ],
    ['server/server.js', 'tr'],
  ],
  isExpected: (output) =>
    ['sms-composer', 'report-table', 'consent-form'].every((slot) => output.includes(`data-slot="${slot}"`)),
});

const HOSTS = [
  nestHost(12, 'nest-esm', 'module', 'express'),
  nestHost(12, 'nest-cjs', 'commonjs', 'fastify'),
  nestHost(11, 'nest-esm', 'module', 'fastify'),
  nestHost(11, 'nest-cjs', 'commonjs', 'express'),
  viteHost('react-18', 'react-dom-18'),
  viteHost('react', 'react-dom'),
];

const TSCONFIG = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023'],
    module: 'nodenext',
    strict: true,
    skipLibCheck: true,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    types: ['node'],
    outDir: 'out',
    rootDir: '.',
  },
};

const SETTINGS = {
  ILETIMERKEZI_KEY: 'emulator',
  ILETIMERKEZI_HASH: 'emulator',
  ILETIMERKEZI_SENDER: 'EMULATOR',
  ILETIMERKEZI_WEBHOOK_TOKENS: 'webhook-token-of-this-host',
};

function tryHost({ folder, packages, manifest, run: steps, isExpected }, tarballs, target) {
  mkdirSync(target);
  cpSync(join(test, 'hosts', folder), target, { recursive: true });
  const dependencies = { ...manifest.dependencies };
  for (const name of packages)
    dependencies[name] = `file:${tarballs.find((packed) => packed.name === name).tarball}`;
  writeFileSync(join(target, 'package.json'), JSON.stringify({ private: true, ...manifest, dependencies }));
  const files = readdirSync(target).filter((file) => file.endsWith('.ts'));
  writeFileSync(join(target, 'tsconfig.json'), JSON.stringify({ ...TSCONFIG, files }));
  // Enforces the ranges of peers, and runs no install scripts.
  const installed = run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--strict-peer-deps'],
    target,
  );
  if (installed.fault) return installed.fault;
  let output = '';
  for (const args of steps) {
    const { stdout, fault } = run(process.execPath, args, target, SETTINGS);
    if (fault) return fault;
    output = stdout;
  }
  return isExpected(output) ? '' : `unexpected output: ${output.slice(0, 500)}`;
}

/** New applications of the Nest CLI: the major version, and the module system where the CLI asks for it. */
const CLI_APPS = [
  { nest: 11, type: 'cjs' },
  { nest: 12, type: 'cjs' },
  { nest: 12, type: 'esm' },
];

/** Takes the steps of someone who adds the module to a new application, with the packages of the CLI's own template. */
function tryInit({ nest, type }, tarballs, target) {
  mkdirSync(target);
  const app = join(target, 'app');
  const fileOf = (name) => `file:${tarballs.find((packed) => packed.name === name).tarball}`;
  const npm = (...args) => run('npm', ['--no-audit', '--no-fund', ...args], app);
  const node = (cwd, ...args) => run(process.execPath, args, cwd);
  const git = (...args) =>
    run('git', ['-c', 'user.name=host', '-c', 'user.email=host@example.com', ...args], app);
  const withTarballs = () => {
    const path = join(app, 'package.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    for (const name of NEST_PACKAGES) {
      const group = name === 'iletimerkezi-emulator' ? 'devDependencies' : 'dependencies';
      manifest[group][name] = fileOf(name);
    }
    writeFileSync(path, JSON.stringify(manifest, null, 2));
    cpSync(join(test, 'hosts/init/first-message.ts'), join(app, 'src/first-message.ts'));
    return { stdout: '', fault: '' };
  };
  const steps = [
    () =>
      node(
        target,
        join(test, 'support/new-nest-app.mjs'),
        join(test, `hosts/cli-${nest}`),
        target,
        'app',
        type,
      ),
    () => npm('install', '--ignore-scripts'),
    () => {
      writeFileSync(join(app, '.gitignore'), 'node_modules\ndist\n');
      return git('init', '--quiet');
    },
    () => git('add', '--all'),
    () => git('commit', '--quiet', '--message', 'app'),
    () =>
      npm(
        'exec',
        '--yes',
        ...NEST_PACKAGES.map((name) => `--package=${fileOf(name)}`),
        '--',
        'nest-iletimerkezi',
        'init',
        '--yes',
      ),
    withTarballs,
    () => npm('install', '--ignore-scripts'),
    () => npm('test'),
    () => npm('run', 'test:e2e'),
    () => npm('run', 'build'),
    () => node(app, 'dist/first-message.js'),
  ];
  let output = '';
  for (const step of steps) {
    const { stdout, fault } = step();
    if (fault) return fault;
    output = stdout;
  }
  return /Order \d+: delivered/.test(output) ? '' : `unexpected output: ${output.slice(0, 500)}`;
}

/**
 * @param tarballs the result of `pack()`.
 * @yields {{ host: string, fault: string }} each host after it has run. An empty fault means success.
 */
export function* runFreshHosts(tarballs) {
  const folder = mkdtempSync(join(tmpdir(), 'fresh-hosts-'));
  try {
    for (const [index, host] of HOSTS.entries())
      yield { host: host.host, fault: tryHost(host, tarballs, join(folder, String(index))) };
    for (const app of CLI_APPS) {
      const host = `init in a new application of the Nest CLI ${app.nest} (${app.type})`;
      yield { host, fault: tryInit(app, tarballs, join(folder, `cli-${app.nest}-${app.type}`)) };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
