import pg from 'pg';

/** How to reach the server with `pg`. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

interface Embedded {
  readonly address: Address;
  readonly directory: { readonly data: string };
  close(): Promise<void>;
}

const EMBEDDED = new URL(
  '../../../packages/nest-iletimerkezi/build/storage/server/embedded-server.js',
  import.meta.url,
);

/**
 * Settings of the server. The statistics cost every library the same. Without a checkpoint during the run, WAL contains no
 * copies of complete pages, which would depend on the moment of the last checkpoint.
 */
const SETTINGS = {
  shared_preload_libraries: `'pg_stat_statements'`,
  'pg_stat_statements.track_planning': 'on',
  checkpoint_timeout: `'1h'`,
  max_wal_size: `'16GB'`,
};

/** The embedded PostgreSQL of the module, with statistics of its statements. */
export class BenchServer {
  private readonly embedded: Embedded;
  readonly dataDirectory: string;

  private constructor(embedded: Embedded, dataDirectory: string) {
    this.embedded = embedded;
    this.dataDirectory = dataDirectory;
  }

  /** @param more settings of PostgreSQL beside those of every bench. */
  static async start(dir: string, more: Readonly<Record<string, string>> = {}): Promise<BenchServer> {
    const { EmbeddedServer } = (await import(EMBEDDED.href)) as {
      EmbeddedServer: { open(options: { dir: string }): Promise<Embedded> };
    };
    const first = await EmbeddedServer.open({ dir });
    const client = new pg.Client(first.address);
    await client.connect();
    for (const [name, value] of Object.entries({ ...SETTINGS, ...more })) {
      await client.query(`alter system set ${name} = ${value}`);
    }
    // What the bench itself asks is attributed to another user and another database.
    await client.query('create role observer superuser login');
    await client.query('create database observer owner observer');
    await client.end();
    await first.close();
    const embedded = await EmbeddedServer.open({ dir });
    const server = new BenchServer(embedded, embedded.directory.data);
    const observer = await server.observe('observer');
    await observer.query('create extension pg_stat_statements');
    await observer.end();
    return server;
  }

  get address(): Address {
    return this.embedded.address;
  }

  /** The address as a connection string. */
  get url(): string {
    const { host, port, user, database } = this.address;
    return `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
  }

  /** Connects as a user whose statements are not counted. */
  async observe(database: string): Promise<pg.Client> {
    const client = new pg.Client({ ...this.address, user: 'observer', database });
    await client.connect();
    return client;
  }

  stop(): Promise<void> {
    return this.embedded.close();
  }
}
