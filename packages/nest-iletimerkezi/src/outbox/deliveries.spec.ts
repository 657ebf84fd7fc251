import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { IletimerkeziClient } from 'iletimerkezi-core';
import { type Emulator, startEmulator } from 'iletimerkezi-emulator';
import { Database } from '../storage/database.js';
import { IletimerkeziModule } from '../module/iletimerkezi.module.js';
import { becomes } from '../test-support/becomes.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { reportsOf } from '../test-support/outbox-tables.js';
import { emulatorAccount } from '../test-support/test-app.js';
import { createDeliveryController } from '../webhooks/create-delivery-controller.js';
import { OutboxService } from './outbox.service.js';

const TOKEN = 'a-token-of-this-application';
const RECIPIENTS = 10_000;

/** Timeout of the test. It takes about 10 s, and several times as long on a busy machine. */
const TIMEOUT_MS = 180_000;

let emulator: Emulator;
let spec: SpecDatabase;
let database: Database;
let app: INestApplication;

beforeAll(async () => {
  spec = await createSpecDatabase();
  emulator = await startEmulator({
    settings: {
      acceptMs: 1,
      deliveryMs: [1, 1_000],
      retry: { delaysMs: [100, 500] },
      // One in ten is not delivered.
      rules: [{ suffix: '7', outcome: 'undelivered' }],
    },
  });
  const module = await Test.createTestingModule({
    imports: [
      IletimerkeziModule.forRoot({
        ...emulatorAccount(emulator.url),
        storage: { url: urlOf(spec) },
        webhook: { tokens: [TOKEN] },
        // Late enough that most webhooks arrive before the first poll of the report.
        outbox: { pollAfterMs: [6_000, 1_000, 1_000, 1_000, 5_000, 5_000, 5_000] },
      }),
    ],
    controllers: [createDeliveryController({ path: 'hooks' })],
  }).compile();
  app = module.createNestApplication(new FastifyAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  emulator.setWebhook('emulator', `${await app.getUrl()}/hooks?token=${TOKEN}`);
  database = new Database(spec.connection, { size: 2 });
});
afterAll(async () => {
  await database.close();
  await app.close();
  await emulator.close();
  await spec.drop();
});

describe('10,000 deliveries by webhook, of which some are reordered, repeated, delayed and 5 % lost', () => {
  // guarantee: G-071
  it(
    'give every recipient the status that the provider has',
    async () => {
      // Dropping most of these shortens the test. The others arrive before and after the final status.
      emulator.addWebhookRule({ action: 'drop', status: 'accepted', probability: 0.7, seed: 5 });
      const rules = [
        emulator.addWebhookRule({ action: 'drop', probability: 0.05, seed: 1 }),
        emulator.addWebhookRule({ action: 'duplicate', probability: 0.1, seed: 2 }),
        emulator.addWebhookRule({ action: 'delay', delayMs: 700, probability: 0.1, seed: 3 }),
        emulator.addWebhookRule({ action: 'reorder', delayMs: 500, probability: 0.1, seed: 4 }),
      ];
      const started = Date.now();
      const numbers = Array.from({ length: RECIPIENTS }, (_, n) => `+90536${String(n).padStart(7, '0')}`);
      const campaign = await app
        .get(OutboxService)
        .enqueueMany(numbers, { kind: 'transactional', text: 'Yarın kapalıyız' });
      await becomes(async () => (await campaign.orders()).map(({ state }) => state), ['settled'], TIMEOUT_MS);
      await emulator.webhooksSettled();

      const [order] = await campaign.orders();
      const provider = new IletimerkeziClient({
        credentials: { key: 'emulator', hash: 'emulator' },
        baseUrl: emulator.url,
      });
      const reported: [string, string][] = [];
      for await (const { number, status } of provider.reportRecipients(order?.providerOrderId ?? ''))
        reported.push([number, status]);
      const kept = await campaign.recipients(order?.id ?? '');
      expect(new Map(kept.map(({ number, status }) => [number, status]))).toEqual(new Map(reported));
      expect(await campaign.progress()).toMatchObject({
        recipients: RECIPIENTS,
        delivered: RECIPIENTS * 0.9,
        undelivered: RECIPIENTS * 0.1,
        waiting: 0,
      });

      // Each recipient has the time of its final status, whether it came from a webhook or from the report.
      const times = kept.map(({ finalAt }) => finalAt?.getTime() ?? 0);
      expect(Math.min(...times)).toBeGreaterThanOrEqual(started);
      expect(Math.max(...times)).toBeLessThanOrEqual(Date.now());

      // Each rule applied to hundreds of webhooks, and hundreds of final statuses were lost.
      for (const { hits } of rules) expect(hits).toBeGreaterThan(300);
      const reports = await reportsOf(database.kysely, 'default');
      const final = reports.filter(({ status }) => status !== 'accepted');
      expect(final.length).toBeLessThan(RECIPIENTS - 300);
      expect(final.length).toBeGreaterThan(RECIPIENTS * 0.8);
      expect(new Set(reports.map(({ id, rawStatus }) => `${id} ${rawStatus}`)).size).toBe(reports.length);
    },
    TIMEOUT_MS + 60_000,
  );
});
