// Installs the tarballs with npm into new applications, with all peers, and runs them. Needs the registry.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './packages.mjs';

const test = fileURLToPath(new URL('../test', import.meta.url));

/** The version that this workspace is tested with. */
const versionOf = (name) =>
  JSON.parse(readFileSync(join(test, 'node_modules', name, 'package.json'), 'utf8')).version;
const withVersions = (...names) => Object.fromEntries(names.map((name) => [name, versionOf(name)]));
const rootVersions = (...names) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      JSON.parse(readFileSync(join(test, '../node_modules', name, 'package.json'), 'utf8')).version,
    ]),
  );

const NEST = ['@nestjs/common', '@nestjs/config', '@nestjs/core', 'reflect-metadata', 'rxjs'];
const NEST_PACKAGES = ['iletimerkezi-core', 'iletimerkezi-emulator', 'nest-iletimerkezi'];
const VALIDATION = { 'class-transformer': '^0.5.1', 'class-validator': '^0.15.0' };

const nestHost = (folder, type, platform) => ({
  host: `${type === 'module' ? 'ES module' : 'CommonJS'} Nest host (${folder})`,
  folder,
  ours: NEST_PACKAGES,
  manifest: {
    type,
    dependencies: {
      ...withVersions(...NEST, platform),
      ...VALIDATION,
      ...rootVersions('@types/node', 'typescript'),
    },
  },
  run: [
    ['node_modules/typescript/bin/tsc', '-p', '.'],
    ['node_modules/.bin/iletimerkezi-emulator', '--help'],
    ['node_modules/.bin/nest-iletimerkezi', 'storage', 'sql'],
    ['out/main.js'],
  ],
  isRight: (shown) => {
    const { sent, delivered } = JSON.parse(shown);
    return /^\d+$/.test(sent) && delivered === sent;
  },
});

const viteHost = (react, reactDom) => ({
  host: `Vite host, React ${versionOf(react)}`,
  folder: 'vite-react',
  ours: ['iletimerkezi-core', 'react-sms-ui'],
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
  isRight: (shown) =>
    ['sms-composer', 'report-table', 'consent-form'].every((slot) => shown.includes(`data-slot="${slot}"`)),
});

const HOSTS = [
  nestHost('express-esm', 'module', '@nestjs/platform-express'),
  nestHost('fastify-cjs', 'commonjs', '@nestjs/platform-fastify'),
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

function tryHost({ folder, ours, manifest, run: steps, isRight }, tarballs, place) {
  mkdirSync(place);
  cpSync(join(test, 'hosts', folder), place, { recursive: true });
  const dependencies = { ...manifest.dependencies };
  for (const name of ours)
    dependencies[name] = `file:${tarballs.find((packed) => packed.name === name).tarball}`;
  writeFileSync(join(place, 'package.json'), JSON.stringify({ private: true, ...manifest, dependencies }));
  const files = readdirSync(place).filter((file) => file.endsWith('.ts'));
  writeFileSync(join(place, 'tsconfig.json'), JSON.stringify({ ...TSCONFIG, files }));
  // Peers are held to their ranges; nothing that is installed runs a script.
  const installed = run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--strict-peer-deps'],
    place,
  );
  if (installed.fault) return installed.fault;
  let shown = '';
  for (const args of steps) {
    const { stdout, fault } = run(process.execPath, args, place, SETTINGS);
    if (fault) return fault;
    shown = stdout;
  }
  return isRight(shown) ? '' : `it ran, and showed ${shown.slice(0, 500)}`;
}

/**
 * @param tarballs what `pack()` gave.
 * @yields {{ host: string, fault: string }} each host once it has run; no fault means that it worked.
 */
export function* runFreshHosts(tarballs) {
  const folder = mkdtempSync(join(tmpdir(), 'fresh-hosts-'));
  try {
    for (const [index, host] of HOSTS.entries())
      yield { host: host.host, fault: tryHost(host, tarballs, join(folder, String(index))) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
