import { createHash, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import pg from 'pg';
import { type Connection, Database } from '../storage/database.js';
import { migrate, migrationsAsSql } from '../storage/migrations/migrate.js';
import { EmbeddedServer } from '../storage/server/embedded-server.js';

/**
 * Data directory that is kept between runs; start-spec-server.mjs holds its server during a run. It may be deleted: after a
 * power failure it is damaged, because its server does not wait for the disk.
 */
const DIRECTORY = fileURLToPath(new URL('../../node_modules/.cache/postgres', import.meta.url));

/** The schema of this release, as text. Its hash names the template, so that a changed migration makes a new one. */
const SCHEMA = migrationsAsSql();
const TEMPLATE = `spec_template_${createHash('sha256').update(SCHEMA).digest('hex').slice(0, 12)}`;
/** Serializes the creation of the template. */
const TEMPLATE_LOCK = 7_460_186_099;

/** A database for one spec file. */
export interface SpecDatabase {
  readonly connection: Connection;
  /** Drops the database and closes its open connections. */
  drop(): Promise<void>;
}

/**
 * Creates a database with the schema of this release, on the server of `ILETIMERKEZI_TEST_DATABASE_URL` or on the embedded
 * server. It is a copy of a template, which takes a fraction of the time of the migrations.
 */
export const createSpecDatabase = (): Promise<SpecDatabase> => create(copyOfTemplate);

/** Creates a database without the schema, on the same server. */
export const createEmptyDatabase = (): Promise<SpecDatabase> =>
  create((admin, name) => admin.query(`create database ${name}`));

async function create(
  createOn: (admin: pg.Client, name: string, server: Connection) => Promise<unknown>,
): Promise<SpecDatabase> {
  const url = process.env['ILETIMERKEZI_TEST_DATABASE_URL'];
  const server = url ? undefined : await EmbeddedServer.open({ dir: DIRECTORY });
  const name = `spec_${randomBytes(6).toString('hex')}`;
  const connection: Connection = server ? server.address : { connectionString: url };
  await administer(connection, async (admin) => {
    if (server) await doNotWaitForTheDisk(admin);
    await createOn(admin, name, connection);
  });
  return {
    connection: inDatabase(connection, name),
    drop: async () => {
      await administer(connection, (admin) => admin.query(`drop database ${name} with (force)`));
      await server?.close();
    },
  };
}

/** The data of specs need not survive a power failure, and on some disks every flush takes milliseconds. */
async function doNotWaitForTheDisk(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ fsync: string }>('show fsync');
  if (rows[0]?.fsync === 'off') return;
  for (const setting of ['fsync', 'full_page_writes']) await admin.query(`alter system set ${setting} = off`);
  await admin.query('select pg_reload_conf()');
}

async function copyOfTemplate(admin: pg.Client, name: string, server: Connection): Promise<void> {
  await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rows } = await admin.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (rows.length === 0) await createTemplate(admin, server);
    // A file copy writes no WAL.
    await admin.query(`create database ${name} template ${TEMPLATE} strategy file_copy`);
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

/** Creates the template under another name first, so that an interrupted creation leaves none. */
async function createTemplate(admin: pg.Client, server: Connection): Promise<void> {
  const unfinished = `${TEMPLATE}_new`;
  await admin.query(`drop database if exists ${unfinished} with (force)`);
  await admin.query(`create database ${unfinished}`);
  const database = new Database(inDatabase(server, unfinished), { size: 1 });
  await migrate(database.kysely);
  await database.close();
  await admin.query(`alter database ${unfinished} rename to ${TEMPLATE}`);
}

/** A database with the schema of this release for one spec file. `close()` drops it. */
export class MigratedDatabase extends Database {
  private constructor(private readonly spec: SpecDatabase) {
    super(spec.connection);
  }

  static async open(): Promise<MigratedDatabase> {
    return new MigratedDatabase(await createSpecDatabase());
  }

  override async close(): Promise<void> {
    await super.close();
    await this.spec.drop();
  }
}

/** Returns a closed database whose queries fail. A pool that never connected would still connect after it was closed. */
export async function connectedThenClosed(connection: Connection): Promise<Database> {
  const database = new Database(connection);
  await sql`select 1`.execute(database.kysely);
  await database.close();
  return database;
}

/** Returns the database's URL for the option `storage`. */
export const urlOf = ({ connection }: SpecDatabase): string =>
  connection.connectionString ??
  `postgres://${connection.user}@/${connection.database}?host=${encodeURIComponent(connection.host ?? '')}`;

async function administer(
  connection: Connection,
  work: (admin: pg.Client) => Promise<unknown>,
): Promise<void> {
  const admin = new pg.Client(connection);
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function inDatabase(server: Connection, name: string): Connection {
  if (!server.connectionString) return { ...server, database: name };
  const url = new URL(server.connectionString);
  url.pathname = `/${name}`;
  return { connectionString: url.toString() };
}
