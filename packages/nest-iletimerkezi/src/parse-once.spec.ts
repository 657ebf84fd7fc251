import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ValidationPipe } from '@nestjs/common';
import { ConsentsService } from './consents/consents.service.js';
import { SendSmsDto, toSendOrder } from './http/dto/send-sms.dto.js';
import { OutboxService } from './outbox/outbox.service.js';
import { SmsService } from './sending/sms.service.js';
import { becomes } from './test-support/becomes.js';
import { CallCounter } from './test-support/call-counter.js';
import { createSpecDatabase, urlOf, type SpecDatabase } from './test-support/database.js';
import { startTestApp, type TestApp } from './test-support/test-app.js';

/** The functions of core that read the digits of a number and the characters of an address. */
const parses = new CallCounter(['scanTurkishMobile', 'parseEmail']);

let spec: SpecDatabase;
let app: TestApp;
beforeAll(async () => {
  spec = await createSpecDatabase();
  app = await startTestApp({
    options: { storage: { url: urlOf(spec) }, consents: { checksPerSecond: 1_000, policy: 'check' } },
  });
  await parses.start();
});
afterAll(async () => {
  parses.stop();
  await app.close();
  await spec.drop();
});

let numbers = 0;
const number = (): string => `0533 000 ${String((numbers += 1)).padStart(4, '0')}`;
const about = { recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
const requests = (endpoint: string): number =>
  app.emulator.journal(1_000).filter((entry) => entry.endpoint === endpoint).length;

describe('a phone number', () => {
  it('is parsed once by a direct send', async () => {
    const order = { kind: 'transactional', text: 'Kodunuz 1', recipients: [number(), number()] } as const;
    expect(await parses.count(() => app.get(SmsService).send(order))).toBe(2);
  });

  // The DTO is the edge of the application, the service that of the module: callers other than controllers pass texts too.
  it('is parsed by the validation of a request and by the send, and nowhere else', async () => {
    const body = { kind: 'transactional', text: 'Kodunuz 3', recipients: [number()] };
    const pipe = new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true });
    const receive = async () => {
      const dto: SendSmsDto = await pipe.transform(body, { type: 'body', metatype: SendSmsDto });
      await app.get(SmsService).send(toSendOrder(dto));
    };
    expect(await parses.count(receive)).toBe(2);
  });

  it('is parsed once by a commercial send that checks its consent at İYS', async () => {
    const order = { kind: 'commercial', audience: 'BIREYSEL', text: 'Yarın başlıyor' } as const;
    const consents = app.get(ConsentsService);
    const granted = number();
    await consents.record({ ...about, recipient: granted, status: 'ONAY', source: 'HS_WEB' });
    await becomes(() => requests('iys-register'), 1);
    const before = requests('iys-check');
    const send = () => app.get(SmsService).send({ ...order, recipients: [granted, number()] });
    expect(await parses.count(send)).toBe(2);
    expect(requests('iys-check') - before).toBeGreaterThan(0);
  });

  it('is parsed once between enqueuing and the request to the provider', async () => {
    const before = requests('send-sms');
    const enqueue = async () => {
      const order = { kind: 'transactional', text: 'Kodunuz 2', recipients: [number()] } as const;
      await app.get(OutboxService).enqueue(order);
      await becomes(() => requests('send-sms'), before + 1);
    };
    expect(await parses.count(enqueue)).toBe(1);
  });
});

describe('the recipient of a consent', () => {
  it.each([
    ['number', () => ({ ...about, recipient: number() })],
    ['address', () => ({ ...about, channel: 'EPOSTA', recipient: 'Ayse@Ornek.com' }) as const],
  ])('is parsed once between recording and registration: %s', async (_kind, key) => {
    const before = requests('iys-register');
    const record = async () => {
      await app.get(ConsentsService).record({ ...key(), status: 'ONAY', source: 'HS_WEB' });
      await becomes(() => requests('iys-register'), before + 1);
    };
    expect(await parses.count(record)).toBe(1);
  });

  it('is parsed once by each call of the ledger', async () => {
    const consents = app.get(ConsentsService);
    const recipient = number();
    const calls: [string, () => Promise<unknown>][] = [
      ['optOut', () => consents.optOut({ ...about, recipient })],
      ['decline', () => consents.decline([{ ...about, recipient }])],
      ['current', () => consents.current({ ...about, recipient })],
      ['history', () => consents.history(recipient)],
      ['preview', () => consents.preview([recipient], 'BIREYSEL')],
      ['check', () => consents.registry.check({ ...about, recipient })],
      ['erase', () => consents.erase(recipient)],
    ];
    for (const [name, call] of calls) expect([name, await parses.count(call)]).toEqual([name, 1]);
  });

  it('is parsed once by an import from a table or a file, and not by the verification', async () => {
    const { import: imports, registry } = app.get(ConsentsService);
    const row = {
      ...about,
      recipient: number(),
      status: 'ONAY',
      source: 'HS_WEB',
      consentDate: new Date(),
    } as const;
    expect(await parses.count(() => imports.run('table', [row]))).toBe(1);
    const file = `recipient;recipientType;type;status;source;consentDate\n${number()};BIREYSEL;MESAJ;ONAY;HS_WEB;2026-01-02 09:00:00\n`;
    expect(await parses.count(() => imports.run('file', { format: 'csv', file }))).toBe(1);
    expect(await parses.count(() => registry.verify())).toBe(0);
  });
});

const PARSER = /\bparse(?:ConsentRecipient|Email|Phones?|TurkishMobile)\b/;

/** Modules that take numbers and addresses from callers. Everything behind them takes parsed values. */
const EDGES = [
  'check/account-checks.ts',
  'check/test-message.ts',
  'consents/ledger/review-entry.ts',
  'consents/recipients.ts',
  'http/validators/rules.ts',
  'opt-out/opt-out-links.ts',
  'outbox/campaign.ts',
  'outbox/recipient-reader.ts',
  'phone-verification/verification-input.ts',
];

describe('the parsers of core', () => {
  it('are imported by modules at the edge only', () => {
    const src = fileURLToPath(new URL('.', import.meta.url));
    const importing = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/\.spec\.ts$|^test-support\//.test(file))
      .filter((file) => PARSER.test(readFileSync(join(src, file), 'utf8')));
    expect(importing.toSorted()).toEqual(EDGES);
  });
});
