/**
 * How the statements of the outbox follow the number of orders in the database. Each figure is measured at the full size
 * and at a hundredth of it, in databases of their own on one server.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OutboxService } from 'nest-iletimerkezi';
import type pg from 'pg';
import { openHost } from '../../support/nest-host.ts';
import { QUICK, row, type Row, summarise, type Measured } from '../harness.ts';
import { fillOrders } from '../peers/fill-orders.ts';
import { BenchServer } from '../peers/server.ts';

const SETTLED = QUICK ? 29_100 : 291_000;
const PENDING = QUICK ? 10_000 : 100_000;
/** The page of campaigns that is read has this many before it. */
const BEHIND = SETTLED / 10;
const SMALL = 100;
const CALLS = QUICK ? 20 : 100;
/** Long enough for the first run of every worker, and several of the frequent ones. */
const WATCHED_MS = QUICK ? 4_000 : 10_000;
/** The most that a statement may take at the full size, in times of a hundredth. */
const FLAT = 3;
const AT_SMALL = 'at a hundredth';
const MILLION = 'counting a million numbers';

/** Connections whose statements are not counted: to the measured database, and to the statistics. */
interface Observers {
  readonly observer: pg.Client;
  readonly statistics: pg.Client;
}

interface Figures {
  readonly backlog: Measured;
  readonly page: Measured;
  /** Milliseconds of the slowest statement of an instance without due work. */
  readonly slowest: Measured;
}

export async function databaseRows(): Promise<Omit<Row, 'bench'>[]> {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-growth-'));
  const server = await BenchServer.start(join(dir, 'postgres'));
  const observer = await server.observe('postgres');
  const statistics = await server.observe('observer');
  try {
    const small = await measure(server, { observer, statistics }, SETTLED / SMALL, PENDING / SMALL);
    const full = await measure(server, { observer, statistics }, SETTLED, PENDING);
    const retention = await retain(server, { observer, statistics });
    const flat = (what: string, name: keyof Figures) =>
      row({
        case: what,
        unit: 'ms',
        ours: full[name],
        peers: { [AT_SMALL]: small[name] },
        bar: { peers: { [AT_SMALL]: 1 / FLAT } },
        higherIsBetter: false,
      });
    const size = `${count(SETTLED)} settled and ${count(PENDING)} pending orders`;
    return [
      flat(`backlog() at ${size}`, 'backlog'),
      flat(`page of campaigns behind ${count(BEHIND)} others`, 'page'),
      flat(`slowest statement of an instance without due work at ${size}`, 'slowest'),
      row({
        case: `retention of ${count(SETTLED)} orders: updates of an order`,
        unit: 'updates',
        ours: summarise([retention.updates]),
        bar: { max: 1 },
        higherIsBetter: false,
      }),
      row({
        case: `retention of ${count(SETTLED)} orders: slowest statement`,
        unit: 'ms',
        ours: summarise([retention.slowest]),
        peers: { [MILLION]: summarise([retention.million]) },
        bar: { peers: { [MILLION]: 1 } },
        higherIsBetter: false,
      }),
      row({
        case: `retention of ${count(SETTLED)} orders: all of it`,
        unit: 's',
        ours: summarise([retention.seconds]),
        bar: {},
        higherIsBetter: false,
      }),
    ];
  } finally {
    await Promise.all([observer.end(), statistics.end()]);
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function measure(
  server: BenchServer,
  { observer, statistics }: Observers,
  settled: number,
  pending: number,
): Promise<Figures> {
  const enqueuer = await openHost({ dir: server.url, baseUrl: 'http://127.0.0.1:9', outbox: { run: false } });
  let backlog: number[];
  let page: number[];
  try {
    await fillOrders(observer, { settled, pending, ageDays: 30 });
    const outbox = enqueuer.get(OutboxService);
    const { rows } = await observer.query<{ id: string }>(
      'select id from iletimerkezi.campaigns order by account desc, id desc offset $1 limit 1',
      [Math.floor(settled / 10)],
    );
    const before = rows[0]?.id ?? '';
    backlog = await times(() => outbox.backlog());
    page = await times(() => outbox.campaigns({ limit: 50, before }));
  } finally {
    await enqueuer.close();
  }
  await statistics.query('select pg_stat_statements_reset()');
  const instance = await openHost({ dir: server.url, baseUrl: 'http://127.0.0.1:9' });
  await sleep(WATCHED_MS);
  await instance.close();
  return {
    backlog: summarise(backlog),
    page: summarise(page),
    slowest: summarise([await slowestStatement(statistics)]),
  };
}

/** Runs an instance until everything is erased whose retention is over. */
async function retain(
  server: BenchServer,
  { observer, statistics }: Observers,
): Promise<{ updates: number; slowest: number; seconds: number; million: number }> {
  await fillOrders(observer, { settled: SETTLED, pending: 0, ageDays: 4 * 365 });
  const updatesOf = async (): Promise<number> => {
    const { rows } = await observer.query<{ n: number }>(
      `select n_tup_upd::float8 as n from pg_stat_user_tables where schemaname = 'iletimerkezi' and relname = 'orders'`,
    );
    return rows[0]?.n ?? Number.NaN;
  };
  const before = await updatesOf();
  await statistics.query('select pg_stat_statements_reset()');
  const started = performance.now();
  const instance = await openHost({ dir: server.url, baseUrl: 'http://127.0.0.1:9' });
  for (;;) {
    const { rows } = await observer.query('select from iletimerkezi.orders where erased_at is null limit 1');
    if (rows.length === 0) break;
    await sleep(100);
  }
  const seconds = (performance.now() - started) / 1_000;
  await instance.close();
  const slowest = await slowestStatement(statistics);
  const counting = performance.now();
  await observer.query('select count(*) from generate_series(1, 1000000)');
  const million = performance.now() - counting;
  return { updates: ((await updatesOf()) - before) / SETTLED, slowest, seconds, million };
}

/** Returns the milliseconds of the slowest execution since the last reset, without migrations and locks. Logs it. */
async function slowestStatement(statistics: pg.Client): Promise<number> {
  const { rows } = await statistics.query<{ ms: number; query: string }>(`
    select max_exec_time as ms, query from pg_stat_statements
     where userid = (select oid from pg_roles where rolname = 'postgres')
       and query !~* '^\\s*(create|drop|alter|begin|start|commit|rollback|listen|select pg_advisory)'
     order by max_exec_time desc limit 1`);
  console.error(`The slowest statement: ${rows[0]?.query.replace(/\s+/g, ' ').slice(0, 300)}`);
  return rows[0]?.ms ?? Number.NaN;
}

async function times(call: () => Promise<unknown>): Promise<number[]> {
  const all: number[] = [];
  for (let n = -5; n < CALLS; n += 1) {
    const started = performance.now();
    await call();
    if (n >= 0) all.push(performance.now() - started);
  }
  return all;
}

const count = (rows: number): string => rows.toLocaleString('en');
