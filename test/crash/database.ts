import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { openHost } from '../support/nest-host.ts';

/** The stored state of an order at the end. */
export interface OrderEnd {
  readonly campaign: string;
  readonly state: string;
}

/** The PostgreSQL server of a run, kept by a host in this process that enqueues and sends nothing. */
export class CrashDatabase {
  readonly app: INestApplicationContext;
  /** The address of the server. */
  readonly socket: string;
  readonly client: pg.Client;

  private constructor(app: INestApplicationContext, socket: string, client: pg.Client) {
    this.app = app;
    this.socket = socket;
    this.client = client;
  }

  /** @param env what the server finds in its environment, such as a library to load. */
  static async open(
    dir: string,
    baseUrl: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<CrashDatabase> {
    // The server inherits the environment of the process that starts it.
    Object.assign(process.env, env);
    let app: INestApplicationContext;
    try {
      app = await openHost({ dir, baseUrl, outbox: { run: false } });
    } finally {
      for (const name of Object.keys(env)) delete process.env[name];
    }
    // Source: PostgreSQL manual, "postmaster.pid": line 4 is the port, line 5 the socket's directory.
    const [, , , port, directory = ''] = readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8').split(
      '\n',
    );
    const client = new pg.Client({
      host: directory,
      port: Number(port),
      user: 'postgres',
      database: 'postgres',
    });
    await client.connect();
    return new CrashDatabase(app, join(directory, `.s.PGSQL.${port}`), client);
  }

  /** The server's own time in milliseconds. */
  async now(): Promise<number> {
    const { rows } = await this.client.query<{ now: Date }>('select clock_timestamp() as now');
    return rows[0]?.now.getTime() ?? Number.NaN;
  }

  async ends(): Promise<OrderEnd[]> {
    const { rows } = await this.client.query<OrderEnd>(
      'select campaign_id as campaign, state from iletimerkezi.orders',
    );
    return rows;
  }

  /** The events of a campaign as lines of a trace. */
  async trace(campaign: string): Promise<string[]> {
    const { rows } = await this.client.query<{ event: object }>(
      'select to_jsonb(e) as event from iletimerkezi.events e where campaign_id = $1 order by 1',
      [campaign],
    );
    return rows.map(({ event }) => JSON.stringify(event));
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.app.close();
  }
}
