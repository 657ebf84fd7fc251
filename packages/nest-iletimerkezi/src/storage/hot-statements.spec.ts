import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { type Emulator, startEmulator } from 'iletimerkezi-emulator';
import pg from 'pg';
import { IletimerkeziModule } from '../module/iletimerkezi.module.js';
import { OutboxService } from '../outbox/outbox.service.js';
import { becomes } from '../test-support/becomes.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { fillOrders, fillPending, insertOrders } from '../test-support/fill-orders.js';
import { many, message, number } from '../test-support/messages.js';
import { QUICK } from '../test-support/outbox.js';
import { type RecordedStatement, StatementRecorder } from '../test-support/statement-recorder.js';
import { emulatorAccount } from '../test-support/test-app.js';
import { createDeliveryController } from '../webhooks/create-delivery-controller.js';

const TOKEN = 'a-token-of-this-application';
const ORDERS = 291_000;
/** Orders that become due tomorrow. */
const PENDING = 30_000;
/** Orders of the first minute of a new database: statistics are collected once a minute. */
const EARLY_ORDERS = 5_000;
/** 1.5 million rows take minutes on a busy machine. */
const FILL_TIMEOUT_MS = 900_000;
/** Tables with a row or more for each order. Others stay small, and a scan is the fastest way to read them. */
const LARGE = ['campaigns', 'orders', 'recipients', 'events', 'delivery_reports'];

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Total Cost': number;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

let statements: readonly RecordedStatement[];
let full: SpecDatabase;
let client: pg.Client;

beforeAll(async () => {
  const small = await createSpecDatabase();
  full = await createSpecDatabase();
  client = new pg.Client(full.connection);
  await client.connect();
  const filled = fillOrders(client, 'default', ORDERS);
  statements = await recordStatements(small);
  await filled;
  await fillPending(client, 'default', PENDING);
}, FILL_TIMEOUT_MS);
afterAll(async () => {
  await client?.end();
  await full?.drop();
});

describe(`the statements of the outbox at ${ORDERS.toLocaleString('en')} orders`, () => {
  it('include those of every step of an order', () => {
    const all = statements.map(({ text }) => text).join('\n');
    for (const step of [
      /insert into iletimerkezi\.orders/,
      /'claimed'/,
      /submitting_at = clock_timestamp\(\)/,
      /insert into iletimerkezi\.delivery_reports/,
      /iletimerkezi\.rate_limits/,
      /erased_at/,
    ]) {
      expect(all).toMatch(step);
    }
    expect(statements.length).toBeGreaterThan(20);
  });

  it('read no large table sequentially', async () => {
    const scans: string[] = [];
    for (const statement of statements) {
      for (const table of await tablesScanned(statement)) scans.push(`${table}: ${statement.text}`);
    }
    expect(scans).toEqual([]);
  });

  it('find due work without reading the orders that become due later', async () => {
    const due = statements.filter(({ text }) =>
      text.includes('pg_current_snapshot()::text as account union all'),
    );
    expect(due).not.toEqual([]);
    for (const statement of due) {
      for (const plan of await plansOf(statement, 'analyze, ')) expect(rowsReadBy(plan)).toBeLessThan(100);
    }
  });

  it('would be reported when they read a large table sequentially', async () => {
    await client.query('begin; drop index iletimerkezi.recipients_order');
    const scanned = new Set<string>();
    for (const statement of statements) {
      for (const table of await tablesScanned(statement)) scanned.add(table);
    }
    await client.query('rollback');
    expect([...scanned]).toEqual(['recipients']);
  });
});

describe('the statements of the outbox that were planned for an empty database', () => {
  it('read few rows when the database has filled before its statistics change', async () => {
    const fresh = await createSpecDatabase();
    const own = new pg.Client(fresh.connection);
    await own.connect();
    try {
      await own.query('set plan_cache_mode = force_generic_plan; set session_replication_role = replica');
      const calls: string[] = [];
      for (const [index, { text, values }] of statements.entries()) {
        await own.query(`prepare planned_${index} as ${text}`);
        const call = `execute planned_${index}${values.length > 0 ? `(${values.map(literal).join(', ')})` : ''}`;
        await own.query(`explain ${call}`);
        calls.push(call);
      }
      await insertOrders(own, 'default', EARLY_ORDERS);
      const slow: string[] = [];
      for (const [index, call] of calls.entries()) {
        await own.query('begin');
        const { rows } = await own.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
          `explain (analyze, format json) ${call}`,
        );
        await own.query('rollback');
        const read = (rows[0]?.['QUERY PLAN'] ?? []).reduce(
          (sum, { Plan: plan }) => sum + rowsReadBy(plan),
          0,
        );
        if (read > EARLY_ORDERS / 10) slow.push(`${read} rows: ${statements[index]?.text}`);
      }
      expect(slow).toEqual([]);
    } finally {
      await own.end();
      await fresh.drop();
    }
  });
});

/** Runs every path of an order on a small database: enqueue, send, webhooks, report, settlement, pages and maintenance. */
async function recordStatements(small: SpecDatabase): Promise<readonly RecordedStatement[]> {
  const recorder = new StatementRecorder();
  const emulator = await startEmulator({ settings: { acceptMs: 1, deliveryMs: [1, 20] } });
  let app: INestApplication | undefined;
  try {
    app = await startHost(small, emulator);
    const outbox = app.get(OutboxService);
    const campaigns = await Promise.all([
      outbox.enqueue(message(number())),
      outbox.enqueue(message(number()), { dedupeKey: 'once' }),
      outbox.enqueueMany(many(150), { kind: 'transactional', text: 'Siparişiniz yolda' }),
    ]);
    for (const campaign of campaigns) {
      await becomes(async () => (await campaign.orders()).every(({ state }) => state === 'settled'), true);
      const [order] = await campaign.orders();
      await campaign.recipients(order?.id ?? '');
      await campaign.includes('+905301234567');
      await campaign.summary();
    }
    await outbox.backlog();
    await outbox.held();
    const [newest] = await outbox.campaigns();
    await outbox.campaigns({ before: newest?.id ?? '' });
    return recorder.statements.filter(({ text }) => !/\bfilled\b/.test(text));
  } finally {
    await app?.close();
    await emulator.close();
    await small.drop();
    recorder.stop();
  }
}

async function startHost(database: SpecDatabase, emulator: Emulator): Promise<INestApplication> {
  const module = await Test.createTestingModule({
    imports: [
      IletimerkeziModule.forRoot({
        ...emulatorAccount(emulator.url),
        storage: { url: urlOf(database) },
        webhook: { tokens: [TOKEN] },
        outbox: QUICK,
      }),
    ],
    controllers: [createDeliveryController({ path: 'hooks' })],
  }).compile();
  const app = module.createNestApplication({ logger: false });
  await app.listen(0, '127.0.0.1');
  emulator.setWebhook('emulator', `${await app.getUrl()}/hooks?token=${TOKEN}`);
  return app;
}

/**
 * Returns the large tables that the statement scans sequentially. A prepared statement keeps the generic plan when that is
 * not more expensive than the plans for its values.
 */
async function tablesScanned(statement: RecordedStatement): Promise<string[]> {
  const plans = await plansOf(statement);
  const [cheapest] = plans.toSorted((a, b) => a['Total Cost'] - b['Total Cost']);
  return scannedIn(cheapest);
}

/** Returns the plan for the values of a statement, and its generic plan. */
async function plansOf({ text, values }: RecordedStatement, options = ''): Promise<Plan[]> {
  await client.query(`prepare recorded as ${text}`);
  try {
    const given = values.length > 0 ? `(${values.map(literal).join(', ')})` : '';
    const plans = [];
    for (const mode of ['force_custom_plan', 'force_generic_plan']) {
      await client.query(`set plan_cache_mode = ${mode}`);
      const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
        `explain (${options}format json) execute recorded${given}`,
      );
      plans.push(...(rows[0]?.['QUERY PLAN'] ?? []).map(({ Plan: plan }) => plan));
    }
    return plans;
  } finally {
    await client.query('deallocate recorded');
  }
}

/** Returns the rows that the scans of large tables read, with those that a filter removed. */
function rowsReadBy(plan: Plan): number {
  const { 'Relation Name': table = '', 'Actual Rows': rows = 0, 'Actual Loops': loops = 0 } = plan;
  const removed = plan['Rows Removed by Filter'] ?? 0;
  const own = LARGE.includes(table) ? (rows + removed) * loops : 0;
  return (plan.Plans ?? []).reduce((sum, below) => sum + rowsReadBy(below), own);
}

function scannedIn(plan: Plan | undefined): string[] {
  if (plan === undefined) return [];
  const { 'Node Type': node, 'Relation Name': table = '', Plans: below = [] } = plan;
  const own = node === 'Seq Scan' && LARGE.includes(table) ? [table] : [];
  return [...own, ...below.flatMap(scannedIn)];
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString());
  if (Array.isArray(value))
    return pg.escapeLiteral(`{${value.map((item) => JSON.stringify(item)).join(',')}}`);
  return pg.escapeLiteral(typeof value === 'string' ? value : JSON.stringify(value));
}
