/** The main paths whose time and memory are held against the size of what passes through them. */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readConsents } from 'iletimerkezi-core/files';
import { parsePhones } from 'iletimerkezi-core/phone';
import {
  ConsentsService,
  createDeliveryController,
  IletimerkeziModule,
  OutboxService,
  type ConsentEntry,
  type IletimerkeziOptions,
} from 'nest-iletimerkezi';
import { consentOf, secondsAgo } from '../../support/consents.ts';
import { AT_ONCE, callMany } from '../webhook-calls.ts';

export interface GrowthPath {
  /** The rows or bytes that are processed. */
  readonly of: string;
  /** Whether it works as a stream, so that its memory must not follow the size. */
  readonly streams: boolean;
  /** Makes everything ready, calls `measure` around the work itself, and clears up. */
  run(size: number, measure: Measure): Promise<void>;
}

/** The work calls `look` as it goes, with how much of it is done, for a look at the memory it holds. */
type Measure = (work: (look: (done: number) => void) => unknown) => Promise<void>;

const numberOf = (index: number): string => `+9053${String(index).padStart(8, '0')}`;

const TOKEN = 'webhook-token-of-the-bench';

export const PATHS = {
  recipients: {
    of: 'recipients normalised, each taken once',
    streams: false,
    run: async (size, measure) => {
      const list = Array.from({ length: size }, (_, index) => numberOf(Math.imul(index, 7919) >>> 6));
      await measure(() => parsePhones(list));
    },
  },
  files: {
    of: 'rows of a consent file read and checked',
    streams: true,
    run: async (size, measure) => {
      const options = {
        format: 'netmera-sms',
        defaults: { recipientType: 'BIREYSEL' },
      } as const;
      await measure(async (look) => {
        let rows = 0;
        for await (const batch of readConsents(consentFile(size), options)) look((rows += batch.rows.length));
        if (rows !== size) throw new Error(`${rows} rows instead of ${size}`);
      });
    },
  },
  consents: {
    of: 'consents kept in the ledger, 10,000 in a call',
    streams: true,
    run: (size, measure) =>
      withStorage({}, async (module) => {
        const app = await NestFactory.createApplicationContext(module, { logger: ['error'] });
        const ledger = app.get(ConsentsService);
        await measure(async (look) => {
          for (let from = 0; from < size; from += 10_000) {
            await ledger.recordMany(consents(from, Math.min(10_000, size - from)));
            look(from);
          }
        });
        await app.close();
      }),
  },
  messages: {
    of: 'recipients enqueued as one campaign',
    streams: true,
    run: (size, measure) =>
      withStorage({ defaultSender: 'EMULATOR' }, async (module) => {
        const app = await NestFactory.createApplicationContext(module, { logger: ['error'] });
        const outbox = app.get(OutboxService);
        await measure(async (look) => {
          const campaign = await outbox.enqueueMany(recipients(size, look), {
            kind: 'transactional',
            text: 'Merhaba',
          });
          const { queued } = await campaign.progress();
          if (queued !== size) throw new Error(`${queued} recipients instead of ${size}`);
        });
        await app.close();
      }),
  },
  webhooks: {
    of: 'delivery webhooks stored through HTTP',
    streams: true,
    run: (size, measure) =>
      withStorage({}, async (module) => {
        const app = await NestFactory.create(module, { logger: ['error'] });
        await app.listen(0, '127.0.0.1');
        const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
        const url = `${await app.getUrl()}/hooks?token=${TOKEN}`;
        await measure(async (look) => {
          for (let from = 0; from < size; from += 1_000) {
            await callMany(agent, url, from, 1_000);
            look(from);
          }
        });
        agent.destroy();
        await app.close();
      }),
  },
} satisfies Record<string, GrowthPath>;

function* consentFile(rows: number): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  for (let row = 0; row < rows; row += 1_000) {
    yield encoder.encode(
      Array.from(
        { length: Math.min(1_000, rows - row) },
        (_, index) =>
          `9053${String(row + index).padStart(8, '0')}; form; ONAY; 15.05.2025 14:23:05; m${row}\r\n`,
      ).join(''),
    );
  }
}

function* recipients(size: number, look: (done: number) => void): Generator<string> {
  for (let index = 0; index < size; index += 1) {
    look(index);
    yield numberOf(index);
  }
}

function consents(from: number, count: number): ConsentEntry[] {
  const consentDate = secondsAgo(60);
  return Array.from({ length: count }, (_, index) => consentOf(numberOf(from + index), consentDate));
}

/** The module on a database of its own that is gone afterwards; nothing is sent. */
async function withStorage(
  options: Pick<IletimerkeziOptions, 'defaultSender'>,
  work: (module: DynamicModule) => Promise<void>,
): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-growth-'));
  class App {}
  Module({})(App);
  const imports = [
    IletimerkeziModule.forRoot({
      credentials: { key: 'bench', hash: 'bench' },
      baseUrl: 'http://127.0.0.1:9',
      brandCode: '1234',
      storage: { dir },
      outbox: { run: false },
      webhook: { tokens: [TOKEN] },
      ...options,
    }),
  ];
  try {
    await work({ module: App, imports, controllers: [createDeliveryController({ path: 'hooks' })] });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
