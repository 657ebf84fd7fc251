/**
 * What the live report of a campaign asks of the database while 500 webhooks a second arrive for it, without watchers and
 * with many.
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { startEmulator } from 'iletimerkezi-emulator';
import { CampaignReports, createDeliveryController, OutboxService } from 'nest-iletimerkezi';
import { moduleOf } from '../support/nest-host.ts';
import { defineBench, QUICK, row, summarise } from './harness.ts';
import { CostMeter } from './peers/costs.ts';
import { TEXT } from './peers/queue.ts';
import { BenchServer } from './peers/server.ts';
import { deliver } from './webhook-calls.ts';

const FEW = 10;
const WATCHERS = [0, FEW, 100];
const A_SECOND = 500;
const SECONDS = QUICK ? 3 : 10;
const ROUNDS = QUICK ? 1 : 3;
const WEBHOOKS = A_SECOND * SECONDS;
const TOKEN = 'webhook-token-of-the-bench';
/** The request of a watcher that always reads. */
const READING = { headers: {}, socket: new PassThrough() };
/** The most statements a second that more watchers may add. */
const SAME = 1.1;

export default defineBench('live-report', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-live-'));
  const server = await BenchServer.start(join(dir, 'postgres'));
  const meter = await CostMeter.open(server);
  // The bench itself reports the deliveries.
  const emulator = await startEmulator({ settings: { acceptMs: 3_600_000 } });
  class Host {}
  Module({
    imports: [
      moduleOf({
        dir: server.url,
        baseUrl: emulator.url,
        webhook: { tokens: [TOKEN] },
        outbox: { pollAfterMs: [86_400_000] },
      }),
    ],
    controllers: [createDeliveryController({ path: 'hooks' })],
  })(Host);
  const app = await NestFactory.create(Host, { logger: ['error', 'warn'] });
  await app.listen(0, '127.0.0.1');
  const url = `${await app.getUrl()}/hooks?token=${TOKEN}`;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const statements = new Map<number, number[]>(WATCHERS.map((watchers) => [watchers, []]));
  let id = 0;
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const watchers of WATCHERS) {
        const numbers = Array.from({ length: WEBHOOKS }, (_, n) => `+90530${String(n).padStart(7, '0')}`);
        const campaign = await app
          .get(OutboxService)
          .enqueueMany(numbers, { kind: 'transactional', text: `${TEXT} ${round} ${watchers}` });
        const providerOrderId = await accepted(campaign);
        const reports = app.get(CampaignReports);
        const watching = await Promise.all(
          Array.from({ length: watchers }, async () =>
            (await reports.live(campaign.id, { request: READING })).subscribe(),
          ),
        );
        await sleep(1_000);
        const webhooks = numbers.map((to) => ({
          id: (id += 1),
          packet_id: Number(providerOrderId),
          status: 'delivered',
          to,
          body: TEXT,
        }));
        const started = performance.now();
        const counted = await meter.during(async () => {
          await deliver(agent, url, webhooks, A_SECOND);
        });
        statements.get(watchers)?.push((counted.statements * 1_000) / (performance.now() - started));
        for (const subscription of watching) subscription.unsubscribe();
        await sleep(500);
      }
    }
  } finally {
    agent.destroy();
    await app.close();
    await emulator.close();
    await meter.close();
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
  const of = (watchers: number) => summarise(statements.get(watchers) ?? []);
  return WATCHERS.map((watchers) =>
    row({
      case: `${A_SECOND} webhooks a second for a report with ${watchers} watchers`,
      unit: 'statements/s',
      ours: of(watchers),
      ...(watchers > FEW && { peers: { [`${FEW} watchers`]: of(FEW) } }),
      bar: {
        max: 1.2 * A_SECOND,
        ...(watchers > FEW && { peers: { [`${FEW} watchers`]: 1 / SAME } }),
      },
      higherIsBetter: false,
    }),
  );
});

async function accepted(campaign: {
  orders(): Promise<{ providerOrderId: string | null }[]>;
}): Promise<string> {
  for (;;) {
    const [order] = await campaign.orders();
    if (order?.providerOrderId) return order.providerOrderId;
    await sleep(50);
  }
}
