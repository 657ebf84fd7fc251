/// <reference types="node" />
import { afterEach, describe, expect, it } from '@jest/globals';
import type { ConsentBatch } from '../contract/iys-register.js';
import { answer, startServer, type ProviderServer } from '../test-support/provider-server.js';
import { IletimerkeziClient } from './iletimerkezi-client.js';
import type { ObservedCall } from './observe.js';

const NUMBER = '+905301234567';
const ORDER = { sender: 'BASLIK', kind: 'transactional', text: 'Kod 1', recipients: [NUMBER] } as const;

let server: ProviderServer | undefined;
afterEach(() => server?.close());

/** Returns a client whose first `failures` answers are 503, and the calls it observed with their outcome. */
async function observed(failures = 0): Promise<{ client: IletimerkeziClient; calls: unknown[] }> {
  const calls: unknown[] = [];
  let requests = 0;
  server = await startServer((_request, response) => {
    requests += 1;
    if (requests <= failures) response.writeHead(503).end();
    else answer(response, 200, { order: { id: 1 }, senders: { sender: ['BASLIK'] } });
  });
  const observe = async <Result>(call: ObservedCall, run: () => Promise<Result>): Promise<Result> => {
    try {
      const result = await run();
      calls.push({ ...call, code: undefined });
      return result;
    } catch (error) {
      calls.push({ ...call, code: Reflect.get(Object(error), 'code') });
      throw error;
    }
  };
  const client = new IletimerkeziClient({
    credentials: { key: 'K', hash: 'H' },
    retry: { attempts: 3, baseMs: 1, maxMs: 2 },
    baseUrl: server.url,
    observe,
  });
  return { client, calls };
}

describe('the observe hook', () => {
  it('wraps a call with its operation, recipients and attempts', async () => {
    const { client, calls } = await observed(2);
    await client.getSenders();
    await client.sendSms(ORDER);
    expect(calls).toEqual([
      { operation: 'senders', recipients: undefined, attempts: 3, code: undefined },
      { operation: 'send', recipients: 1, attempts: 1, code: undefined },
    ]);
  });

  it('wraps a call whose input is refused', async () => {
    const { client, calls } = await observed();
    const nothing: ConsentBatch = JSON.parse('{}');
    await expect(client.registerConsents(nothing)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(calls).toEqual([
      { operation: 'consents.register', recipients: 0, attempts: 0, code: 'invalid-input' },
    ]);
  });

  it('receives no number, text, id or credential', async () => {
    const { client, calls } = await observed();
    await client.sendSms(ORDER);
    await client.cancelOrder('20831145').catch(() => undefined);
    expect(calls).toHaveLength(2);
    for (const secret of ['5301234567', 'Kod 1', '20831145', '"K"', '"H"']) {
      expect(JSON.stringify(calls)).not.toContain(secret);
    }
  });

  it('throws what the observer throws', async () => {
    const failing = new IletimerkeziClient({
      credentials: { key: 'K', hash: 'H' },
      observe: () => Promise.reject(new TypeError('observer failed')),
    });
    await expect(failing.getBalance()).rejects.toThrow(TypeError);
  });
});
