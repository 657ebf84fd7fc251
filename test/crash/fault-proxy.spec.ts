import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { becomes } from '../support/becomes.ts';
import { CrashDatabase } from './database.ts';
import { FaultProxy, type FaultRule, type Statement } from './fault-proxy.ts';

const INSERT = 'insert into probes (n) values ($1)';
const isInsert = ({ sql }: Statement): boolean => sql === INSERT;
const isCommit = ({ sql }: Statement): boolean => sql === 'commit';

describe('the proxy before the database', () => {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-proxy-'));
  let database: CrashDatabase;
  let proxy: FaultProxy;
  let client: pg.Client;

  beforeAll(async () => {
    database = await CrashDatabase.open(dir, 'http://127.0.0.1:9');
    await database.client.query('create table probes (n integer)');
  });
  afterAll(async () => {
    await database.close();
    rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });
  beforeEach(async () => {
    await database.client.query('delete from probes');
    proxy = await FaultProxy.to({ path: database.socket });
    client = await connected();
  });
  afterEach(async () => {
    await proxy.close();
    await client.end().catch(() => undefined);
  });

  async function connected(): Promise<pg.Client> {
    const made = new pg.Client({
      host: '127.0.0.1',
      port: proxy.port,
      user: 'postgres',
      database: 'postgres',
    });
    made.on('error', () => undefined);
    await made.connect();
    return made;
  }

  const stored = async (): Promise<number[]> => {
    const { rows } = await database.client.query<{ n: number }>('select n from probes order by n');
    return rows.map(({ n }) => n);
  };
  const insert = (n: number): Promise<pg.QueryResult> => client.query(INSERT, [n]);

  it('passes simple and extended queries, transactions, errors and large answers unchanged', async () => {
    await client.query('begin');
    await insert(1);
    await client.query('commit');
    await expect(client.query('select no_such_column')).rejects.toMatchObject({ code: '42703' });
    const { rows } = await client.query<{ text: string }>(
      "select repeat('x', 1000) as text from generate_series(1, $1)",
      [2_000],
    );
    expect([await stored(), rows.length, rows.at(-1)?.text.length]).toEqual([[1], 2_000, 1_000]);
  });

  it('passes a connection that asks for encryption first', async () => {
    const asking = new pg.Client({
      host: '127.0.0.1',
      port: proxy.port,
      user: 'postgres',
      database: 'postgres',
      ssl: true,
    });
    await expect(asking.connect()).rejects.toThrow('does not support SSL');
  });

  it('lets the answer of one statement arrive late, and no other', async () => {
    const struck = proxy.inject({ fault: { kind: 'late', ms: 60_000 }, matches: isInsert });
    const answer = insert(1).then(
      () => 'answered',
      () => 'closed',
    );
    await struck;
    const other = await connected();
    expect((await other.query(INSERT, [2])).rowCount).toBe(1);
    await other.end();
    expect(await stored()).toEqual([1, 2]);
    await proxy.close();
    expect(await answer).toBe('closed');
  });

  it('delivers a late answer completely', async () => {
    const struck = proxy.inject({ fault: { kind: 'late', ms: 20 }, matches: isInsert });
    expect((await insert(1)).rowCount).toBe(1);
    await struck;
  });

  it('applies a COMMIT whose answer is lost', async () => {
    const rule: FaultRule = {
      fault: { kind: 'lost', ms: 0 },
      matches: (statement) =>
        isCommit(statement) && statement.transaction.some(({ parameters }) => parameters[0] === '7'),
    };
    const struck = proxy.inject(rule);
    const write = async (n: number): Promise<pg.QueryResult> => {
      await client.query('begin');
      await insert(n);
      return client.query('commit');
    };
    await write(6);
    await expect(write(7)).rejects.toThrow('terminated');
    await struck;
    expect(await stored()).toEqual([6, 7]);
    expect(proxy.withdraw(rule)).toBe(false);
  });

  it('closes before a statement is applied', async () => {
    const struck = proxy.inject({ fault: { kind: 'refused' }, matches: isInsert });
    await expect(insert(1)).rejects.toThrow('terminated');
    await struck;
    expect(await stored()).toEqual([]);
  });

  it('closes half way through an answer', async () => {
    const struck = proxy.inject({ fault: { kind: 'cut' }, matches: isInsert });
    await expect(insert(1)).rejects.toThrow('terminated');
    await struck;
    expect(await stored()).toEqual([1]);
  });

  it('strikes once, and only a statement that counts enough rows', async () => {
    const update = 'update probes set n = $1';
    const rule: FaultRule = {
      fault: { kind: 'lost', ms: 0 },
      matches: ({ sql }) => sql === update,
      minRows: 1,
    };
    const struck = proxy.inject(rule);
    expect((await client.query(update, [2])).rowCount).toBe(0);
    await insert(1);
    await expect(client.query(update, [3])).rejects.toThrow('terminated');
    await struck;
    client = await connected();
    await client.query(update, [4]);
    await becomes(stored, [4]);
  });
});
