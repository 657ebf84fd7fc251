import { describe, expect, it } from '@jest/globals';
import { startEmulator } from 'iletimerkezi-emulator';
import { startDemo } from '../start-demo.js';
import { ORDER, refusalOf, send, untilState } from '../test-support/demo-api.js';

describe('provider failures', () => {
  it('keeps an order while the provider is unavailable, and sends it once afterwards', async () => {
    const first = await startEmulator();
    const demo = await startDemo({ emulator: first.url, syncMs: 50, outbox: { retryDelayMs: 50 } });
    let second: Awaited<ReturnType<typeof startEmulator>> | undefined;
    try {
      await (await fetch(`${demo.url}/api/senders`)).json();
      await first.close();
      const { id } = await send(demo, { ...ORDER, sender: 'EMULATOR' });
      expect((await fetch(`${demo.url}/api/health/live`)).status).toBe(200);
      const health = await fetch(`${demo.url}/api/health`);
      expect(health.status).toBe(503);
      expect(await health.json()).toMatchObject({ error: { provider: { status: 'down' } } });
      second = await startEmulator({ port: first.port, settings: { acceptMs: 5, deliveryMs: [5, 20] } });
      expect((await untilState(demo, id, 'completed')).counts.delivered).toBe(2);
      expect(second.inbox()).toHaveLength(2);
    } finally {
      await demo.close();
      await second?.close();
    }
  });

  it('shows an order whose response was lost as unknown, and finds it in the provider’s reports', async () => {
    const demo = await startDemo({ delays: { acceptMs: 300, deliveryMs: [100, 200] } });
    try {
      demo.emulator?.addFault({ endpoint: 'send-sms', fault: 'accept-then-cut', times: 1 });
      const order = await send(demo);
      const unknown = await untilState(demo, order.id, 'unknown');
      expect(unknown.orders).toEqual([expect.objectContaining({ fault: { code: 'outcome-unknown' } })]);
      expect(unknown.counts).toMatchObject({ unknown: 2, waiting: 0 });
      expect((await untilState(demo, order.id, 'completed')).counts).toMatchObject({
        total: 2,
        delivered: 2,
      });
    } finally {
      await demo.close();
    }
  });
});

describe('a real account', () => {
  it('spends nothing before the number of SMS is confirmed, and reads reports without webhooks', async () => {
    const emulator = await startEmulator({ seed: { acceptMs: 5, deliveryMs: [5, 20] } });
    const env = {
      ILETIMERKEZI_KEY: 'emulator',
      ILETIMERKEZI_HASH: 'emulator',
      ILETIMERKEZI_BASE_URL: emulator.url,
    };
    const demo = await startDemo({ real: true, env, syncMs: 20 });
    try {
      const order = { ...ORDER, sender: 'EMULATOR' };
      for (const confirmedSms of [undefined, 1]) {
        expect(await refusalOf(demo, { ...order, confirmedSms })).toMatchObject({
          status: 409,
          state: 'refused',
        });
      }
      expect(emulator.inbox()).toEqual([]);

      const { id } = await send(demo, { ...order, confirmedSms: 2 });
      expect((await untilState(demo, id, 'completed')).counts).toMatchObject({ total: 2, delivered: 2 });
    } finally {
      await demo.close();
      await emulator.close();
    }
  });
});
