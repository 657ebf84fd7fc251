import { once } from 'node:events';
import { createServer } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { startDemo, type Demo } from './start-demo.js';
import { FAST, get, ORDER, post } from './test-support/demo-api.js';

describe('a running demo', () => {
  let demo: Demo;

  beforeAll(async () => {
    demo = await startDemo();
  });

  afterAll(async () => {
    await demo?.close();
  });

  it('listens on the loopback address only, and returns three senders and a balance', async () => {
    expect(demo.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(demo.banner).toContain(demo.url);
    expect(await (await get(demo, '/api/senders')).json()).toEqual({
      senders: ['MAVIKITAP', 'MAVIKARGO', 'EMULATOR'],
    });
    expect(await (await get(demo, '/api/balance')).json()).toMatchObject({
      credits: expect.any(Number),
      billing: 'credits',
    });
    expect(await (await get(demo, '/api/setup')).json()).toMatchObject({
      provider: 'emulator',
      maxRecipients: 50_000,
      keepsConsents: true,
    });
  });

  it('returns the status of each part', async () => {
    const health = await get(demo, '/api/health');
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({
      details: { provider: { status: 'up' }, outbox: { status: 'up' }, consents: { status: 'up' } },
    });
  });
});

describe('the terminal of the demo', () => {
  it('prints errors and warnings to stderr once it is ready, and a registry that lags', async () => {
    const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const out = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const demo = await startDemo();
    try {
      new Logger('Shop').error(new Error('the shelf fell over'));
      new Logger('Shop').warn('the shelf leans');
      await fetch(`${demo.emulator?.url}/v1/get-balance/json`, {
        method: 'POST',
        body: '{"request":{"authentication":{"key":"emulator","hash":"emulator"},"page":1}}',
      });
      const text = written.mock.calls.map(([chunk]) => String(chunk)).join('');
      expect(text).toContain('the shelf fell over');
      expect(text).toContain('the shelf leans');
      expect(text).toContain('get-balance: request.page is not a field');
      expect(out.mock.calls.map(([chunk]) => String(chunk)).join('')).not.toContain('shelf');
      const state = await fetch(`${demo.emulator?.url}/_emulator/state`);
      expect(await state.json()).toMatchObject({ settings: { registryDelayMs: 20_000 } });
    } finally {
      written.mockRestore();
      out.mockRestore();
      await demo.close();
    }
  });
});

describe('the demo while it stops', () => {
  it('finishes running requests, refuses new ones, ends streams, and logs nothing', async () => {
    const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const demo = await startDemo({ delays: FAST });
      const streams = ['/api/phones/events', '/api/consents/verifications/events', '/api/orders/events'];
      const opened = await Promise.all(streams.map((path) => get(demo, path)));
      // The order is stored after the provider has answered.
      const fault = demo.emulator!.addFault({ endpoint: 'get-sender', fault: 'slow', delayMs: 500 });
      const running = post(demo, '/api/orders', ORDER);
      while (fault.hits === 0) await nextTurn();

      const closing = demo.close();
      expect((await get(demo, '/api/setup')).status).toBe(503);
      expect((await running).status).toBe(201);
      await Promise.all(opened.map((stream) => stream.text()));
      await closing;
      expect(written.mock.calls.map(([chunk]) => String(chunk)).join('')).toBe('');
    } finally {
      written.mockRestore();
    }
  });
});

describe('startDemo', () => {
  it('states the fix if the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(startDemo({ port })).rejects.toThrow(
      `Port ${port} is in use. Start with another one: --port`,
    );
    other.close();
  });

  it('refuses credentials without --real', async () => {
    const env = { ILETIMERKEZI_KEY: 'k', ILETIMERKEZI_HASH: 'h' };
    await expect(startDemo({ env })).rejects.toThrow('--real');
  });

  it('starts with the default account if the demo is empty', async () => {
    const demo = await startDemo({ empty: true });
    expect(await (await get(demo, '/api/senders')).json()).toEqual({ senders: ['EMULATOR'] });
    await demo.close();
  });
});
