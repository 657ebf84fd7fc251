/**
 * The life of a message at a hundred a second: enqueued, sent at the rate limit, two webhooks, the provider's report,
 * settled. Counts what the database does for it, listeners and idle workers included.
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { startEmulator } from 'iletimerkezi-emulator';
import { createDeliveryController, IletimerkeziEvents, OutboxService } from 'nest-iletimerkezi';
import { moduleOf } from '../support/nest-host.ts';
import { defineBench, QUICK, row, summarise } from './harness.ts';
import { CostMeter, type Costs } from './peers/costs.ts';
import { TEXT } from './peers/queue.ts';
import { BenchServer } from './peers/server.ts';

const A_SECOND = 100;
const ROUNDS = QUICK ? 1 : 3;
const MESSAGES = A_SECOND * (QUICK ? 4 : 15);
const WARM_UP = 50;
/** The webhooks arrive before the first poll, as they do in production. */
const POLL_AFTER_MS = [2_000, 60_000];
const DELIVERY = { acceptMs: 50, deliveryMs: [200, 500] } as const;
const TOKEN = 'webhook-token-of-the-bench';
/** One statement that commits one row, at the same rate: what the database does at least. */
const REFERENCE = 'a bare insert';
/**
 * The server analyses a new table each time that it has grown by a tenth. Its statistics would be 6 % of the WAL of these few
 * messages, and are nothing beside a million.
 */
const WITHOUT_STATISTICS = { autovacuum_naptime: `'1h'` };
/** A new instance stores events for possible subscribers for 10 s. Later it stores them only if there are any. */
const GRACE_MS = 10_500;

export default defineBench('message-life', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-life-'));
  const server = await BenchServer.start(join(dir, 'postgres'), WITHOUT_STATISTICS);
  const meter = await CostMeter.open(server);
  const emulator = await startEmulator({
    settings: { acceptMs: DELIVERY.acceptMs, deliveryMs: [...DELIVERY.deliveryMs] },
  });
  const life: Costs[] = [];
  const watched: Costs[] = [];
  const bare: Costs[] = [];
  let number = 0;
  const next = (): string => `+90530${String((number += 1)).padStart(7, '0')}`;
  try {
    const openAndClose = await meter.transactionsDuring(() => withHost(server, emulator, () => sleep(0)));
    // The first opening created the tables.
    const opening = await meter
      .transactionsDuring(() => withHost(server, emulator, () => sleep(0)))
      .then((second) => Math.min(second, openAndClose));
    const messages = (isWatched: boolean): Promise<Costs> =>
      meter.perMessage(
        MESSAGES,
        opening,
        (measured) =>
          withHost(server, emulator, async (outbox, events) => {
            const subscriptions = isWatched
              ? [outbox.events$.subscribe(() => undefined), events.deliveries$.subscribe(() => undefined)]
              : [];
            const send = (): Promise<unknown> =>
              outbox.enqueue({ kind: 'transactional', text: TEXT, recipients: [next()] });
            await sleep(GRACE_MS);
            await steadily(WARM_UP, send);
            await settled(meter);
            await measured(async () => {
              await steadily(MESSAGES, send);
              await settled(meter);
            });
            for (const subscription of subscriptions) subscription.unsubscribe();
          }),
        WARM_UP,
      );
    for (let round = 0; round < ROUNDS; round += 1) {
      life.push(await messages(false));
      bare.push(await bareInserts(server, meter));
    }
    // Last, because a stream that had subscribers is stored for a day.
    watched.push(await messages(true));
  } finally {
    await emulator.close();
    await meter.close();
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
  const of = (all: readonly Costs[], name: keyof Costs) => summarise(all.map((costs) => costs[name]));
  const stated = (what: string, name: keyof Costs, unit: string, bar: { max?: number; times?: number }) =>
    row({
      case: `${what} a message`,
      unit,
      ours: of(life, name),
      peers: { [REFERENCE]: of(bare, name) },
      bar: {
        ...(bar.max !== undefined && { max: bar.max }),
        ...(bar.times !== undefined && { peers: { [REFERENCE]: 1 / bar.times } }),
      },
      higherIsBetter: false,
    });
  return [
    // Counts do not depend on the machine.
    stated('statements', 'statements', 'statements', { max: 10 }),
    stated('transactions', 'transactions', 'transactions', { max: 5 }),
    stated('WAL', 'walBytes', 'bytes', { max: 5_000 }),
    row({
      case: 'WAL a message while events and delivery reports are followed',
      unit: 'bytes',
      ours: of(watched, 'walBytes'),
      bar: {},
      higherIsBetter: false,
    }),
    stated('server time, planning included,', 'serverMs', 'ms', { times: SERVER_TIME_BAR }),
    stated('planning', 'planMs', 'ms', {}),
    stated('CPU time of the database', 'databaseCpuMs', 'ms', {}),
    stated('CPU time of the host, with provider and webhooks,', 'hostCpuMs', 'ms', {}),
  ];
});

/** 2.5 ms on the machine of docs/performance.md. */
const SERVER_TIME_BAR = 40;

async function withHost(
  server: BenchServer,
  emulator: Awaited<ReturnType<typeof startEmulator>>,
  work: (outbox: OutboxService, events: IletimerkeziEvents) => Promise<void>,
): Promise<void> {
  class Host {}
  Module({
    imports: [
      moduleOf({
        dir: server.url,
        baseUrl: emulator.url,
        webhook: { tokens: [TOKEN] },
        outbox: { pollAfterMs: POLL_AFTER_MS },
      }),
    ],
    controllers: [createDeliveryController({ path: 'hooks' })],
  })(Host);
  const app = await NestFactory.create(Host, { logger: ['error', 'warn'] });
  await app.listen(0, '127.0.0.1');
  emulator.setWebhook('emulator', `${await app.getUrl()}/hooks?token=${TOKEN}`);
  try {
    await work(app.get(OutboxService), app.get(IletimerkeziEvents));
  } finally {
    emulator.setWebhook('emulator', null);
    await app.close();
  }
}

/** Starts work at the rate, without waiting for the work before. */
async function steadily(count: number, work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  const inFlight: Promise<unknown>[] = [];
  for (let n = 0; n < count; n += 1) {
    const wait = started + (n * 1_000) / A_SECOND - performance.now();
    if (wait > 1) await sleep(wait);
    inFlight.push(work());
  }
  await Promise.all(inFlight);
}

async function settled(meter: CostMeter): Promise<void> {
  for (;;) {
    const [left] = await meter.ask(
      `select count(*)::integer as n from iletimerkezi.orders where state <> 'settled'`,
    );
    if (left?.['n'] === 0) return;
    await sleep(100);
  }
}

async function bareInserts(server: BenchServer, meter: CostMeter): Promise<Costs> {
  const { Pool } = (await import('pg')).default;
  return meter.perMessage(MESSAGES, 0, async (measured) => {
    const pool = new Pool({ ...server.address, max: 4 });
    try {
      await pool.query(
        'create table if not exists bare (id bigint generated always as identity primary key, data text)',
      );
      await measured(() =>
        steadily(MESSAGES, () => pool.query('insert into bare (data) values ($1)', [TEXT])),
      );
    } finally {
      await pool.end();
    }
  });
}
