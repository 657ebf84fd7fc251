import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';

const here = fileURLToPath(new URL('.', import.meta.url));
const read = (page: string): string => readFileSync(join(here, '..', page), 'utf8');

/** The URL of `--webhook` in a page. */
const webhookOf = (page: string): URL => new URL(/--webhook '([^']+)'/.exec(page)![1]!);
/** The variables that a page sets. */
const settingsOf = (page: string): Record<string, string> =>
  Object.fromEntries([...page.matchAll(/(ILETIMERKEZI_\w+)=(\S+)/g)].map(([, name, value]) => [name, value]));

it.each(['README.md', 'README.tr.md', 'packages/nest-iletimerkezi/README.md'])(
  '%s starts the emulator with the webhook of its sample',
  (path) => {
    const page = read(path);
    const webhook = webhookOf(page);
    expect(page).toContain(`createDeliveryController({ path: '${webhook.pathname.slice(1)}' })`);
    expect(webhook.searchParams.get('token')).toBe(settingsOf(page)['ILETIMERKEZI_WEBHOOK_TOKENS']);
  },
);

describe('the first sample of nest-iletimerkezi', () => {
  const page = read('packages/nest-iletimerkezi/README.md');
  const before = { ...process.env };
  let folder: string;
  let server: Server;
  let url: string;
  let emulator: Emulator;
  let app: INestApplication;
  let logged: (line: string) => void = () => undefined;

  beforeAll(async () => {
    // It listens before the application exists, because the emulator starts with its address.
    server = createServer((request, answer) => app.getHttpAdapter().getInstance()(request, answer));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const { pathname, search } = webhookOf(page);
    emulator = await startEmulator({ webhook: `${url}${pathname}${search}` });
    Object.assign(process.env, settingsOf(page), { ILETIMERKEZI_BASE_URL: emulator.url });

    folder = mkdtempSync(join(here, '.readme-first-'));
    writeFileSync(join(folder, 'app.module.ts'), /```ts\n([\s\S]+?)```/.exec(page)![1]!);
    const { AppModule }: { AppModule: Type } = await import(join(folder, 'app.module.ts'));
    app = await NestFactory.create(AppModule, { logger: false });
    app.useLogger({ log: (line: string) => logged(line), warn: () => undefined, error: () => undefined });
    await app.init();
  });

  afterAll(async () => {
    await app?.close();
    await emulator?.close();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
    process.env = before;
  });

  const post = (phone: string): Promise<Response> =>
    fetch(`${url}/codes`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ phone }),
    });

  it('sends a message, and its @OnDelivery handler is called', async () => {
    const delivered = new Promise<string>((resolve) => {
      logged = (line) => line.endsWith('was delivered') && resolve(line);
    });
    const sent = await post('0530 123 45 67');
    expect(sent.status).toBe(201);
    const { orderId } = (await sent.json()) as { orderId: string };
    emulator.advance('PT1M');
    expect(await delivered).toBe(`order ${orderId} was delivered`);
  });

  it('answers an invalid number with 422', async () => {
    const refused = await post('12');
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      errorCode: 'invalid-input',
      faults: [{ path: 'recipients[0]' }],
    });
  });
});
