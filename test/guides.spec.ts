// starts: PostgreSQL
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type INestApplication, Module, type Type, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Emulator, startEmulator } from 'iletimerkezi-emulator';
import { ConsentsService, OutboxService, SmsService } from 'nest-iletimerkezi';
import { becomes } from './support/becomes.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const PHONES = ['+905301234567', '+905301234568'] as const;
const TOKEN = 'a-token-of-the-guides';

const consentOf = (recipient: string): object => ({
  recipient,
  recipientType: 'BIREYSEL',
  channel: 'MESAJ',
  status: 'ONAY',
  source: 'HS_WEB',
});

/** Runs the code of the guides, as the pages print it. */
describe.each([
  { language: 'English', end: '.md' },
  { language: 'Turkish', end: '.tr.md' },
])('The code of the guides in $language', ({ end }) => {
  const before = { ...process.env };
  let folder: string;
  let emulator: Emulator;
  let app: INestApplication | undefined;

  const pageOf = (guide: string): string => readFileSync(join(here, `../docs/guides/${guide}${end}`), 'utf8');

  /** Imports what the sample with this number exports. */
  async function sampleOf<Exported>(guide: string, index: number): Promise<Exported> {
    const samples = [...pageOf(guide).matchAll(/^```ts\n([\s\S]+?)^```/gm)].map(([, code = '']) => code);
    const file = join(folder, `${guide}-${index}.ts`);
    writeFileSync(file, samples[index]!);
    const [exported] = Object.values((await import(file)) as Record<string, Exported>);
    return exported!;
  }

  /** Starts an application, and returns its URL. */
  async function start(module: Type): Promise<string> {
    app = await NestFactory.create(module, { logger: false });
    app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true }));
    await app.listen(0, '127.0.0.1');
    return app.getUrl();
  }

  const send = (method: string, address: string, body?: object): Promise<Response> =>
    fetch(address, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });

  const routeOf = (controller: Type): string => String(Reflect.getMetadata('path', controller));

  beforeAll(async () => {
    folder = mkdtempSync(join(here, '.readme-host-guides-'));
    emulator = await startEmulator({ settings: { acceptMs: 1, deliveryMs: [1, 2] } });
    const settings = [...pageOf('send').matchAll(/(ILETIMERKEZI_\w+)=(\S+)/g)].map(([, name, value]) => [
      name,
      value,
    ]);
    Object.assign(process.env, Object.fromEntries(settings), {
      ILETIMERKEZI_BASE_URL: emulator.url,
      ILETIMERKEZI_BRAND_CODE: '1234',
      ILETIMERKEZI_WEBHOOK_TOKENS: TOKEN,
      PHONE_VERIFICATION_KEY: 'a key of the guides, which is long enough for a hash',
      ILETIMERKEZI_STORAGE_DIR: join(folder, 'database'),
    });
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    jest.restoreAllMocks();
  });
  afterAll(async () => {
    await emulator?.close();
    rmSync(folder, { recursive: true, force: true });
    process.env = before;
  });

  it('sends a message with the request of the guide, and answers 422 for an invalid number', async () => {
    const url = await start(await sampleOf<Type>('send', 0));
    const [, address = '', body = ''] = /^curl .*(http\S+).*-d '([^']+)'/m.exec(pageOf('send'))!;
    const route = url + new URL(address).pathname;
    const request = JSON.parse(body) as Record<string, string>;
    const sent = await send('POST', route, request);
    expect(sent.status).toBe(201);
    expect(await sent.json()).toMatchObject({ orderId: expect.any(String) });
    const invalid = Object.fromEntries(Object.keys(request).map((name) => [name, '12']));
    expect((await send('POST', route, invalid)).status).toBe(422);
  });

  it('verifies a phone, and protects a route with the verification', async () => {
    const page = pageOf('verify-phone');
    const url = await start(await sampleOf<Type>('verify-phone', 0));
    const addresses = [...page.matchAll(/^curl -X POST (http\S+)/gm)].map(
      ([, address = '']) => url + new URL(address).pathname,
    );
    const [starting = '', checking = '', guarded = ''] = addresses;
    const [, body = ''] = /start .*-d '([^']+)'/.exec(page)!;

    const started = await send('POST', starting, JSON.parse(body) as object);
    const { id, status } = (await started.json()) as { id: string; status: string };
    expect(status).toBe('sent');
    expect((await fetch(guarded, { method: 'POST', headers: { 'x-phone-verification': id } })).status).toBe(
      403,
    );
    const [message] = await emulator.waitForMessages({ to: PHONES[0], code: true });
    const { code } = message!;
    expect(await (await send('POST', checking, { id, code })).json()).toMatchObject({
      status: 'verified',
    });
    const saved = await fetch(guarded, { method: 'POST', headers: { 'x-phone-verification': id } });
    expect(saved.status).toBe(201);
    expect(Object.values((await saved.json()) as object)).toEqual([PHONES[0]]);
  });

  it('sends a campaign, reports its progress and calls the handler of deliveries', async () => {
    const base = await sampleOf<Type>('webhooks', 0);
    const provider = await sampleOf<
      Type<Record<string, (numbers: AsyncIterable<string>) => Promise<string>>>
    >('campaign', 1);
    const controller = await sampleOf<Type>('campaign', 2);
    const repeats = await sampleOf<Type>('campaign', 3);
    const countHeld = await sampleOf<(outbox: OutboxService) => Promise<number>>('campaign', 4);
    class Host {}
    // Its path may be that of the other controller, whose routes come first.
    Module({ imports: [base, repeats], providers: [provider], controllers: [controller] })(Host);
    const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const url = await start(Host);
    emulator.setWebhook('emulator', `${url}/hooks/sms?token=${TOKEN}`);

    const [method = ''] = Object.getOwnPropertyNames(provider.prototype).filter(
      (name) => name !== 'constructor',
    );
    async function* numbers(): AsyncGenerator<string> {
      yield* PHONES;
    }
    const id = await app!.get(provider)[method]!(numbers());
    const campaign = `${url}/${routeOf(controller)}/${id}`;
    const progress = async (): Promise<unknown> => (await send('GET', campaign)).json();
    await becomes(progress, expect.objectContaining({ recipients: 2, delivered: 2 }));
    await becomes(async () => printed.mock.calls.length, PHONES.length);
    expect((await send('DELETE', campaign)).status).toBe(200);
    const message = await send('GET', `${campaign}/message`);
    expect(await message.json()).toMatchObject({ recipients: PHONES, kind: 'transactional' });
    expect(await countHeld(app!.get(OutboxService))).toBe(0);
  });

  it('records consents and refusals, and sends to those who consented', async () => {
    const base = await sampleOf<Type>('webhooks', 0);
    const controller = await sampleOf<Type>('consents', 1);
    type OfPhone = (consents: ConsentsService, phone: string) => Promise<void>;
    const stop = await sampleOf<OfPhone>('consents', 2);
    type OfPhones = (consents: ConsentsService, phones: readonly string[]) => Promise<number>;
    const audience = await sampleOf<OfPhones>('consents', 3);
    const offer = await sampleOf<(sms: SmsService, phones: readonly string[]) => Promise<number>>(
      'consents',
      4,
    );
    class Host {}
    Module({ imports: [base], controllers: [controller] })(Host);
    const url = `${await start(Host)}/${routeOf(controller)}`;
    const consents = app!.get(ConsentsService);

    expect((await send('POST', url, { records: PHONES.map((phone) => consentOf(phone)) })).status).toBe(201);
    expect(await audience(consents, PHONES)).toBe(2);
    await stop(consents, PHONES[1]);
    expect(await audience(consents, PHONES)).toBe(1);
    expect(await offer(app!.get(SmsService), PHONES)).toBe(1);
  });
});
