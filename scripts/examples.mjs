/**
 * Runs an example of `examples/` as a user of the published packages would: installs the packed packages with npm, builds and
 * starts the example with the emulator as its provider and a database of its own.
 *
 * `example NAME [--port N]`. Requires access to the npm registry, and built packages.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { misuse, readCommandLine } from './command-line.mjs';
import { pack, packageNames, run } from './packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const examples = join(root, 'examples');
const TOKEN = 'webhook-token-of-the-example';
const PHONE_VERIFICATION_KEY = 'key of the phone verification of the example';

/** The scripts of each example that run at the same time, and the variable with the port of each. The first serves the site. */
const PROCESSES = {
  campaigns: [{ script: 'start', variable: 'PORT', webhook: true }],
  consents: [
    { script: 'start:site', variable: 'PORT' },
    { script: 'start:api', variable: 'API_PORT', webhook: true },
  ],
  'otp-login': [{ script: 'start', variable: 'PORT', webhook: true }],
};

const INSTALLING = {
  NEXT_TELEMETRY_DISABLED: '1',
  // Generating the client needs no schema engine, which Prisma would download from a server of its own.
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
};

export const exampleNames = () => readdirSync(examples);

/** Packs all packages. @returns the tarball of each by its name. */
export function packAll(folder) {
  return Object.fromEntries(packageNames().map((name) => [name, pack(name, folder).tarball]));
}

/**
 * Copies an example into a folder, and installs and builds it there.
 * @param tarballs the result of `packAll()`.
 * @throws Error with the output of the command that failed.
 */
export function installExample(name, folder, tarballs) {
  const source = join(examples, name);
  cpSync(source, folder, {
    recursive: true,
    filter: (path) => !['node_modules', 'out', '.next'].some((part) => path.endsWith(`/${part}`)),
  });
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const packed = Object.fromEntries(
    Object.entries(tarballs)
      // The emulator runs in the process of this script.
      .filter(([packageName]) => packageName !== 'iletimerkezi-emulator')
      .map(([packageName, tarball]) => [packageName, `file:${tarball}`]),
  );
  manifest.dependencies = { ...manifest.dependencies, ...packed };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  for (const args of [
    ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--strict-peer-deps'],
    ['run', 'build'],
  ]) {
    const { fault } = run('npm', args, folder, INSTALLING);
    if (fault) throw new Error(`npm ${args.join(' ')} failed in the example ${name}:\n${fault}`);
  }
}

/**
 * Starts an installed example.
 * @param {string} name
 * @param {{ folder: string, data: string, port?: number }} options where it is installed, a directory for its database, and
 *   the port of its site; any free port by default.
 * @returns the URL of the site, the emulator, and a function that stops everything.
 */
export async function startExample(name, { folder, data, port }) {
  const { startEmulator } = await import('../packages/iletimerkezi-emulator/dist/index.js');
  const emulator = await startEmulator();
  const database = await openDatabase(data);
  await applyPrismaMigrations(folder, database.url);
  const parts = await Promise.all(
    PROCESSES[name].map(async (part, index) => ({
      ...part,
      port: index === 0 && port ? port : await freePort(),
    })),
  );
  const urlOf = (part) => `http://127.0.0.1:${part.port}`;
  const webhook = parts.find((part) => part.webhook);
  emulator.setWebhook('emulator', `${urlOf(webhook)}/hooks/sms?token=${TOKEN}`);
  const settings = {
    ...Object.fromEntries(parts.map((part) => [part.variable, String(part.port)])),
    DATABASE_URL: database.url,
    ILETIMERKEZI_BASE_URL: emulator.url,
    ILETIMERKEZI_KEY: 'emulator',
    ILETIMERKEZI_HASH: 'emulator',
    ILETIMERKEZI_SENDER: 'EMULATOR',
    ILETIMERKEZI_BRAND_CODE: '1234',
    ILETIMERKEZI_WEBHOOK_TOKENS: TOKEN,
    PHONE_VERIFICATION_KEY,
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production',
    NODE_OPTIONS: '',
  };
  const processes = parts.map((part) => startScript(folder, part.script, settings));
  const stop = async () => {
    await Promise.all(processes.map((started) => started.stop()));
    await database.close();
    await emulator.close();
  };
  try {
    for (const [index, part] of parts.entries()) await processes[index].answers(urlOf(part));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: urlOf(parts[0]), emulator, stop };
}

/** Starts a script of an example in its own process group. */
function startScript(folder, script, settings) {
  const child = spawn('npm', ['run', '--silent', script], {
    cwd: folder,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = once(child, 'exit');
  return {
    /** Waits until a URL is served. @throws Error with the output of the script if it ends before. */
    async answers(url) {
      while (child.exitCode === null && child.signalCode === null) {
        const isServed = await fetch(url).then(
          () => true,
          () => false,
        );
        if (isServed) return;
        await sleep(100);
      }
      throw new Error(`npm run ${script} ended early:\n${output}`);
    },
    async stop() {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      process.kill(-child.pid, 'SIGTERM');
      await ended;
    },
  };
}

/** Starts the PostgreSQL server of the module, and forwards a port on loopback to its socket. */
async function openDatabase(dir) {
  const { EmbeddedServer } =
    await import('../packages/nest-iletimerkezi/build/storage/server/embedded-server.js');
  const server = await EmbeddedServer.open({ dir });
  const { host, port, user, database } = server.address;
  const open = new Set();
  const forwarder = createServer((incoming) => {
    const outgoing = connect(join(host, `.s.PGSQL.${port}`));
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ]) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => open.delete(socket));
      socket.pipe(other);
    }
  });
  forwarder.listen(0, '127.0.0.1');
  await once(forwarder, 'listening');
  return {
    url: `postgres://${user}@127.0.0.1:${forwarder.address().port}/${database}`,
    async close() {
      forwarder.close();
      for (const socket of open) socket.destroy();
      await server.close();
    },
  };
}

/** Applies the migrations of an example, as `prisma migrate deploy` does with a program that is not in the npm registry. */
async function applyPrismaMigrations(folder, connectionString) {
  const files = globSync('prisma/migrations/*/migration.sql', { cwd: folder }).toSorted();
  if (files.length === 0) return;
  const { default: pg } = await import(
    createRequire(join(root, 'packages/nest-iletimerkezi/package.json')).resolve('pg')
  );
  const client = new pg.Client({ connectionString });
  await client.connect();
  for (const file of files) await client.query(readFileSync(join(folder, file), 'utf8'));
  await client.end();
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function main() {
  const { positionals, values } = readCommandLine(
    `
Usage: example NAME [--port N]

Installs an example with npm from the packed packages, and starts it with the emulator as its provider and a database.

  NAME      ${exampleNames().join(', ')}
  --port N  the port of its site; any free port by default
`,
    { port: { type: 'string' } },
    { allowPositionals: true },
  );
  const [name] = positionals;
  if (positionals.length !== 1 || !exampleNames().includes(name))
    misuse(`Name one example: ${exampleNames().join(', ')}`);
  const home = mkdtempSync(join(tmpdir(), `example-${name}-`));
  const remove = () => rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  try {
    const folder = join(home, 'app');
    mkdirSync(folder);
    console.log(`Installing the example ${name} …`);
    installExample(name, folder, packAll(home));
    const example = await startExample(name, {
      folder,
      data: join(home, 'data'),
      ...(values.port && { port: Number(values.port) }),
    });
    console.log(`${example.url}   the example; Ctrl-C stops it`);
    console.log(`${example.emulator.url}   the inbox of the emulator`);
    await Promise.race(['SIGINT', 'SIGTERM'].map((signal) => once(process, signal)));
    await example.stop();
  } finally {
    remove();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
