import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EXAMPLES, WEBHOOK } from './examples.js';

describe('the documented examples', () => {
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await startEmulator({
      seed: {
        accounts: [
          {
            key: 'API_KEY',
            hash: 'API_HASH',
            billing: 'tl',
            balance: 10.584,
            senders: ['BASLIK'],
            brandCodes: [1234],
          },
        ],
      },
    });
    emulator.freeze(true);
    await fetch(`${emulator.url}/_emulator/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"set":"2026-04-30T06:30:00Z"}',
    });
  });

  afterAll(() => emulator.close());

  it.each(EXAMPLES.map((example) => [example.name, example] as const))(
    '%s, byte for byte',
    async (_name, example) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(emulator.url + example.path, {
        method: 'POST',
        headers,
        body: example.request,
      });
      expect(await answer.text()).toBe(example.response);
      expect(answer.status).toBe(example.http);
      expect(answer.headers.get('content-type')).toContain('application/json');
    },
  );
});

describe('the documented webhook', () => {
  it('arrives byte for byte', async () => {
    const server = createServer();
    const body = new Promise<string>((resolve) => {
      server.on('request', (request, response) => {
        let text = '';
        request.setEncoding('utf8').on('data', (part: string) => (text += part));
        request.on('end', () => {
          response.end();
          resolve(text);
        });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const emulator = await startEmulator({
      seed: {
        accounts: [
          {
            key: 'API_KEY',
            hash: 'API_HASH',
            senders: ['BASLIK'],
            webhook: { url: `http://127.0.0.1:${port}/?token=t` },
          },
        ],
      },
    });
    const send = EXAMPLES.find(({ name }) => name === 'send-sms');
    await fetch(emulator.url + send?.path, { method: 'POST', body: send?.request });
    expect(await body).toBe(WEBHOOK);
    await emulator.close();
    server.close();
    server.closeAllConnections();
  });
});
