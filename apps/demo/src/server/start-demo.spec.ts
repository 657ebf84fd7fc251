import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmulator } from 'iletimerkezi-emulator';
import type { OrderView } from '../shared/api/orders.js';
import type { Problem } from '../shared/api/problem.js';
import { startDemo, type Demo } from './start-demo.js';

const FAST = { acceptMs: 5, deliveryMs: [10, 100] } as const;
const ORDER = {
  sender: 'MAVIKITAP',
  text: 'Siparişiniz yola çıktı.',
  kind: 'transactional',
  recipients: ['0530 000 00 01', '530 000 00 02', '+90 530 000 00 01'],
};

describe('the demo’s HTTP API', () => {
  let demo: Demo;

  beforeAll(async () => {
    demo = await startDemo({ pace: FAST });
  });

  afterAll(async () => {
    await demo.close();
  });

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${demo.url}${path}`, { headers });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${demo.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const problemOf = async (answer: Promise<Response>) => {
    const response = await answer;
    return { status: response.status, ...((await response.json()) as Problem) };
  };

  it('listens on the loopback address only, and names three senders and a balance', async () => {
    expect(demo.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(demo.banner).toContain(demo.url);
    expect(await (await get('/api/senders')).json()).toEqual({
      senders: ['MAVIKITAP', 'MAVIKARGO', 'EMULATOR'],
    });
    expect(await (await get('/api/balance')).json()).toMatchObject({ sms: expect.any(Number) });
    expect(await (await get('/api/setup')).json()).toMatchObject({
      provider: 'emulator',
      maxRecipients: 50_000,
    });
  });

  it('sends an order once per distinct number and follows it to the end through the webhook', async () => {
    const response = await post('/api/orders', ORDER);
    expect(response.status).toBe(201);
    const order = (await response.json()) as OrderView;
    expect(order).toMatchObject({ duplicates: 1, counts: { total: 2 }, orderId: expect.any(String) });
    const final = await untilState(demo, order.id, 'completed');
    expect(final.counts).toMatchObject({ delivered: 2, waiting: 0 });
    const recipients = await (await get(`/api/orders/${order.id}/recipients`)).json();
    expect(recipients).toMatchObject({ numbers: ['+905300000001', '+905300000002'], statuses: '11' });
    const { orders } = (await (await get('/api/orders')).json()) as { orders: OrderView[] };
    expect(orders.map(({ id }) => id)).toContain(order.id);
  });

  it('leaves an order for later with the provider, and refuses a moment that has passed', async () => {
    const later = { ...ORDER, text: 'Yarın', sendAt: new Date(Date.now() + 3_600_000).toISOString() };
    const order = (await (await post('/api/orders', later)).json()) as OrderView;
    expect(order).toMatchObject({ state: 'scheduled', sendAt: later.sendAt, counts: { waiting: 2 } });
    expect(await problemOf(post('/api/orders', { ...later, sendAt: '2020-01-01T10:00:00Z' }))).toMatchObject({
      status: 400,
      code: 'send-at-wrong',
    });
  });

  it('makes one order of two requests with one key', async () => {
    const order = { ...ORDER, text: 'Bir kez gönderilir.' };
    const headers = { 'idempotency-key': 'page-1' };
    const answers = await Promise.all([
      post('/api/orders', order, headers),
      post('/api/orders', order, headers),
    ]);
    const [first, second] = await Promise.all(
      answers.map(async (answer) => (await answer.json()) as OrderView),
    );
    expect(second?.id).toBe(first?.id);
  });

  it.each([
    ['an empty text', { text: ' \n ' }, 400, 'empty-text'],
    ['a sender of somebody else', { sender: 'YABANCI' }, 422, 'sender-unknown'],
    ['no kind', { kind: undefined }, 400, 'purpose-missing'],
    ['a commercial order without its audience', { kind: 'commercial' }, 400, 'purpose-missing'],
    ['no recipient', { recipients: [] }, 400, 'recipients-missing'],
    ['a landline', { recipients: ['0212 000 00 01'] }, 422, 'recipients-invalid'],
    ['a text of eight parts', { text: 'a'.repeat(1100) }, 422, 'text-too-long'],
  ])('refuses %s with a problem in both languages', async (_, change, status, code) => {
    const answer = await problemOf(post('/api/orders', { ...ORDER, ...change }));
    expect(answer).toMatchObject({ status, code });
    for (const text of [answer.message.tr, answer.message.en, answer.hint.tr, answer.hint.en]) {
      expect(text.length).toBeGreaterThan(5);
    }
  });

  it('names the positions of invalid numbers, never the numbers', async () => {
    const response = await post('/api/orders', {
      ...ORDER,
      recipients: ['5300000001', '0212 000 00 01', 'yok'],
    });
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject({
      rows: [
        { row: 2, reason: 'landline' },
        { row: 3, reason: 'not-a-number' },
      ],
    });
    expect(body).not.toContain('0212');
  });

  it('refuses 50,001 recipients and sends none of them', async () => {
    const recipients = Array.from({ length: 50_001 }, (_, index) => `+90 530 ${String(1_000_000 + index)}`);
    const answer = await problemOf(post('/api/orders', { ...ORDER, text: 'Fazla', recipients }));
    expect(answer).toMatchObject({ status: 400, code: 'too-many-recipients' });
    expect(demo.emulator?.inbox()).not.toContainEqual(expect.objectContaining({ text: 'Fazla' }));
  });

  it('answers a broken body, a too large one and unknown addresses with problems', async () => {
    expect(await problemOf(post('/api/orders', '{"sender":'))).toMatchObject({
      status: 400,
      code: 'invalid-request',
    });
    expect(await problemOf(post('/api/orders', JSON.stringify('x'.repeat(5_000_000))))).toMatchObject({
      status: 413,
      code: 'body-too-large',
    });
    expect(await problemOf(get('/api/orders/none'))).toMatchObject({ status: 404, code: 'order-not-found' });
    expect(await problemOf(get('/api/orders/none/events'))).toMatchObject({
      status: 404,
      code: 'order-not-found',
    });
    expect(await problemOf(get('/api/nothing'))).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('refuses requests that another site makes a browser send', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'http://example.com' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      expect(await problemOf(post('/api/orders', ORDER, headers))).toMatchObject({
        status: 403,
        code: 'foreign-origin',
      });
    }
    const own = { origin: demo.url, 'sec-fetch-site': 'same-origin' };
    expect((await post('/api/orders', { ...ORDER, text: 'Kendi sayfamız' }, own)).status).toBe(201);
  });

  it('hides the webhook from callers without its token', async () => {
    const report = { report: { id: 1, packet_id: 1, status: 'delivered', to: '+905300000001', body: '' } };
    const answer = await post(`/webhooks/iletimerkezi?token=${'x'.repeat(32)}`, report);
    expect(answer.status).toBe(404);
  });

  it('sends security headers with the page and the API', async () => {
    for (const path of ['/', '/api/health']) {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.has('x-powered-by')).toBe(false);
    }
  });
});

describe('when the provider fails', () => {
  it('says that nothing was sent when the emulator is gone, and sends after it is back', async () => {
    const demo = await startDemo({ pace: FAST });
    try {
      await demo.emulator?.close();
      const response = await send(demo);
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ code: 'provider-unreachable' });
      expect(await (await fetch(`${demo.url}/api/orders`)).json()).toEqual({ orders: [] });
      expect((await fetch(`${demo.url}/api/health`)).status).toBe(200);
    } finally {
      await demo.close();
    }
  });

  it('keeps an order whose answer was cut as unknown, and settles it when its reports come', async () => {
    const demo = await startDemo({ pace: { acceptMs: 300, deliveryMs: [100, 200] } });
    try {
      demo.emulator?.addFault({ endpoint: 'send-sms', fault: 'accept-then-cut', times: 1 });
      const response = await send(demo);
      expect(response.status).toBe(202);
      const order = (await response.json()) as OrderView;
      expect(order).toMatchObject({ state: 'unknown', problem: { code: 'outcome-unknown' } });
      expect(order.orderId).toBeUndefined();
      expect((await untilState(demo, order.id, 'completed')).counts).toMatchObject({
        total: 2,
        delivered: 2,
      });
    } finally {
      await demo.close();
    }
  });
});

describe('with a real account', () => {
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
      const unconfirmed = await send(demo, order);
      expect(unconfirmed.status).toBe(409);
      expect(await unconfirmed.json()).toMatchObject({ code: 'confirmation-needed' });
      expect((await send(demo, { ...order, confirmedSms: 1 })).status).toBe(409);
      expect(emulator.inbox()).toEqual([]);

      const response = await send(demo, { ...order, confirmedSms: 2 });
      expect(response.status).toBe(201);
      const { id } = (await response.json()) as OrderView;
      expect((await untilState(demo, id, 'completed')).counts).toMatchObject({ total: 2, delivered: 2 });
    } finally {
      await demo.close();
      await emulator.close();
    }
  });
});

describe('startDemo', () => {
  it('names the mend when the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(startDemo({ port })).rejects.toThrow(
      `Port ${port} is in use. Start with another one: --port`,
    );
    other.close();
  });

  it('refuses credentials it was not told to use', async () => {
    const env = { ILETIMERKEZI_KEY: 'k', ILETIMERKEZI_HASH: 'h' };
    await expect(startDemo({ env })).rejects.toThrow('--real');
  });

  it('starts with the plain account when asked for an empty demo', async () => {
    const demo = await startDemo({ empty: true });
    expect(await (await fetch(`${demo.url}/api/senders`)).json()).toEqual({ senders: ['EMULATOR'] });
    await demo.close();
  });
});

function send(demo: Demo, order: object = ORDER): Promise<Response> {
  return fetch(`${demo.url}/api/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  });
}

/** Reads the live report until the order is in this state. */
async function untilState(demo: Demo, id: string, state: OrderView['state']): Promise<OrderView> {
  const response = await fetch(`${demo.url}/api/orders/${id}/events`);
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes(`"state":"${state}"`)) break;
  }
  return (await (await fetch(`${demo.url}/api/orders/${id}`)).json()) as OrderView;
}
