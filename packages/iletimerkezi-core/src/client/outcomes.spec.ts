/// <reference types="node" />
import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { inspect } from 'node:util';

import type { SmsOrder } from '../contract/send-sms.js';
import { IletimerkeziError } from '../errors.js';
import { answer, startServer, type ProviderServer } from '../test-support/provider-server.js';
import { describeError } from './describe-error.js';
import { IletimerkeziClient } from './iletimerkezi-client.js';
import type { DebugEvent, IletimerkeziClientOptions } from './options.js';

const credentials = { key: 'KEY-c0ffee', hash: 'HASH-c0ffee' };
const order: SmsOrder = {
  sender: 'BASLIK',
  kind: 'transactional',
  text: 'Gizli kod 987654',
  recipients: ['5301234567'],
};
const retry = { attempts: 3, baseMs: 1, maxMs: 2 };

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function serve(handler: Parameters<typeof startServer>[0]): Promise<ProviderServer> {
  const server = await startServer(handler);
  closers.push(server.close);
  return server;
}

/** A TCP server that accepts connections and never responds. */
async function silent(): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => void sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const server = await startServer(() => undefined);
  await server.close();
  return Number(new URL(server.url).port);
}

interface Failure {
  error: IletimerkeziError;
  attempts: number;
}

async function failure(
  options: Partial<IletimerkeziClientOptions>,
  call: (client: IletimerkeziClient) => Promise<unknown> = (client) => client.sendSms(order),
): Promise<Failure> {
  const events: DebugEvent[] = [];
  const client = new IletimerkeziClient({
    credentials,
    retry,
    debug: (event) => events.push(event),
    ...options,
  });
  const error = await call(client).then(
    (value) => new Error(`It succeeded with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof IletimerkeziError)) throw error;
  expectNoSecret(error, events);
  return { error, attempts: events.filter(({ type }) => type === 'request').length };
}

/** No error of any kind may show a credential, a number or a text. */
function expectNoSecret(error: IletimerkeziError, events: DebugEvent[]): void {
  const shown = [
    inspect(error),
    JSON.stringify(error),
    error.message,
    String(error.stack),
    JSON.stringify(events),
  ];
  shown.push(describeError(error, 'tr'), describeError(error, 'en'));
  for (const text of shown) expect(text).not.toMatch(/c0ffee|5301234567|987654/);
}

describe('a request that was not sent', () => {
  // guarantee: G-004
  it('is retried, and ends as not-applied: a refused connection', async () => {
    const { error, attempts } = await failure({ baseUrl: `http://127.0.0.1:${await closedPort()}` });
    expect(error).toMatchObject({ code: 'connect-failed', outcome: 'not-applied', retryable: true });
    expect(error.message).toContain('ECONNREFUSED');
    expect(attempts).toBe(3);
  });

  it('is retried, and ends as not-applied: a TLS handshake that does not complete', async () => {
    const { error, attempts } = await failure({
      baseUrl: `https://127.0.0.1:${await silent()}`,
      timeouts: { connectMs: 60, responseMs: 5_000 },
    });
    expect(error).toMatchObject({ code: 'connect-timeout', outcome: 'not-applied', retryable: true });
    expect(attempts).toBe(3);
  });

  it('is not attempted with an aborted signal', async () => {
    const server = await serve((_request, response) => answer(response, 200));
    const { error } = await failure({ baseUrl: server.url }, (client) =>
      client.sendSms(order, { signal: AbortSignal.abort() }),
    );
    expect(error).toMatchObject({ code: 'aborted', outcome: 'not-applied' });
    expect(server.received).toHaveLength(0);
  });

  it('ends as not-applied when it is aborted while connecting', async () => {
    const port = await silent();
    const controller = new AbortController();
    const { error, attempts } = await failure(
      {
        baseUrl: `https://127.0.0.1:${port}`,
        debug: ({ type }) => void (type === 'request' && setImmediate(() => controller.abort())),
      },
      (client) => client.sendSms(order, { signal: controller.signal }),
    );
    expect(error).toMatchObject({ code: 'aborted', outcome: 'not-applied' });
    expect(attempts).toBe(0);
  });

  it('succeeds when a retry opens the connection', async () => {
    const server = await serve((_request, response) => answer(response, 200, { order: { id: '1' } }));
    let calls = 0;
    const client = new IletimerkeziClient({
      credentials,
      retry,
      baseUrl: server.url,
      fetch: (url, init) => {
        calls += 1;
        return calls < 3 ? Promise.reject(new TypeError('no route')) : fetch(url, init);
      },
    });
    await expect(client.sendSms(order)).resolves.toEqual({ orderId: '1' });
    expect(server.received).toHaveLength(1);
  });

  // guarantee: G-004
  it('is not sent later: the body is not produced after the call was abandoned', async () => {
    let late: BodyInit | null | undefined;
    const { error } = await failure({
      timeouts: { connectMs: 20, responseMs: 1_000 },
      retry: false,
      fetch: (_url, init) =>
        new Promise((_resolve, reject) => {
          late = init.body;
          init.signal?.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    });
    expect(error).toMatchObject({ code: 'connect-timeout', outcome: 'not-applied' });
    await expect(new Response(late).text()).rejects.toThrow('given up');
  });
});

describe('a request that may have arrived', () => {
  const cases: [name: string, code: string, handler: Parameters<typeof startServer>[0]][] = [
    ['cut before the headers', 'connection-lost', (_request, response) => void response.destroy()],
    [
      'cut in the middle of the body',
      'connection-lost',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '500' });
        response.write('{"response":', () => response.destroy());
      },
    ],
    ['never answered', 'response-timeout', () => undefined],
    [
      'answered with headers only',
      'response-timeout',
      (_request, response) => response.writeHead(200, { 'content-length': '500' }).flushHeaders(),
    ],
    [
      'answered with half a JSON',
      'malformed-response',
      (_request, response) => void response.end('{"response":{"number":"5301234567"'),
    ],
    [
      'answered with a page of a proxy',
      'malformed-response',
      (_request, response) => void response.end('<html>'),
    ],
    [
      'answered by a gateway with 502',
      'http-error',
      (_request, response) => void response.writeHead(502).end('<html>Bad Gateway</html>'),
    ],
    [
      'answered by a gateway with 503',
      'unavailable',
      (_request, response) => void response.writeHead(503).end('<html>5301234567</html>'),
    ],
    ['answered by the provider with 503', 'unavailable', (_request, response) => answer(response, 503)],
    [
      'stopped by a firewall with 403',
      'http-error',
      (_request, response) => void response.writeHead(403).end('<html>Forbidden</html>'),
    ],
    ['answered with an unlisted code', 'unlisted-code', (_request, response) => answer(response, 499)],
    [
      'redirected to another address',
      'connection-lost',
      (_request, response) => void response.writeHead(307, { location: '/elsewhere' }).end(),
    ],
  ];

  // guarantee: G-003
  it.each(cases)('is not repeated and ends as unknown: %s', async (_name, code, handler) => {
    const server = await serve(handler);
    const responseMs = code === 'response-timeout' ? 80 : 20_000;
    const { error } = await failure({ baseUrl: server.url, timeouts: { connectMs: 20_000, responseMs } });
    expect(error).toMatchObject({ code, outcome: 'unknown', retryable: false, endpoint: 'send-sms' });
    expect(error.message).toContain('client.orders()');
    expect(server.received).toHaveLength(1);
  });

  it('ends as unknown when it is aborted while waiting', async () => {
    const controller = new AbortController();
    const server = await serve(() => controller.abort());
    const { error } = await failure({ baseUrl: server.url }, (client) =>
      client.sendSms(order, { signal: controller.signal }),
    );
    expect(error).toMatchObject({ code: 'aborted', outcome: 'unknown', retryable: false });
  });
});

describe('on a runtime without request streams', () => {
  const elsewhere = async <Value>(run: () => Promise<Value>): Promise<Value> => {
    Object.defineProperty(globalThis, 'Deno', { value: {}, configurable: true });
    try {
      return await run();
    } finally {
      Reflect.deleteProperty(globalThis, 'Deno');
    }
  };

  it('sends a request', async () => {
    const server = await serve((_request, response) => answer(response, 200, { order: { id: '1' } }));
    const client = new IletimerkeziClient({ credentials, baseUrl: server.url });
    await expect(elsewhere(() => client.sendSms(order))).resolves.toEqual({ orderId: '1' });
    expect(JSON.parse(server.received[0]?.body ?? '')).toMatchObject({
      request: { order: { sender: 'BASLIK' } },
    });
  });

  it('reports no failure as a request that was not sent', async () => {
    const baseUrl = `http://127.0.0.1:${await closedPort()}`;
    const { error, attempts } = await elsewhere(() => failure({ baseUrl }));
    expect(error).toMatchObject({ code: 'connection-lost', outcome: 'unknown', retryable: false });
    expect(attempts).toBe(1);
  });
});

describe('a refusal', () => {
  it.each([
    [401, 'unauthorized', 200],
    ['401', 'unauthorized', 200],
    ['402', 'insufficient-balance', 400],
    [451, 'duplicate-order', 400],
  ])(
    'is read from the body, number or text, before the HTTP status: %p',
    async (status, code, httpStatus) => {
      const server = await serve((_request, response) => answer(response, status, {}, httpStatus));
      const { error } = await failure({ baseUrl: server.url });
      expect(error).toMatchObject({
        code,
        providerCode: Number(status),
        providerMessage: 'İleti [number]',
        httpStatus,
        outcome: 'not-applied',
        retryable: false,
      });
      expect(server.received).toHaveLength(1);
    },
  );

  it('is read from the HTTP status without an envelope', async () => {
    const server = await serve((_request, response) => void response.writeHead(401).end());
    const { error } = await failure({ baseUrl: server.url });
    expect(error).toMatchObject({ code: 'unauthorized', providerCode: 401, outcome: 'not-applied' });
  });

  it('does not occur when the code in the body is 200, with any HTTP status', async () => {
    const server = await serve((_request, response) => answer(response, '200', { order: { id: 5 } }, 500));
    const client = new IletimerkeziClient({ credentials, baseUrl: server.url });
    await expect(client.sendSms(order)).resolves.toEqual({ orderId: '5' });
  });

  it('has the outcome applied for an accepted order without an id', async () => {
    const server = await serve((_request, response) => answer(response, 200));
    const { error } = await failure({ baseUrl: server.url });
    expect(error).toMatchObject({ code: 'malformed-response', outcome: 'applied', retryable: false });
  });
});

describe('credentials', () => {
  it('from a function are requested before every attempt', async () => {
    const server = await serve((_request, response, count) =>
      count < 2 ? answer(response, 503) : answer(response, 200, { balance: { amount: 0, sms: 1 } }),
    );
    let issued = 0;
    const client = new IletimerkeziClient({
      credentials: () => Promise.resolve({ key: `k${(issued += 1)}`, hash: 'h' }),
      baseUrl: server.url,
      retry,
    });
    await client.getBalance();
    expect(server.received.map(({ body }) => JSON.parse(body).request.authentication.key)).toEqual([
      'k1',
      'k2',
    ]);
  });

  it.each([
    ['that cannot be had', () => Promise.reject(new Error('vault sealed: KEY-c0ffee'))],
    ['that are empty', () => ({ key: 'KEY-c0ffee', hash: '' })],
  ])('%s end the call before a request is sent', async (_name, source) => {
    const { error, attempts } = await failure({ credentials: source });
    expect(error).toMatchObject({ code: 'credentials-unavailable', outcome: 'not-applied' });
    expect(attempts).toBe(0);
  });
});
