import { messageOf } from '../common/thrown.js';
import { type Connection, Database } from './database.js';
import { migrate, requireSchema } from './migrations/migrate.js';
import { EmbeddedServer } from './server/embedded-server.js';
import type { StorageOptions } from '../options/storage.options.js';

/** The log of storage; a Nest logger fits. */
export interface StorageLog {
  log(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Open storage: the database at this release's schema and, if it is embedded, its server. */
export class Storage {
  private constructor(
    readonly database: Database,
    private readonly server?: EmbeddedServer,
  ) {}

  /**
   * Opens the database, starts the embedded server if it is configured, and migrates.
   *
   * @throws StorageError with the reason and the fix; nothing is left open or running.
   */
  static async open(options: Exclude<StorageOptions, false>, log: StorageLog): Promise<Storage> {
    if ('url' in options) {
      const { url, listenUrl, pool, migrate } = options;
      const database = new Database({ connectionString: url }, { size: pool, listenUrl, log });
      return Storage.#ready(database, undefined, migrate);
    }
    const server = await EmbeddedServer.open({
      dir: options.dir,
      onOutage: (state, error) => {
        if (state === 'lost') log.warn('The embedded PostgreSQL has stopped; starting it again.');
        else if (state === 'back') log.log('The embedded PostgreSQL is running again.');
        else log.error(`The embedded PostgreSQL does not start: ${messageOf(error)}`);
      },
    });
    log.log(`Storage: embedded PostgreSQL in ${server.directory.root}`);
    return Storage.#ready(new Database(server.address, { size: options.pool }), server, options.migrate);
  }

  static async #ready(database: Database, server?: EmbeddedServer, migrates = true): Promise<Storage> {
    const storage = new Storage(database, server);
    try {
      await (migrates ? migrateOn(database.connection) : requireSchema(database.kysely));
      await database.requireWritable();
      return storage;
    } catch (error) {
      await storage.close();
      throw error;
    }
  }

  /** The directory of the markers of attempts. Only the hosts of an embedded server certainly share a machine. */
  get markersDirectory(): string | undefined {
    return this.server?.directory.attempts;
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.server?.close();
  }
}

/**
 * Maximum time of the migration. A step may rewrite or index a large table, or wait for another instance that migrates.
 */
const MIGRATION_LIMIT_MS = 900_000;

async function migrateOn(connection: Connection): Promise<void> {
  const database = new Database(connection, { size: 1, silenceMs: MIGRATION_LIMIT_MS });
  try {
    await migrate(database.kysely);
  } finally {
    await database.close();
  }
}
