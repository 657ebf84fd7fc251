import { afterAll, beforeAll } from '@jest/globals';
import { EntitySchema } from '@mikro-orm/core';
import { MikroORM } from '@mikro-orm/postgresql';
import knex, { type Knex } from 'knex';
import pg from 'pg';
import { Sequelize } from 'sequelize';
import { DataSource } from 'typeorm';
import type { Connection } from '../storage/database.js';
import { type Instance, OutboxBench } from './outbox.js';
import { prismaClient, type ShopClient } from './prisma-client.js';

/** An outbox instance and the clients of every supported library on its database. */
export interface TxHarness {
  readonly bench: OutboxBench;
  readonly instance: Instance;
  readonly pool: pg.Pool;
  readonly client: pg.Client;
  readonly dataSource: DataSource;
  readonly knex: Knex;
  readonly orm: MikroORM;
  readonly prisma: ShopClient;
  readonly sequelize: Sequelize;
}

/** A row of the table `purchases`, as MikroORM maps it. */
export const Purchase = new EntitySchema<{ id: string }>({
  name: 'Purchase',
  tableName: 'purchases',
  properties: { id: { type: 'string', primary: true } },
});

/** Opens a harness before the tests of the calling file and closes it afterwards. @returns a getter of the harness. */
export function txHarness(account: string): () => TxHarness {
  let harness: TxHarness | undefined;
  beforeAll(async () => {
    const bench = await OutboxBench.start();
    const instance = await bench.instance(account, { run: false });
    const { connection } = bench.database;
    const dataSource = new DataSource({ type: 'postgres', ...typeOrmAddress(connection) });
    await dataSource.initialize();
    const pool = new pg.Pool({ ...connection, max: 2 });
    const client = new pg.Client(connection);
    await client.connect();
    harness = {
      bench,
      instance,
      pool,
      client,
      dataSource,
      knex: knex({ client: 'pg', connection }),
      orm: await MikroORM.init({ entities: [Purchase], ...mikroOrmAddress(connection) }),
      prisma: prismaClient(connection),
      sequelize: sequelizeOn(connection),
    };
  });
  afterAll(async () => {
    await harness?.dataSource.destroy();
    await harness?.knex.destroy();
    await harness?.orm.close();
    await harness?.sequelize.close();
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

const typeOrmAddress = ({ connectionString, host, port, user, database }: Connection): object =>
  connectionString ? { url: connectionString } : { host, port, username: user, database };

const mikroOrmAddress = ({ connectionString, host, port, user, database }: Connection): object =>
  connectionString ? { clientUrl: connectionString } : { host, port, user, dbName: database };

const sequelizeOn = ({ connectionString, host, port, user, database }: Connection): Sequelize =>
  connectionString
    ? new Sequelize(connectionString, { dialect: 'postgres', logging: false })
    : new Sequelize({ dialect: 'postgres', host, port, username: user, database, logging: false });
