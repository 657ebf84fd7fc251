import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { BenchServer } from './server.ts';

/** The cost of one message for the database and the host. */
export interface Costs {
  statements: number;
  transactions: number;
  walBytes: number;
  /** Planning and execution, as pg_stat_statements counts them: without commits. */
  serverMs: number;
  planMs: number;
  /** Of all processes of the database server. */
  databaseCpuMs: number;
  hostCpuMs: number;
}

type Counters = Omit<Costs, 'transactions'>;

/** Clock ticks a second in /proc. Source: proc(5), sysconf(_SC_CLK_TCK), 100 on every supported Linux. */
const TICK_MS = 10;

/** Reads the counters of the database server, and of this process. */
export class CostMeter {
  readonly #postmaster: number;
  /** Connections that belong to the server itself. */
  #resident = 0;
  /** Questions of the bench itself to the measured database. */
  #questions = 0;

  private readonly statistics: pg.Client;
  private readonly data: pg.Client;

  private constructor(statistics: pg.Client, data: pg.Client, directory: string) {
    this.statistics = statistics;
    this.data = data;
    this.#postmaster = Number.parseInt(readFileSync(join(directory, 'postmaster.pid'), 'utf8'), 10);
  }

  static async open(server: BenchServer): Promise<CostMeter> {
    const statistics = await server.observe('observer');
    const meter = new CostMeter(statistics, await server.observe('postgres'), server.dataDirectory);
    meter.#resident = await meter.#connections();
    return meter;
  }

  /** Runs a query on the measured database without counting it. */
  async ask(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    this.#questions += 1;
    return (await this.data.query<Record<string, unknown>>(text, values)).rows;
  }

  /** Measures the work per message, with the exception of transactions: see {@link transactions}. */
  async during(work: () => Promise<void>): Promise<Counters> {
    const before = await this.#read();
    await work();
    const after = await this.#read();
    const difference = (name: keyof Counters): number => after[name] - before[name];
    return {
      statements: difference('statements'),
      walBytes: difference('walBytes'),
      serverMs: difference('serverMs'),
      planMs: difference('planMs'),
      databaseCpuMs: difference('databaseCpuMs'),
      hostCpuMs: difference('hostCpuMs'),
    };
  }

  /**
   * Returns the transactions of everything so far. Backends report them when they end, so that all connections of the
   * measured library must be closed.
   */
  async transactions(): Promise<number> {
    while ((await this.#connections()) > this.#resident) await sleep(10);
    await this.data.query('select pg_stat_force_next_flush()');
    await this.data.query('select 1');
    this.#questions += 2;
    await this.statistics.query('select pg_stat_clear_snapshot()');
    const { rows } = await this.statistics.query<{ n: number }>(
      `select (xact_commit + xact_rollback)::float8 as n from pg_stat_database where datname = 'postgres'`,
    );
    return (rows[0]?.n ?? Number.NaN) - this.#questions;
  }

  /** Returns the transactions of work that opens and closes its connections. */
  async transactionsDuring(work: () => Promise<unknown>): Promise<number> {
    const before = await this.transactions();
    await work();
    return (await this.transactions()) - before;
  }

  /**
   * Measures the cost of each of `messages`.
   * @param opening transactions of `work` without messages.
   * @param work opens and closes its connections, and measures the part between.
   * @param warmUp messages before that part. Transactions are counted from the opening, so they are divided by all messages.
   */
  async perMessage(
    messages: number,
    opening: number,
    work: (measured: (part: () => Promise<void>) => Promise<void>) => Promise<void>,
    warmUp = 0,
  ): Promise<Costs> {
    let counters: Counters | undefined;
    const transactions = await this.transactionsDuring(() =>
      work(async (part) => {
        counters = await this.during(part);
      }),
    );
    if (counters === undefined) throw new Error('Nothing was measured.');
    const counted = ((transactions - opening) * messages) / (messages + warmUp);
    return dividedBy({ ...counters, transactions: counted }, messages);
  }

  async close(): Promise<void> {
    await Promise.all([this.statistics.end(), this.data.end()]);
  }

  async #connections(): Promise<number> {
    const { rows } = await this.statistics.query<{ n: number }>(
      `select count(*)::integer as n from pg_stat_activity where datname = 'postgres' and usename <> 'observer'`,
    );
    return rows[0]?.n ?? 0;
  }

  async #read(): Promise<Counters> {
    const { user, system } = process.cpuUsage();
    const { rows } = await this.statistics.query<Omit<Counters, 'databaseCpuMs' | 'hostCpuMs'>>(`
      select coalesce(sum(calls), 0)::float8 as statements,
        coalesce(sum(total_exec_time + total_plan_time), 0) as "serverMs",
        coalesce(sum(total_plan_time), 0) as "planMs",
        pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as "walBytes"
      from pg_stat_statements
      where dbid = (select oid from pg_database where datname = 'postgres')
        and userid = (select oid from pg_roles where rolname = 'postgres')`);
    const [counted] = rows;
    if (counted === undefined) throw new Error('The server has no statistics.');
    const databaseCpuMs = cpuMsOf(this.#postmaster);
    return { ...counted, databaseCpuMs, hostCpuMs: (user + system) / 1_000 };
  }
}

/** Returns the costs of one message. */
export function dividedBy(costs: Costs, messages: number): Costs {
  return {
    statements: costs.statements / messages,
    transactions: costs.transactions / messages,
    walBytes: costs.walBytes / messages,
    serverMs: costs.serverMs / messages,
    planMs: costs.planMs / messages,
    databaseCpuMs: costs.databaseCpuMs / messages,
    hostCpuMs: costs.hostCpuMs / messages,
  };
}

/** Returns the CPU time of a process, its children, and those that have ended. */
export function cpuMsOf(pid: number): number {
  let ticks = 0;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = statOf(entry);
    if (stat === undefined) continue;
    if (Number(entry) === pid) ticks += stat.own + stat.ended;
    else if (stat.parent === pid) ticks += stat.own + stat.ended;
  }
  return ticks * TICK_MS;
}

function statOf(pid: string): { parent: number; own: number; ended: number } | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
  // Source: proc_pid_stat(5). The name may contain spaces; after it come state, ppid, …, utime (14), stime, cutime, cstime.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
    (index) => fields[index],
  );
  return { parent, own: user + system, ended: endedUser + endedSystem };
}
