import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { codeOf, message, startProvider, type Provider } from '../test-support/provider.js';
import { controlRoutes } from './plane.js';

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
});
beforeEach(() => {
  provider.emulator.reset();
  provider.emulator.freeze(true);
});
afterAll(() => provider.emulator.close());

const get = async (path: string) => (await provider.control('GET', path)).body;

describe('the control plane', () => {
  it('reports its health and version', async () => {
    expect(await get('/health')).toEqual({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      now: expect.any(String),
    });
  });

  it('describes every route it serves in OpenAPI, and none besides', async () => {
    const document = await get('/openapi.json');
    expect(document.openapi).toBe('3.1.0');
    const described = Object.entries(document.paths as Record<string, object>).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = controlRoutes.map(
      ({ method, path }) => `${method} /_emulator${path.replaceAll(/:(\w+)/g, '{$1}')}`,
    );
    expect(described.toSorted()).toEqual(served.toSorted());
    const send = document.paths['/_emulator/faults'].post.requestBody.content['application/json'].schema;
    expect(send.properties.fault.enum).toContain('accept-then-cut');
  });

  it('answers in the shapes it describes', async () => {
    await provider.control('PUT', '/accounts/k/webhook', { url: 'http://127.0.0.1:9/' });
    await provider.send();
    await provider.send({ sender: 'MISSING' });
    await provider.send({ message: message('Sonra', '5301234567'), sendDateTime: '20/01/2099 10:00' });
    await provider.control('POST', '/faults', { endpoint: '*', fault: 'slow', probability: 0 });
    await provider.control('POST', '/registry', { brandCode: 1234, recipient: '5301234567' });
    await provider.emulator.advanceAndSettle('PT10S');
    const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
    const described = controlRoutes.filter(
      ({ method, path, response }) => method === 'GET' && response && !path.includes(':'),
    );
    expect(described.length).toBeGreaterThanOrEqual(9);
    for (const { path, response } of described) {
      const answer = await get(path === '/inbox/wait' ? '/inbox/wait?to=5301234567' : path);
      expect(Array.isArray(answer) ? answer.length : 1).toBeGreaterThan(0);
      expect([path, ajv.validate(response ?? {}, answer), ajv.errorsText()]).toEqual([
        path,
        true,
        'No errors',
      ]);
    }
  });

  it('is listed completely in the README', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const missing = controlRoutes
      .filter(({ tag }) => tag !== 'page')
      .map(({ method, path }) => `| \`${method} ${path}\` |`)
      .filter((row) => !readme.includes(row));
    expect(missing).toEqual([]);
  });

  it('gives every operation a name of its own', () => {
    const names = controlRoutes.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    ['POST', '/faults', { endpoint: 'send-sms', fault: 'melt' }, 'accept-then-cut'],
    ['POST', '/faults', { endpoint: 'send-sms', fault: 'slow', tims: 1 }, '"tims"'],
    ['POST', '/clock', { advance: 'soon' }, 'advance'],
    ['POST', '/clock', { advance: 'P1Y' }, 'PT1H'],
    ['POST', '/clock', { set: 'soon' }, '2027-01-20T10:45:00Z'],
    ['PUT', '/quirks', { quirks: { iysField: 'maybe' } }, 'required, optional'],
    ['PUT', '/accounts/k/webhook', { url: 'ftp://x' }, 'http'],
    ['PUT', '/accounts/k/webhook', {}, 'url'],
    ['PUT', '/accounts/missing/webhook', { url: 'http://x' }, 'GET /_emulator/accounts'],
    ['POST', '/restore', { emulator: 'other' }, 'no snapshot'],
    ['POST', '/registry', { brandCode: 1, recipient: 'x' }, 'recipient'],
    ['POST', '/webhook-rules', { action: 'drop', to: 'x' }, 'phone'],
    ['GET', '/orders/1', undefined, 'No order'],
    ['GET', '/inbox?limit=0', undefined, 'limit'],
    ['GET', '/nothing', undefined, '/_emulator/openapi.json'],
  ])('reports what is wrong with %s %s %j', async (method, path, body, hint) => {
    const answer = await provider.control(method, path, body);
    expect(answer.http).toBeGreaterThanOrEqual(400);
    expect(answer.http).toBeLessThan(500);
    expect(answer.body.error.message).toContain(hint);
  });

  it('answers unreadable bodies with 400', async () => {
    for (const [type, body] of [
      ['application/json', '{'],
      ['application/yaml', 'a: [1'],
    ] as const) {
      const answer = await fetch(`${provider.emulator.url}/_emulator/seed`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      expect(answer.status).toBe(400);
    }
  });
});

describe('the inbox', () => {
  beforeEach(async () => {
    await provider.send({ message: message('Kod 1', '5301234567') });
    await provider.send({ message: message('Kod 2', '5301234568') });
  });

  it.each([
    ['to=%2B905301234567', ['Kod 1']],
    ['to=+905301234567', ['Kod 1']],
    ['to=5301234567', ['Kod 1']],
    ['to=0530 123 45 67', ['Kod 1']],
    ['to=nonsense', []],
    ['text=Kod', ['Kod 2', 'Kod 1']],
    ['text=2&from=ACME', ['Kod 2']],
    ['from=OTHER', []],
    ['limit=1', ['Kod 2']],
    ['orderId=312000001', ['Kod 1']],
    ['status=delivered', []],
    ['account=k&status=waiting', ['Kod 2', 'Kod 1']],
  ])('finds by %s', async (query, texts) => {
    expect((await get(`/inbox?${query}`)).map(({ text }: { text: string }) => text)).toEqual(texts);
  });

  it('shows a message with number, sender, text, order, status and time', async () => {
    expect((await get('/inbox?limit=1'))[0]).toEqual({
      id: 700_000_002,
      to: '+905301234568',
      from: 'ACME',
      text: 'Kod 2',
      parts: 1,
      orderId: '312000002',
      account: 'k',
      status: 'waiting',
      at: expect.stringMatching(/Z$/),
    });
  });

  it('waits for what has not come yet', async () => {
    const waiting = get('/inbox/wait?text=Kod&count=3');
    await provider.send({ message: message('Kod 3', '5301234569') });
    expect(await waiting).toHaveLength(3);
  });

  it('finds one-time codes, also those that have not come yet', async () => {
    const waiting = get('/inbox/wait?code=true&to=5301234567');
    await provider.send({ message: message('Kodunuz: 111111\n@example.com #481516', '5301234567') });
    expect(await waiting).toEqual([expect.objectContaining({ to: '+905301234567', code: '481516' })]);
    expect(await get('/inbox?code=true')).toHaveLength(1);
    expect((await get('/inbox?code=false&limit=1'))[0]).not.toHaveProperty('code');
  });

  it('waits for a status', async () => {
    const waiting = get('/inbox/wait?status=delivered&count=2');
    provider.emulator.advance('PT10S');
    expect(await waiting).toHaveLength(2);
  });

  it('answers 408 with what there is when time is up', async () => {
    const answer = await provider.control('GET', '/inbox/wait?text=Kod&count=3&timeoutMs=10');
    expect(answer.http).toBe(408);
    expect(answer.body).toHaveLength(2);
    await expect(
      provider.emulator.waitForMessages({ text: 'Kod' }, { count: 3, timeoutMs: 10 }),
    ).rejects.toThrow('2 of 3 messages');
  });
});

describe('the clock', () => {
  it('freezes, sets and advances', async () => {
    const set = await provider.control('POST', '/clock', { freeze: true, set: '2027-01-20T10:45:00Z' });
    expect(set.body).toEqual({
      now: '2027-01-20T10:45:00.000Z',
      turkey: '2027-01-20 13:45:00',
      frozen: true,
      planned: 0,
    });
    const later = await provider.control('POST', '/clock', { advance: 'P1DT1H' });
    expect(later.body.now).toBe('2027-01-21T11:45:00.000Z');
    expect((await get('/health')).now).toBe('2027-01-21T11:45:00.000Z');
    await provider.control('POST', '/clock', { freeze: false });
    expect((await get('/clock')).frozen).toBe(false);
  });

  it('delivers once resumed', async () => {
    await provider.send();
    await provider.control('PUT', '/settings', { acceptMs: 1, deliveryMs: [1, 5] });
    await provider.control('POST', '/clock', { freeze: false });
    expect(
      await provider.emulator.waitForMessages({ status: 'delivered' }, { timeoutMs: 100_000 }),
    ).toHaveLength(1);
  });
});

describe('seed, snapshot and reset', () => {
  it('starts over from YAML, and reset goes back before it', async () => {
    const yaml =
      'accounts:\n  - key: a\n    hash: b\n    senders: [YENI]\nconsents:\n  - { brandCode: 5, recipient: "5301234567" }\nquirks: { iysField: optional }\n';
    const headers = { 'content-type': 'application/yaml' };
    const answer = await fetch(`${provider.emulator.url}/_emulator/seed`, {
      method: 'POST',
      headers,
      body: yaml,
    });
    expect(await answer.json()).toEqual({ seeded: true });
    const as = { key: 'a', hash: 'b' };
    expect(codeOf(await provider.send({ sender: 'YENI', iys: undefined }, as))).toBe(200);
    expect((await get('/registry'))[0]).toMatchObject({ brandCode: '5', recipient: '+905301234567' });
    await provider.control('POST', '/reset');
    expect(codeOf(await provider.send({ sender: 'YENI' }, as))).toBe(401);
    expect(await get('/registry')).toEqual([]);
  });

  it('restores a snapshot with its open orders and waiting webhooks', async () => {
    await provider.control('PUT', '/accounts/k/webhook', { url: 'http://127.0.0.1:9/' });
    await provider.call('add-blacklist', { blacklist: { number: '5301234560' } });
    await provider.send({ message: message('Merhaba', '5301234567', '5301234568') });
    await provider.send({ message: message('Sonra', '5301234569'), sendDateTime: '20/01/2099 10:00' });
    provider.emulator.advance(50);
    await provider.emulator.webhooksSettled();
    const snapshot = await get('/snapshot');
    const before = { state: await get('/state'), inbox: await get('/inbox'), orders: await get('/orders') };
    provider.emulator.advance('PT1H');
    await provider.control('POST', '/reset');
    expect((await provider.control('POST', '/restore', snapshot)).body).toEqual({ restored: true });
    const { journal: _journal, ...state } = before.state;
    expect(await get('/state')).toMatchObject(state);
    expect(await get('/inbox')).toEqual(before.inbox);
    expect(await get('/orders')).toEqual(before.orders);
    expect(codeOf(await provider.send({ message: message('Merhaba', '5301234568', '5301234567') }))).toBe(
      451,
    );
    provider.emulator.advance('PT10S');
    expect((await get('/inbox')).every(({ status }: { status: string }) => status === 'delivered')).toBe(
      true,
    );
  });
});

describe('orders and the journal', () => {
  it('returns an order with its texts and timeline', async () => {
    const { id } = (await provider.send()).response.order;
    provider.emulator.advance('PT10S');
    const order = await get(`/orders/${id}`);
    expect(order).toMatchObject({
      id,
      phase: 'completed',
      total: 1,
      delivered: 1,
      texts: [{ text: 'Merhaba', parts: 1 }],
    });
    expect(order.timeline.map(({ step }: { step: string }) => step)).toEqual([
      'submitted',
      'accepted',
      'completed',
    ]);
    expect((await get('/orders?phase=scheduled')).length).toBe(0);
  });

  it("keeps each request with its answer's reason and without its hash", async () => {
    await provider.send({ sender: 'MISSING' });
    await provider.send();
    const refused = await get('/journal?refused=true');
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({
      endpoint: 'send-sms',
      account: 'k',
      code: 450,
      reason: expect.any(String),
    });
    expect(refused[0].request.request.authentication).toEqual({ key: 'k', hash: '***' });
    expect(await get('/journal?code=200')).toHaveLength(1);
    await provider.control('DELETE', '/journal');
    expect(await get('/journal')).toEqual([]);
  });
});
