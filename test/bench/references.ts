/**
 * Work of a fixed size, measured in the run of the bench. A bar in times of it neither fails on a slow machine nor hides a
 * fault on a fast one.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { summarise, type Measured } from './harness.ts';

const A_BATCH = 5_000;

/** A table of one key and one text on the same server, used with as little as `pg` needs. */
export class BareTable {
  readonly #client: pg.Client;
  #rows = 0;
  #updates = 0;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  /** @param dir the directory of an embedded server that runs. */
  static async open(dir: string): Promise<BareTable> {
    // Source: PostgreSQL manual, "postmaster.pid": line 4 is the port, line 5 the socket's directory.
    const [, , , port, host = ''] = readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8').split('\n');
    const client = new pg.Client({ host, port: Number(port), user: 'postgres', database: 'postgres' });
    await client.connect();
    await client.query('create table if not exists public.bare (id bigint primary key, data text not null)');
    return new BareTable(client);
  }

  /** Returns the milliseconds to insert rows, committed in batches of 5,000. */
  async insert(rows: number): Promise<number> {
    const started = performance.now();
    for (let done = 0; done < rows; done += A_BATCH) {
      const ids = Array.from({ length: Math.min(A_BATCH, rows - done) }, () => (this.#rows += 1));
      await this.#client.query(
        `insert into public.bare select id, '+90530' || lpad(id::text, 7, '0') from unnest($1::bigint[]) as id`,
        [ids],
      );
    }
    return performance.now() - started;
  }

  /** Returns the milliseconds of reading one row by its key, many times. */
  async reads(times: number): Promise<Measured> {
    const all: number[] = [];
    for (let n = 0; n < times; n += 1) {
      const started = performance.now();
      await this.#client.query('select data from public.bare where id = $1', [
        1 + ((n * 7_919) % this.#rows),
      ]);
      all.push(performance.now() - started);
    }
    return summarise(all);
  }

  /** Returns the milliseconds of updating one row by its key, committed. */
  async update(): Promise<number> {
    const id = 1 + ((this.#updates * 7_919) % this.#rows);
    this.#updates += 1;
    const started = performance.now();
    await this.#client.query('update public.bare set data = $2 where id = $1', [id, String(this.#updates)]);
    return performance.now() - started;
  }

  /** Returns the milliseconds of reading as many rows by their keys in one statement. */
  async readMany(rows: number, times: number): Promise<Measured> {
    const ids = Array.from({ length: rows }, (_, index) => 1 + ((index * 7) % this.#rows));
    const all: number[] = [];
    for (let n = 0; n < times; n += 1) {
      const started = performance.now();
      await this.#client.query('select id, data from public.bare where id = any($1::bigint[])', [ids]);
      all.push(performance.now() - started);
    }
    return summarise(all);
  }

  async close(): Promise<void> {
    await this.#client.query('drop table public.bare');
    await this.#client.end();
  }
}
