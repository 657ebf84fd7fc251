import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmulator } from 'iletimerkezi-emulator';
import type { OrderDetail, OrderState, OrderView, ProviderOrder } from '../shared/api/orders.js';
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
    const order = (await response.json()) as OrderDetail;
    expect(order).toMatchObject({ duplicates: 1, counts: { total: 2 }, orderCount: 1 });
    const final = await untilState(demo, order.id, 'completed');
    expect(final.counts).toMatchObject({ delivered: 2, waiting: 0 });
    expect(final.orders).toEqual([expect.objectContaining({ place: 1, orderId: expect.any(String) })]);
    const recipients = await (await get(`/api/orders/${order.id}/recipients`)).json();
    expect(recipients).toMatchObject({ numbers: ['+905300000001', '+905300000002'], statuses: '11' });
    const { orders } = (await (await get('/api/orders')).json()) as { orders: OrderDetail[] };
    expect(orders.map(({ id }) => id)).toContain(order.id);
  });

  it('leaves an order for later with the provider, and refuses a moment that has passed', async () => {
    const later = { ...ORDER, text: 'Yarın', sendAt: new Date(Date.now() + 3_600_000).toISOString() };
    const order = (await (await post('/api/orders', later)).json()) as OrderDetail;
    expect(order).toMatchObject({ counts: { waiting: 2 } });
    const scheduled = await untilState(demo, order.id, 'scheduled');
    expect(scheduled).toMatchObject({ sendAt: expect.any(String), counts: { waiting: 2 } });
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
      answers.map(async (answer) => (await answer.json()) as OrderDetail),
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

  it('makes two orders of 50,001 recipients', async () => {
    const recipients = Array.from({ length: 50_001 }, (_, index) => `+90 530 ${String(1_000_000 + index)}`);
    const response = await post('/api/orders/check', { ...ORDER, recipients });
    expect(await response.json()).toMatchObject({ recipients: 50_001, orders: 2 });
  });

  it('refuses more recipients than it takes at once, and sends to none of them', async () => {
    const recipients = Array.from({ length: 500_001 }, () => '5300000001');
    const answer = await problemOf(post('/api/orders', { ...ORDER, text: 'Çok fazla', recipients }));
    expect(answer).toMatchObject({ status: 400, code: 'too-many-recipients' });
    expect(demo.emulator?.inbox({ text: 'Çok fazla' })).toEqual([]);
  });

  it('tells what an order would do without doing it', async () => {
    const check = await post('/api/orders/check', { ...ORDER, text: 'Yalnızca deneme' });
    expect(check.status).toBe(200);
    expect(await check.json()).toMatchObject({ recipients: 2, orders: 1, duplicates: 1, parts: 1, sms: 2 });
    const { orders } = (await (await get('/api/orders')).json()) as { orders: OrderDetail[] };
    expect(orders.map(({ text }) => text)).not.toContain('Yalnızca deneme');
  });

  it('holds a paused order back, lets it go on, and drops a cancelled one', async () => {
    const act = async (id: string, what: string) =>
      (await (await post(`/api/orders/${id}/${what}`, {})).json()) as OrderDetail;
    const account = (change: object) =>
      fetch(`${demo.emulator?.url}/_emulator/accounts/emulator`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(change),
      });
    // Without credit the outbox stops and keeps what it has.
    await account({ balance: 0 });
    const [first, second] = await Promise.all(
      ['Bekler', 'Gitmez'].map(async (text) => {
        const { id } = (await (await post('/api/orders', { ...ORDER, text })).json()) as OrderDetail;
        return id;
      }),
    );
    await until(demo, first!, ({ attempts, state }) => attempts > 0 && state === 'queued');
    expect(await act(first!, 'pause')).toMatchObject({ paused: true, state: 'paused' });
    await act(second!, 'pause');
    expect(await act(second!, 'cancel')).toMatchObject({ state: 'cancelled', counts: { notSent: 2 } });

    await account({ balance: 10_000_000 });
    expect((await post('/api/outbox/resume', {})).status).toBe(204);
    expect(await act(first!, 'resume')).toMatchObject({ paused: false });
    expect((await untilState(demo, first!, 'completed')).counts.delivered).toBe(2);
    expect(demo.emulator?.inbox({ text: 'Gitmez' })).toEqual([]);
  });

  it('leaves out of a commercial order whoever did not consent, and says who and why', async () => {
    expect(await decide(demo, '5301112201', 'ONAY')).toBe(1);
    expect(await decide(demo, '5301112202', 'RET')).toBe(1);
    const order = {
      ...ORDER,
      text: 'Yarın indirim var.',
      kind: 'commercial',
      audience: 'BIREYSEL',
      recipients: ['5301112201', '5301112202', '5301112203'],
    };
    const { id, leftOut, counts } = (await (await post('/api/orders', order)).json()) as OrderDetail;
    expect(counts.total).toBe(1);
    expect(leftOut).toEqual({ refused: 1, 'no-consent': 1 });
    expect(await (await get(`/api/orders/${id}/left-out`)).json()).toEqual({
      rows: [
        { number: '+905301112202', reason: 'refused' },
        { number: '+905301112203', reason: 'no-consent' },
      ],
    });
    const nobody = { ...order, recipients: ['5301112203'] };
    expect(await problemOf(post('/api/orders', nobody))).toMatchObject({
      status: 422,
      code: 'nobody-consented',
    });
  });

  it('answers a broken body, a too large one and unknown addresses with problems', async () => {
    expect(await problemOf(post('/api/orders', '{"sender":'))).toMatchObject({
      status: 400,
      code: 'invalid-request',
    });
    expect(await problemOf(post('/api/orders', JSON.stringify('x'.repeat(13_000_000))))).toMatchObject({
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

  it('describes itself, with a page to try it and no script of anybody else', async () => {
    const { paths } = (await (await get('/api/docs-json')).json()) as { paths: object };
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/api/orders',
        '/api/orders/check',
        '/api/outbox',
        '/api/health',
        '/api/emulator/faults',
      ]),
    );
    const page = await get('/api/docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it('tells how it is, part by part', async () => {
    const health = await get('/api/health');
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({
      details: { provider: { status: 'up' }, outbox: { status: 'up' }, consents: { status: 'up' } },
    });
  });

  it('turns the emulator’s faults and clock, and nothing of a real provider', async () => {
    const added = await post('/api/emulator/faults', { endpoint: 'get-report', fault: 'slow', times: 2 });
    const { faults } = (await added.json()) as { faults: { id: string; remaining: number }[] };
    expect(faults).toEqual([expect.objectContaining({ fault: 'slow', remaining: 2 })]);
    const cleared = await fetch(`${demo.url}/api/emulator/faults/${faults[0]?.id}`, { method: 'DELETE' });
    expect(await cleared.json()).toMatchObject({ faults: [] });
    const before = demo.emulator?.now().getTime() ?? 0;
    expect(await (await post('/api/emulator/clock', { advance: 'PT1H' })).json()).toMatchObject({
      clock: { frozen: false },
    });
    expect((demo.emulator?.now().getTime() ?? 0) - before).toBeGreaterThanOrEqual(3_600_000);
    expect(
      await problemOf(post('/api/emulator/faults', { endpoint: 'x', fault: 'y', times: 0 })),
    ).toMatchObject({
      status: 400,
    });
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
  it('keeps an order while the provider is away, and sends it once when it is back', async () => {
    const first = await startEmulator();
    const demo = await startDemo({ emulator: first.url, syncMs: 50, outbox: { retryDelayMs: 50 } });
    let second: Awaited<ReturnType<typeof startEmulator>> | undefined;
    try {
      await (await fetch(`${demo.url}/api/senders`)).json();
      await first.close();
      const response = await send(demo, { ...ORDER, sender: 'EMULATOR' });
      expect(response.status).toBe(201);
      const { id } = (await response.json()) as OrderDetail;
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

  it('shows an order whose answer was cut as unknown, and finds it in the provider’s reports', async () => {
    const demo = await startDemo({ pace: { acceptMs: 300, deliveryMs: [100, 200] } });
    try {
      demo.emulator?.addFault({ endpoint: 'send-sms', fault: 'accept-then-cut', times: 1 });
      const response = await send(demo);
      const order = (await response.json()) as OrderDetail;
      const unknown = await untilState(demo, order.id, 'unknown');
      expect(unknown.orders).toEqual([
        expect.objectContaining({ problem: expect.objectContaining({ code: 'outcome-unknown' }) }),
      ]);
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
      const { id } = (await response.json()) as OrderDetail;
      expect((await untilState(demo, id, 'completed')).counts).toMatchObject({ total: 2, delivered: 2 });
    } finally {
      await demo.close();
      await emulator.close();
    }
  });
});

describe('the seeded story', () => {
  it('fills every page, and is told once however often the demo starts on the same data', async () => {
    const data = await mkdtemp(join(tmpdir(), 'demo-story-'));
    const tell = async () => {
      const demo = await startDemo({ story: true, data, pace: FAST });
      try {
        const [last] = await untilListed(demo, 5);
        // The last one repeats the first: the provider refuses it.
        await untilState(demo, last!.id, 'failed');
        const { orders } = (await (await fetch(`${demo.url}/api/orders`)).json()) as { orders: OrderView[] };
        const consents = (await (await fetch(`${demo.url}/api/consents/summary`)).json()) as object;
        return { ids: orders.map(({ id }) => id), orders, consents };
      } finally {
        await demo.close();
      }
    };
    try {
      const first = await tell();
      expect(first.orders.map(({ sender }) => sender)).toEqual(
        expect.arrayContaining(['MAVIKITAP', 'MAVIKARGO']),
      );
      expect(first.orders.some(({ leftOut }) => leftOut.refused > 0)).toBe(true);
      expect(first.consents).toMatchObject({ granted: 1987, refused: 13 });
      const second = await tell();
      expect(second.ids).toEqual(first.ids);
      expect(second.consents).toMatchObject({ granted: 1987, refused: 13 });
    } finally {
      await rm(data, { recursive: true, force: true });
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

/** Reads the live report of one of its orders until that is in this state, and gives the whole. */
function untilState(demo: Demo, id: string, state: OrderState, place = 1): Promise<OrderDetail> {
  return until(demo, id, (order) => order.state === state, place);
}

async function until(
  demo: Demo,
  id: string,
  is: (order: ProviderOrder) => boolean,
  place = 1,
): Promise<OrderDetail> {
  for await (const { data } of events(`${demo.url}/api/orders/${id}/events?order=${place}`)) {
    const { order } = JSON.parse(data) as { order: OrderDetail };
    const [one] = order.orders.slice(place - 1);
    if (one !== undefined && is(one)) return order;
  }
  throw new Error('The report ended.');
}

/** Reads the list until it holds so many orders, newest first. */
async function untilListed(demo: Demo, count: number): Promise<OrderView[]> {
  const known = new Map<string, OrderView>();
  for await (const { data } of events(`${demo.url}/api/orders/events`)) {
    for (const order of (JSON.parse(data) as { orders: OrderView[] }).orders) known.set(order.id, order);
    if (known.size >= count) break;
  }
  return [...known.values()].toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** The events of a stream that carry data. */
async function* events(url: string): AsyncGenerator<{ data: string }> {
  const response = await fetch(url);
  let rest = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block
        .split('\n')
        .filter((line) => line.startsWith('data: '))
        .map((line) => line.slice(6))
        .join('');
      if (data !== '') yield { data };
    }
  }
}

/** What a customer decided on the consent form. */
async function decide(demo: Demo, recipient: string, status: 'ONAY' | 'RET'): Promise<number> {
  const { statement } = (await (await fetch(`${demo.url}/api/consent-form?locale=tr`)).json()) as {
    statement: { text: string; version: string };
  };
  const now = new Date().toISOString();
  const record = { recipient, recipientType: 'BIREYSEL', channel: 'MESAJ', status, source: 'HS_WEB' };
  const response = await fetch(`${demo.url}/api/consent-form`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      decision: status === 'ONAY' ? 'consent' : 'withdraw',
      records: [{ ...record, consentDate: now }],
      evidence: {
        text: statement.text,
        textHash: createHash('sha256').update(statement.text).digest('hex'),
        version: statement.version,
        locale: 'tr',
        shownAt: now,
        decidedAt: now,
        ticks: [{ channel: 'MESAJ', tickedAt: now }],
      },
    }),
  });
  return ((await response.json()) as { recorded: number }).recorded;
}
