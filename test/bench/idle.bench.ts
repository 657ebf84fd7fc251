/**
 * What an instance without work asks of the database: statements a second with 1, 10 and 50 accounts, beside idle workers
 * of pg-boss and graphile-worker. Counts do not depend on the speed of the machine.
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IletimerkeziModule } from 'nest-iletimerkezi';
import { defineBench, QUICK, row, summarise } from './harness.ts';
import { CostMeter } from './peers/costs.ts';
import { graphileWorker } from './peers/graphile-worker.ts';
import { pgBoss } from './peers/pg-boss.ts';
import { BenchServer } from './peers/server.ts';

const ACCOUNTS = [1, 10, 50];
const SETTLE_MS = QUICK ? 2_000 : 6_000;
const WINDOW_MS = QUICK ? 4_000 : 30_000;

export default defineBench('idle', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-idle-'));
  const server = await BenchServer.start(join(dir, 'postgres'));
  const meter = await CostMeter.open(server);
  const nothing = (): Promise<void> => Promise.resolve();
  try {
    const idle = async (close: () => Promise<unknown>) => {
      await sleep(SETTLE_MS);
      const { statements, databaseCpuMs } = await meter.during(() => sleep(WINDOW_MS));
      await close();
      const seconds = WINDOW_MS / 1_000;
      return { statements: summarise([statements / seconds]), cpu: databaseCpuMs / seconds };
    };
    const boss = await pgBoss(server, meter, nothing).open(true);
    const peers: Record<string, Awaited<ReturnType<typeof idle>>> = {
      'pg-boss': await idle(() => boss.close()),
    };
    const graphile = await graphileWorker({ name: 'graphile-worker' }, server, meter, nothing).open(true);
    peers['graphile-worker'] = await idle(() => graphile.close());
    const rows = [];
    for (const accounts of ACCOUNTS) {
      const app = await openAccounts(server, accounts);
      const { statements } = await idle(() => app.close());
      rows.push(
        row({
          case: `statements of an idle instance with ${accounts} account${accounts > 1 ? 's' : ''}`,
          unit: 'statements/s',
          ours: statements,
          ...(accounts === 1 && {
            peers: Object.fromEntries(Object.entries(peers).map(([name, each]) => [name, each.statements])),
          }),
          bar: { max: 2 },
          higherIsBetter: false,
        }),
      );
    }
    return rows;
  } finally {
    await meter.close();
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
});

/** An instance of an application with this many accounts, none of which registers consents. */
function openAccounts(server: BenchServer, count: number): Promise<{ close(): Promise<void> }> {
  class Host {}
  const names = Array.from({ length: count }, (_, index) => `account-${index + 1}`);
  Module({
    imports: names.map((account) =>
      IletimerkeziModule.forRoot({
        account,
        baseUrl: 'http://127.0.0.1:9',
        credentials: { key: 'emulator', hash: 'emulator' },
        defaultSender: 'EMULATOR',
        storage: { url: server.url },
      }),
    ),
  })(Host);
  return NestFactory.createApplicationContext(Host, { logger: ['error', 'warn'], abortOnError: false });
}
