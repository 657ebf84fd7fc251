import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { ENDPOINTS } from '../endpoints.js';
import { codeOf, message, ORDER, startProvider, type Provider } from '../test-support/provider.js';
import type { FaultKind } from './faults.js';

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
});
beforeEach(() => {
  provider.emulator.reset();
  provider.emulator.freeze(true);
});
afterAll(() => provider.emulator.close());

const fault = (kind: FaultKind, more: object = {}) =>
  provider.control('POST', '/faults', { endpoint: 'send-sms', fault: kind, ...more });
const arrived = () => provider.emulator.inbox().length;

/** Sends over a bare socket and returns the bytes that came back until it closed. */
function sendRaw(): Promise<string> {
  const authentication = { key: 'k', hash: 'h' };
  const body = JSON.stringify({ request: { authentication, order: ORDER } });
  return new Promise((resolve) => {
    const socket = connect(provider.emulator.port, '127.0.0.1');
    let text = '';
    socket.on('data', (part) => (text += part.toString()));
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
    socket.write(
      `POST ${ENDPOINTS['send-sms']} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });
}

describe('a fault before the request is processed', () => {
  it('closes the connection and creates no order', async () => {
    await fault('cut-before-accept');
    expect(await sendRaw()).toBe('');
    expect(arrived()).toBe(0);
  });

  it('returns 503 and creates no order', async () => {
    await fault('unavailable');
    const answer = await provider.send();
    expect(answer.response).toEqual({ status: { code: 503, message: 'Sunucu geçici olarak servis dışı.' } });
    expect(answer.http).toBe(503);
    expect(arrived()).toBe(0);
  });

  it('returns 429 without the provider’s envelope', async () => {
    await fault('throttle');
    const answer = await provider.send();
    expect([answer.http, answer.headers.get('retry-after'), answer.response]).toEqual([429, '1', undefined]);
    expect(arrived()).toBe(0);
  });

  it('sends no response and creates no order', async () => {
    await fault('hang-before-accept');
    await expect(
      provider.raw(ENDPOINTS['send-sms'], '{"request":{}}', { signal: AbortSignal.timeout(50) }),
    ).rejects.toThrow(/timeout|aborted/i);
    expect(arrived()).toBe(0);
  });
});

describe('a fault after the request was processed', () => {
  it('closes the connection after the order was created', async () => {
    await fault('accept-then-cut');
    expect(await sendRaw()).toBe('');
    expect(arrived()).toBe(1);
    expect(provider.emulator.journal(1)[0]).toMatchObject({
      code: 200,
      fault: 'accept-then-cut',
      orderId: expect.any(Number),
    });
  });

  it('returns the 502 of a gateway after the order was created', async () => {
    await fault('accept-then-5xx');
    const answer = await provider.send();
    expect([answer.http, answer.response]).toEqual([502, undefined]);
    expect(arrived()).toBe(1);
  });

  it('returns invalid JSON after the order was created', async () => {
    await fault('malformed-json');
    const answer = await provider.send();
    expect(answer.http).toBe(200);
    expect(answer.response).toBeUndefined();
    expect(answer.body).toContain('"code":200');
    expect(arrived()).toBe(1);
  });

  it('truncates the body after the order was created', async () => {
    await fault('truncated-body');
    const text = await sendRaw();
    const announced = Number(/content-length: (\d+)/i.exec(text)?.[1]);
    const body = text.split('\r\n\r\n')[1] ?? '';
    expect(body.length).toBeGreaterThan(0);
    expect(Buffer.byteLength(body)).toBeLessThan(announced);
    expect(text).toContain('x-iletimerkezi-emulator');
    expect(arrived()).toBe(1);
  });

  it('delays the response after the order was created', async () => {
    await fault('slow', { delayMs: 120 });
    const answer = provider.send();
    await provider.emulator.waitForMessages({ to: '5301234567' }, { timeoutMs: 100_000 });
    const before = performance.now();
    expect(codeOf(await answer)).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(50);
  });
});

describe('the number of affected requests', () => {
  const outcomes = async (count: number) => {
    const codes: number[] = [];
    for (let index = 0; index < count; index++) {
      codes.push((await provider.send({ message: message(`Kod ${index}`, '5301234567') })).http);
    }
    return codes;
  };

  it('is once by default', async () => {
    await fault('unavailable');
    expect(await outcomes(3)).toEqual([503, 200, 200]);
  });

  it('is set by skip and times', async () => {
    await fault('unavailable', { skip: 1, times: 2 });
    expect(await outcomes(4)).toEqual([200, 503, 503, 200]);
  });

  it('is set by a probability, reproducible with its seed', async () => {
    await fault('unavailable', { probability: 0.5, seed: 3 });
    const first = await outcomes(20);
    provider.emulator.reset();
    await fault('unavailable', { probability: 0.5, seed: 3 });
    expect(await outcomes(20)).toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 503]));
  });

  it('excludes other endpoints and other accounts', async () => {
    await fault('unavailable', { account: 'other' });
    expect(codeOf(await provider.call('get-balance'))).toBe(200);
    expect(await outcomes(1)).toEqual([200]);
    await provider.control('POST', '/faults', { endpoint: '*', fault: 'unavailable', times: 1 });
    expect(codeOf(await provider.call('get-balance'))).toBe(503);
  });

  it('is zero after the fault was removed', async () => {
    const { body } = await fault('unavailable', { times: 100 });
    expect(await outcomes(1)).toEqual([503]);
    await provider.control('DELETE', `/faults/${body.id}`);
    expect(await outcomes(1)).toEqual([200]);
    expect((await provider.control('DELETE', `/faults/${body.id}`)).http).toBe(404);
  });
});
