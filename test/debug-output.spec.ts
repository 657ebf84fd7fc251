// starts: PostgreSQL, through `storage`
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type INestApplication, type LoggerService, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Emulator, startEmulator } from 'iletimerkezi-emulator';
import {
  AccountService,
  BlacklistService,
  ConsentsService,
  createDeliveryController,
  IletimerkeziModule,
  OnConsent,
  OnDelivery,
  OutboxService,
  ReportsService,
  SmsService,
} from 'nest-iletimerkezi';
import { becomes } from './support/becomes.js';
import { consentOf, secondsAgo } from './support/consents.js';

const KEY = 'key-of-this-spec';
const HASH = 'hash-of-this-spec';
const TOKEN = 'token-of-this-spec';
const TEXT = 'Kodunuz 482913';
const NUMBER = '+905301234567';
const BLOCKED = '+905301234568';

/** Secrets and numbers that no output may contain, in the forms in which people and programs write them. */
const SECRETS = [KEY, HASH, TOKEN, '482913', /53[\s-]*0[\s-]*123[\s-]*45[\s-]*6[78]/];

class Handlers {
  fail(): never {
    throw new Error(`no place for ${NUMBER} with ${TOKEN}: ${TEXT}`);
  }
}
const { fail } = Handlers.prototype;
OnDelivery()(Handlers.prototype, 'fail', { value: fail });
OnConsent()(Handlers.prototype, 'fail', { value: fail });

describe('what is printed with every log level and the debug hook on', () => {
  const said: string[] = [];
  const say = (...parts: unknown[]): void => {
    for (const part of parts)
      said.push(inspect(part, { depth: 20, showHidden: true }), JSON.stringify(part) ?? '');
  };
  const logger: LoggerService = {
    log: say,
    fatal: say,
    error: say,
    warn: say,
    debug: say,
    verbose: say,
  };
  /** Logs the error of a call that must fail, as a host does. */
  const refused = async (call: () => Promise<unknown>): Promise<void> => {
    const error = await call().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    say(error);
    said.push(String(error), (error as Error).stack ?? '');
  };

  let dir = '';
  let emulator: Emulator;
  let app: INestApplication;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'debug-output-'));
    emulator = await startEmulator({
      seed: { accounts: [{ key: KEY, hash: HASH, senders: ['EMULATOR'], brandCodes: ['1234'] }] },
      settings: { acceptMs: 1, deliveryMs: [1, 5] },
    });
    class Host {}
    Module({
      imports: [
        IletimerkeziModule.forRoot({
          credentials: { key: KEY, hash: HASH },
          baseUrl: emulator.url,
          defaultSender: 'EMULATOR',
          brandCode: '1234',
          webhook: { tokens: [TOKEN], attempts: 1 },
          storage: { dir },
          retry: false,
          outbox: { lookUpAfterMs: [50, 100] },
          debug: say,
        }),
      ],
      controllers: [createDeliveryController({ path: 'hooks' })],
      providers: [Handlers],
    })(Host);
    app = await NestFactory.create(Host, { logger });
    await app.listen(0, '127.0.0.1');
    const url = `${await app.getUrl()}/hooks?token=${TOKEN}`;
    await fetch(`${emulator.url}/_emulator/accounts/${KEY}/webhook`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url }),
    });
  });
  afterAll(async () => {
    await app.close();
    await emulator.close();
    rmSync(dir, { recursive: true, force: true });
  });

  // guarantee: G-081
  it('has no credential, token, number or text in it, on success and on failure', async () => {
    const sms = app.get(SmsService);
    const order = { kind: 'transactional', text: TEXT, recipients: [NUMBER] } as const;
    const { orderId } = await sms.send(order);
    await refused(() => sms.send(order));
    await refused(() => sms.send({ ...order, sender: 'UNKNOWN' }));
    await refused(() => sms.send({ ...order, recipients: [`${NUMBER}9`, NUMBER] }));
    for (const fault of ['accept-then-cut', 'cut-before-accept', 'malformed-json', 'unavailable'] as const) {
      emulator.addFault({ endpoint: 'send-sms', fault, times: 1 });
      await refused(() => sms.send({ ...order, text: `${TEXT} ${fault}` }));
    }
    await app.get(ReportsService).get(orderId);
    await app.get(AccountService).balance();
    await app.get(AccountService).senders();
    await app.get(BlacklistService).add(BLOCKED);
    await refused(() => app.get(BlacklistService).add('53 0 123 45 6'));

    const consents = app.get(ConsentsService);
    await consents.record(consentOf(NUMBER, secondsAgo(60)));
    await consents.registry.check({ recipient: NUMBER, recipientType: 'BIREYSEL', channel: 'MESAJ' });
    await consents.optOut({
      recipient: NUMBER,
      recipientType: 'BIREYSEL',
      channel: 'MESAJ',
      source: 'HS_MESAJ',
    });
    await refused(() =>
      sms.send({ kind: 'commercial', audience: 'BIREYSEL', text: TEXT, recipients: [NUMBER] }),
    );

    const outbox = app.get(OutboxService);
    emulator.addFault({ endpoint: 'send-sms', fault: 'accept-then-cut', times: 1 });
    const campaign = await outbox.enqueue({ ...order, text: `${TEXT} kampanya` });
    await becomes(
      async () => (await campaign.orders())[0]?.state,
      expect.stringMatching(/reconciled|settled|held/),
    );

    const hook = await app.getUrl();
    const post = async (query: string, body: string): Promise<number> => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${hook}/hooks?${query}`, { method: 'POST', headers, body })).status;
    };
    const body = JSON.stringify({
      report: { id: 1, packet_id: 9, status: 'delivered', to: NUMBER, body: TEXT },
    });
    expect(await post(`token=${TOKEN}x`, body)).toBe(404);
    expect(await post(`token=${TOKEN}`, body.replace('"id"', '"no"'))).toBe(400);
    expect(await post(`token=${TOKEN}`, body)).toBe(200);
    // The handler's failure is logged once the report is stored.
    await becomes(() => Promise.resolve(said.join('\n')), expect.stringContaining('Handlers.fail'));

    const printed = said.join('\n');
    for (const part of ['send-sms', 'iys-check', 'failure', 'was answered with 404'])
      expect(printed).toContain(part);
    for (const secret of SECRETS) expect(printed).not.toMatch(secret);
  });
});
