import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { startProvider, type Provider } from '../test-support/provider.js';
import { registerFiles } from './files.js';

let provider: Provider;
beforeEach(async () => {
  provider = await startProvider();
});
afterEach(() => provider.emulator.close());

const order = (number: string[], text = 'merhaba', more: object = {}) =>
  provider.send({ sender: 'ACME', iys: '0', message: { text, receipents: { number } }, ...more });

describe('phones', () => {
  it('come by their newest message, each once, with its text', async () => {
    await order(['5301234567', '5321112233'], 'bir');
    await order(['5301234567'], 'iki');
    const { body } = await provider.control('GET', '/phones');
    expect(body).toMatchObject({
      more: false,
      phones: [
        {
          number: '+905301234567',
          last: { text: 'iki', from: 'ACME', status: 'waiting', parts: 1, price: 1 },
        },
        { number: '+905321112233', last: { text: 'bir' } },
      ],
    });
  });

  it('are found by digits anywhere in the number, and no more than asked for', async () => {
    await order(['5301234567', '5321112233', '5321112244']);
    const found = await provider.control('GET', '/phones?search=111&limit=1');
    expect(found.body).toMatchObject({ more: true, phones: [{ number: '+905321112244' }] });
    for (const [search, count] of Object.entries({
      '905': 3,
      '0123': 1,
      '44': 1,
      '0001': 0,
      '90 530': 1,
      '999': 0,
    })) {
      const { body } = await provider.control('GET', `/phones?search=${encodeURIComponent(search)}`);
      expect([search, body.phones.length]).toEqual([search, count]);
    }
  });

  it('have received nothing of an order that is scheduled', async () => {
    await order(['5301234567'], 'yarın', { sendDateTime: '20/01/2090 10:00' });
    expect((await provider.control('GET', '/phones')).body).toEqual({ phones: [], more: false });
  });

  it('give their newest messages, oldest of them first', async () => {
    for (const text of ['bir', 'iki', 'üç']) await order(['5301234567'], text);
    const { body } = await provider.control('GET', '/phones/+905301234567/messages?limit=2');
    expect(body).toMatchObject({ more: true, messages: [{ text: 'iki' }, { text: 'üç' }] });
  });

  it('have a scheduled message when it left, not when it was ordered', async () => {
    await provider.control('POST', '/clock', { set: '2027-01-20T06:30:00Z' });
    await order(['5301234567'], 'ilk');
    await order(['5301234567', '5321112233'], 'ileri tarihli', { sendDateTime: '20/01/2027 10:00' });
    await order(['5301234567'], 'hemen');
    provider.emulator.advance('PT1H');
    const texts = async () =>
      (await provider.control('GET', '/phones/5301234567/messages')).body.messages.map(
        ({ text }: { text: string }) => text,
      );
    expect(await texts()).toEqual(['ilk', 'hemen', 'ileri tarihli']);
    await order(['5301234567'], 'son');
    expect(await texts()).toEqual(['ilk', 'hemen', 'ileri tarihli', 'son']);
    const { body } = await provider.control('GET', '/phones');
    expect(body.phones).toMatchObject([{ last: { text: 'son' } }, { number: '+905321112233' }]);
  });

  it('show an undelivered message as free of charge', async () => {
    await order(['5309999001']);
    provider.emulator.advance('PT1M');
    const { body } = await provider.control('GET', '/phones/5309999001/messages');
    expect(body.messages).toMatchObject([{ status: 'undelivered', price: 0 }]);
  });
});

describe('cancelling an order from the page', () => {
  it('gives the credits back, once', async () => {
    const { response } = await order(['5301234567'], 'yarın', { sendDateTime: '20/01/2090 10:00' });
    const cancel = () => provider.control('POST', `/orders/${response.order.id}/cancel`);
    expect(await cancel()).toMatchObject({ http: 200 });
    expect((await provider.control('GET', '/accounts')).body).toMatchObject([{ balance: 1000 }]);
    expect(await cancel()).toMatchObject({
      http: 409,
      body: { error: { message: expect.stringContaining('cancelled') } },
    });
  });

  it('refuses an id that no order has', async () => {
    expect(await provider.control('POST', '/orders/1/cancel')).toMatchObject({ http: 404 });
  });
});

describe('the stream of changes', () => {
  it('batches changes into one event', async () => {
    const answer = await fetch(`${provider.emulator.url}/_emulator/events`);
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    await reader.read();
    await Promise.all(Array.from({ length: 20 }, (_, index) => order([`53012345${10 + index}`])));
    const { value } = await reader.read();
    const changes: unknown = JSON.parse(value!.replace('data: ', ''));
    expect(changes).toEqual(expect.arrayContaining(['orders', 'journal']));
    await reader.cancel();
  });

  it('does not keep the emulator from closing', async () => {
    const answer = await fetch(`${provider.emulator.url}/_emulator/events`);
    await provider.emulator.close();
    await expect(answer.text()).rejects.toThrow('terminated');
  });
});

describe('the control plane', () => {
  it('answers 403 under a name that somebody else could own', async () => {
    const status = await new Promise((resolve, reject) => {
      const asked = request(`${provider.emulator.url}/_emulator/inbox`, {
        headers: { host: 'evil.example' },
      });
      asked.on('response', (answer) => resolve(answer.resume().statusCode)).on('error', reject);
      asked.end();
    });
    expect(status).toBe(403);
  });

  it('leaves the provider’s own paths to requests with credentials', async () => {
    const headers = { origin: 'http://app.example', 'content-type': 'application/json' };
    const answer = await provider.raw('/v1/get-balance/json', undefined, {
      headers,
      body: JSON.stringify({ request: { authentication: { key: 'k', hash: 'h' } } }),
    });
    expect(answer.http).toBe(200);
  });
});

describe('the page’s files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = `${await mkdtemp(join(tmpdir(), 'emulator-page-'))}/`;
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('describe how to build them where there are none', async () => {
    const app = Fastify();
    registerFiles(app, [folder]);
    const answer = await app.inject('/');
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain('pnpm --filter iletimerkezi-emulator build');
  });

  it('come with a policy that allows nothing from elsewhere; other paths stay unknown', async () => {
    await mkdir(`${folder}assets`);
    await writeFile(`${folder}index.html`, '<!doctype html>');
    await writeFile(`${folder}assets/index-1.js`, '');
    const app = Fastify();
    registerFiles(app, [folder]);
    const page = await app.inject('/');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect((await app.inject({ method: 'HEAD', url: '/index.html' })).statusCode).toBe(200);
    expect((await app.inject('/assets/index-1.js')).headers['cache-control']).toContain('immutable');
    expect((await app.inject('/v1/unknown')).statusCode).toBe(404);
  });
});
