import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { message, startProvider, type Provider } from '../test-support/provider.js';
import { startSink, type Sink } from '../test-support/sink.js';

let provider: Provider;
let sink: Sink;
beforeEach(async () => {
  [provider, sink] = await Promise.all([
    startProvider({}, { settings: { retry: { delaysMs: [1000, 60_000] } } }),
    startSink(),
  ]);
  provider.emulator.setWebhook('k', `${sink.url}/sms?token=secret`);
});
afterEach(async () => {
  await provider.emulator.close();
  await sink.close();
});

const advance = async (duration: string) => {
  provider.emulator.advance(duration);
  await provider.emulator.webhooksSettled();
};
const seen = () => sink.received.map(({ report }) => report.status);
const rule = (body: object) => provider.control('POST', '/webhook-rules', body);
const list = async (query = '') => (await provider.control('GET', `/webhooks${query}`)).body;

describe('a webhook', () => {
  it('sends accepted, then delivered, in the documented shape and with the token of the URL', async () => {
    const order = (await provider.send()).response.order.id;
    await advance('PT1M');
    const report = { packet_id: Number(order), to: '+905301234567', body: 'Merhaba' };
    expect(sink.received.map((one) => one.report)).toEqual([
      { id: expect.any(Number), status: 'accepted', ...report },
      { id: sink.received[0]?.report.id, status: 'delivered', ...report },
    ]);
    expect(sink.received[0]?.url).toBe('/sms?token=secret');
    expect(sink.received[0]?.contentType).toBe('application/json');
  });

  it('sends undelivered for a number that fails, and for a blacklisted one without accepted', async () => {
    await provider.call('add-blacklist', { blacklist: { number: '5301234568' } });
    await provider.send({ message: message('Merhaba', '5309999001', '5301234568') });
    await advance('PT1M');
    expect(sink.received.map(({ report }) => `${report.to} ${report.status}`).toSorted()).toEqual([
      '+905301234568 undelivered',
      '+905309999001 accepted',
      '+905309999001 undelivered',
    ]);
  });

  it('is not sent without a URL', async () => {
    await provider.control('PUT', '/accounts/k/webhook', { url: null });
    await provider.send();
    await advance('PT1M');
    expect(await list()).toEqual([]);
  });

  it.each([500, 404, 301, 'cut'] as const)(
    'is tried again by the policy after %s, and given up at its end',
    async (answer) => {
      sink.answer = answer;
      await provider.send();
      await advance('PT0.05S');
      expect(sink.received).toHaveLength(1);
      await advance('PT0.999S');
      expect(seen().filter((status) => status === 'accepted')).toHaveLength(1);
      await advance('PT0.001S');
      expect(seen().filter((status) => status === 'accepted')).toHaveLength(2);
      await advance('PT1M');
      await advance('PT1H');
      const [accepted] = (await list('?status=accepted')) as {
        state: string;
        attempts: { result: object }[];
      }[];
      expect(accepted).toMatchObject({ state: 'failed' });
      expect(accepted?.attempts).toHaveLength(3);
    },
  );

  it('reaches a host that was down and came back', async () => {
    const { port } = new URL(sink.url);
    await sink.close();
    await provider.send();
    await advance('PT0.05S');
    const [down] = (await list()) as { attempts: { result: { error: string } }[] }[];
    expect(down?.attempts[0]?.result.error).toContain('ECONNREFUSED');
    sink = await startSink();
    provider.emulator.setWebhook('k', sink.url);
    expect(new URL(sink.url).port).not.toBe(port);
    await advance('PT1S');
    expect(seen()).toContain('accepted');
  });

  it('meets its retries at their moments when the clock goes forward settled', async () => {
    sink.answer = 503;
    await provider.send();
    const start = provider.emulator.now().getTime();
    await provider.control('POST', '/clock', { advance: 'PT10M', settle: true });
    const [accepted] = (await list('?status=accepted')) as { attempts: { at: string }[] }[];
    expect(accepted?.attempts.map(({ at }) => Date.parse(at) - start)).toEqual([50, 1050, 61_050]);
    expect(provider.emulator.now().getTime() - start).toBe(600_000);
  });

  it('gives up waiting for a host that never answers', async () => {
    const { createServer } = await import('node:net');
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    await provider.control('PUT', '/accounts/k/webhook', {
      url: `http://127.0.0.1:${port}`,
      retry: { timeoutMs: 30, delaysMs: [] },
    });
    await provider.send();
    await advance('PT0.05S');
    expect((await list())[0]).toMatchObject({
      state: 'failed',
      attempts: [{ result: { error: 'no answer within 30 ms' } }],
    });
    silent.close();
  });

  it('can be replayed with the same content', async () => {
    await provider.send();
    await advance('PT1M');
    const [last] = (await list('?status=delivered')) as { id: number }[];
    const { body } = await provider.control('POST', `/webhooks/${last?.id}/replay`);
    await provider.emulator.webhooksSettled();
    expect(seen()).toEqual(['accepted', 'delivered', 'delivered']);
    expect(sink.received[2]?.body).toBe(sink.received[1]?.body);
    expect((await provider.control('GET', `/webhooks/${body.id}`)).body.state).toBe('delivered');
    expect((await provider.control('POST', '/webhooks/999999/replay')).http).toBe(404);
  });
});

describe('a webhook rule', () => {
  it('delivers twice', async () => {
    await rule({ action: 'duplicate', status: 'delivered' });
    await provider.send();
    await advance('PT1M');
    expect(seen()).toEqual(['accepted', 'delivered', 'delivered']);
  });

  it('loses', async () => {
    await rule({ action: 'drop', status: 'accepted' });
    await provider.send();
    await advance('PT1M');
    expect(seen()).toEqual(['delivered']);
    expect((await list('?state=dropped'))[0]).toMatchObject({ status: 'accepted', rule: 'webhook-rule-1' });
  });

  it('delays', async () => {
    await rule({ action: 'delay', status: 'accepted', delayMs: 60_000 });
    await provider.send();
    await advance('PT30S');
    expect(seen()).toEqual(['delivered']);
    await advance('PT31S');
    expect(seen()).toEqual(['delivered', 'accepted']);
  });

  it('reorders', async () => {
    await rule({ action: 'reorder', status: 'accepted' });
    await provider.send();
    await advance('PT5S');
    expect(seen()).toEqual(['delivered', 'accepted']);
  });

  it('strikes only the number it names', async () => {
    await rule({ action: 'drop', to: '5301234568', times: 5 });
    await provider.send({ message: message('Merhaba', '5301234567', '5301234568') });
    await advance('PT1M');
    expect(new Set(sink.received.map(({ report }) => report.to))).toEqual(new Set(['+905301234567']));
  });

  it('strikes by a probability that its seed fixes', async () => {
    const losses = async () => {
      provider.emulator.reset();
      sink.received.length = 0;
      await provider.control('PUT', '/accounts/k/webhook', { url: sink.url });
      await rule({ action: 'drop', probability: 0.5, seed: 7 });
      await provider.send({
        message: message('Merhaba', ...Array.from({ length: 40 }, (_, index) => 5_301_000_000 + index)),
      });
      await advance('PT1M');
      return sink.received.map(({ report }) => `${report.to} ${report.status}`).toSorted();
    };
    const first = await losses();
    expect(first.length).toBeGreaterThan(20);
    expect(first.length).toBeLessThan(60);
    expect(await losses()).toEqual(first);
  });
});
