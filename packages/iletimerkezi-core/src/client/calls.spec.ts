/// <reference types="node" />
import { afterEach, describe, expect, it } from '@jest/globals';

import type { ConsentRecord } from '../contract/iys-register.js';
import { isInputError } from '../input-error.js';
import { formatDateTime } from '../istanbul-time.js';
import { answer, startServer, type ProviderServer } from '../test-support/provider-server.js';
import { IletimerkeziClient } from './iletimerkezi-client.js';
import type { DebugEvent } from './options.js';

const credentials = { key: 'K', hash: 'H' };
const retry = { attempts: 3, baseMs: 1, maxMs: 2 };
const number = '0530 123 45 67';
const consent: ConsentRecord = {
  recipient: number,
  recipientType: 'BIREYSEL',
  channel: 'MESAJ',
  status: 'ONAY',
  source: 'HS_WEB',
  consentDate: new Date(Date.now() - 60_000),
};

let server: ProviderServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function client(
  handler: Parameters<typeof startServer>[0],
  debug?: (event: DebugEvent) => void,
): Promise<IletimerkeziClient> {
  server = await startServer(handler);
  return new IletimerkeziClient({ credentials, retry, baseUrl: `${server.url}/`, debug });
}

const sent = (): { path: string; request: unknown }[] =>
  (server?.received ?? []).map(({ path, body }) => {
    const { authentication, ...request } = JSON.parse(body).request;
    expect(authentication).toEqual(credentials);
    return { path, request };
  });

describe('calls', () => {
  it('are sent as JSON with a content length, not chunked', async () => {
    const api = await client((_request, response) =>
      answer(response, 200, { senders: { sender: ['BASLIK'] } }),
    );
    await expect(api.getSenders()).resolves.toEqual(['BASLIK']);
    const [request] = server?.received ?? [];
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(request?.body ?? '')),
    });
    expect(request?.headers['transfer-encoding']).toBeUndefined();
  });

  it('send numbers in E.164 and texts in NFC', async () => {
    const api = await client((_request, response) => answer(response, 200, { order: { id: 1 } }));
    await api.sendSms({ sender: 'BASLIK', kind: 'transactional', text: 'ş\r\n', recipients: [number] });
    expect(sent()).toEqual([
      {
        path: '/v1/send-sms/json',
        request: {
          order: {
            sender: 'BASLIK',
            iys: '0',
            message: { text: 'ş\n', receipents: { number: ['+905301234567'] } },
          },
        },
      },
    ]);
  });

  it('use the defaults for undefined options', async () => {
    server = await startServer((_request, response) => setImmediate(() => answer(response, 503)));
    const api = new IletimerkeziClient({
      credentials,
      baseUrl: server.url,
      timeouts: { connectMs: undefined, responseMs: undefined },
      retry: { attempts: undefined, baseMs: 1, maxMs: undefined },
    });
    await expect(api.getBalance()).rejects.toMatchObject({ code: 'unavailable' });
    expect(server.received).toHaveLength(3);
  });

  it('reach the documented paths', async () => {
    const api = await client((_request, response) =>
      answer(response, 200, {
        order: { id: 1 },
        orders: [],
        balance: { amount: 1, sms: 2 },
        senders: { sender: [] },
        blacklist: { count: 0, number: [] },
        consent: [],
      }),
    );
    await api.cancelOrder('1');
    await api.getReport('1');
    await api.getReports({ start: new Date(), end: new Date() });
    await api.getBalance();
    await api.getBlacklist();
    await api.addToBlacklist(number);
    await api.removeFromBlacklist(number);
    await api.registerConsents({ brandCode: '1234', records: [consent] });
    await api.checkConsent({ brandCode: 1234, ...consent });
    expect(sent().map(({ path }) => path)).toEqual([
      '/v1/cancel-order/json',
      '/v1/get-report/json',
      '/v1/get-reports/json',
      '/v1/get-balance/json',
      '/v1/get-blacklist/json',
      '/v1/add-blacklist/json',
      '/v1/delete-blacklist/json',
      '/v1/consent/create/json',
      '/v1/consent/show/json',
    ]);
    expect(
      sent()
        .slice(-4)
        .map(({ request }) => request),
    ).toEqual([
      { blacklist: { number: '+905301234567' } },
      { blacklist: { number: '+905301234567' } },
      {
        consent: {
          brandCode: '1234',
          list: [
            {
              recipient: '+905301234567',
              recipientType: 'BIREYSEL',
              type: 'MESAJ',
              status: 'ONAY',
              source: 'HS_WEB',
              consentDate: formatDateTime(consent.consentDate),
            },
          ],
        },
      },
      { consent: { brandCode: 1234, recipient: '+905301234567', recipientType: 'BIREYSEL', type: 'MESAJ' } },
    ]);
  });

  it('query the registry: 422 is an unknown recipient, 403 an error', async () => {
    const api = await client((_request, response, count) => answer(response, count === 1 ? 422 : 403));
    await expect(api.checkConsent({ brandCode: 1234, ...consent })).resolves.toEqual({
      state: 'unknown-recipient',
    });
    await expect(api.checkConsent({ brandCode: 1234, ...consent })).rejects.toMatchObject({
      code: 'no-iys-subscription',
    });
  });

  // guarantee: G-026
  it('with an invalid input are not sent, and list every fault', async () => {
    const api = await client((_request, response) => answer(response, 200));
    const faults = await api
      .sendSms({ sender: 'ÇOK UZUN BAŞLIK', kind: 'transactional', text: '', recipients: ['1', number, '2'] })
      .catch((error: unknown) => (isInputError(error) ? error.faults.map(({ path }) => path) : error));
    expect(faults).toEqual(['sender', 'text', 'recipients[0]', 'recipients[2]']);
    await expect(api.getReport(' ', { page: 0 })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(api.addToBlacklist('444 0 444')).rejects.toMatchObject({ endpoint: 'add-blacklist' });
    expect(server?.received).toEqual([]);
  });
});

describe('retries', () => {
  it('repeat a read after transient errors, and emit debug events', async () => {
    const events: DebugEvent[] = [];
    const api = await client(
      (_request, response, count) => {
        if (count === 1) response.destroy();
        else if (count === 2) response.writeHead(502).end('<html>');
        else answer(response, 200, { balance: { amount: 1, sms: 2 } });
      },
      (event) => events.push(event),
    );
    await expect(api.getBalance()).resolves.toEqual({ amount: 1, sms: 2 });
    expect(events.map((event) => (event.type === 'failure' ? event.code : event.type))).toEqual([
      'request',
      'connection-lost',
      'request',
      'response',
      'http-error',
      'request',
      'response',
    ]);
  });

  it('end after the maximum number of attempts with the outcome not-applied for a read', async () => {
    const api = await client((_request, response) => answer(response, 503));
    await expect(api.getBalance()).rejects.toMatchObject({
      code: 'unavailable',
      outcome: 'not-applied',
      retryable: true,
    });
    expect(server?.received).toHaveLength(3);
  });

  it('repeat an idempotent call, but no cancellation, removal or registration', async () => {
    const api = await client((_request, response) => void response.destroy());
    const calls = [
      [3, () => api.addToBlacklist(number)],
      [1, () => api.removeFromBlacklist(number)],
      [1, () => api.cancelOrder('1')],
      [1, () => api.registerConsents({ brandCode: 1, records: [consent] })],
    ] as const;
    for (const [times, call] of calls) {
      const before = server?.received.length ?? 0;
      await expect(call()).rejects.toMatchObject({ code: 'connection-lost', outcome: 'unknown' });
      expect((server?.received.length ?? 0) - before).toBe(times);
    }
  });

  it('do not repeat calls that fail for longer', async () => {
    const api = await client((_request, response) => answer(response, 456));
    await expect(api.getReport('1')).rejects.toMatchObject({ code: 'order-not-due', retryable: true });
    expect(server?.received).toHaveLength(1);
  });

  it('end at once when the call is aborted between attempts', async () => {
    const controller = new AbortController();
    server = await startServer((_request, response) => answer(response, 503));
    const api = new IletimerkeziClient({
      credentials,
      baseUrl: server.url,
      retry: { attempts: 5, baseMs: 3_600_000, maxMs: 3_600_000 },
      debug: (event) => void (event.type === 'failure' && queueMicrotask(() => controller.abort())),
    });
    await expect(api.getBalance({ signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' });
    expect(server.received).toHaveLength(1);
  });

  it('and the outcome of a send do not depend on the debug hook', async () => {
    const api = await client(
      (_request, response) => answer(response, 200, { order: { id: 1 } }),
      () => {
        throw new Error('hook');
      },
    );
    await expect(
      api.sendSms({ sender: 'A', kind: 'transactional', text: 'a', recipients: [number] }),
    ).resolves.toEqual({ orderId: '1' });
  });
});
