import { afterAll, beforeAll } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { type Instance, OutboxBench } from './outbox.js';
import { prismaClient, type ShopClient } from './prisma-client.js';

/** An outbox instance and the clients of every supported library on its database. */
export interface TxHarness {
  readonly bench: OutboxBench;
  readonly instance: Instance;
  readonly pool: pg.Pool;
  readonly client: pg.Client;
  readonly dataSource: DataSource;
  readonly prisma: ShopClient;
}

/** Opens a harness before the tests of the calling file and closes it afterwards. @returns a getter of the harness. */
export function txHarness(account: string): () => TxHarness {
  let harness: TxHarness | undefined;
  beforeAll(async () => {
    const bench = await OutboxBench.start();
    const instance = await bench.instance(account, { run: false });
    const { connection } = bench.database;
    const dataSource = new DataSource({
      type: 'postgres',
      ...(connection.connectionString
        ? { url: connection.connectionString }
        : {
            host: connection.host,
            port: connection.port,
            username: connection.user,
            database: connection.database,
          }),
    });
    await dataSource.initialize();
    const pool = new pg.Pool({ ...connection, max: 2 });
    const client = new pg.Client(connection);
    await client.connect();
    harness = { bench, instance, pool, client, dataSource, prisma: prismaClient(connection) };
  });
  afterAll(async () => {
    await harness?.dataSource.destroy();
    await harness?.prisma.$disconnect();
    await harness?.client.end();
    await harness?.pool.end();
    await harness?.bench.stop();
  });
  return () => {
    if (!harness) throw new Error('The harness is open during the tests only.');
    return harness;
  };
}
