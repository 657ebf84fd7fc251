import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Connection, Database } from '../storage/database.js';
import { migrate } from '../storage/migrations/migrate.js';
import { EmbeddedServer } from '../storage/server/embedded-server.js';

/** Data directory that is kept between runs. All spec files of a run share one server on it. */
const DIRECTORY = fileURLToPath(new URL('../../node_modules/.cache/postgres', import.meta.url));

/** An empty database for one spec file. */
export interface SpecDatabase {
  readonly connection: Connection;
  /** Drops the database and closes its open connections. */
  drop(): Promise<void>;
}

/** Creates a database on the server of `ILETIMERKEZI_TEST_DATABASE_URL`, or on the embedded server. */
export async function createSpecDatabase(): Promise<SpecDatabase> {
  const url = process.env['ILETIMERKEZI_TEST_DATABASE_URL'];
  const server = url ? undefined : await EmbeddedServer.open({ dir: DIRECTORY });
  const name = `spec_${randomBytes(6).toString('hex')}`;
  const admin: Connection = server ? server.address : { connectionString: url };
  await administer(admin, `create database ${name}`);
  return {
    connection: url ? { connectionString: withDatabase(url, name) } : { ...admin, database: name },
    drop: async () => {
      await administer(admin, `drop database ${name} with (force)`);
      await server?.close();
    },
  };
}

/** A migrated database for one spec file. `close()` drops it. */
export class MigratedDatabase extends Database {
  private constructor(private readonly spec: SpecDatabase) {
    super(spec.connection);
  }

  static async open(): Promise<MigratedDatabase> {
    const database = new MigratedDatabase(await createSpecDatabase());
    await migrate(database.kysely);
    return database;
  }

  override async close(): Promise<void> {
    await super.close();
    await this.spec.drop();
  }
}

/** Returns the database's URL for the option `storage`. */
export const urlOf = ({ connection }: SpecDatabase): string =>
  connection.connectionString ??
  `postgres://${connection.user}@/${connection.database}?host=${encodeURIComponent(connection.host ?? '')}`;

async function administer(connection: Connection, statement: string): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
