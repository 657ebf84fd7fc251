import { once } from 'node:events';
import { createServer, request, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { becomes } from '../support/becomes.ts';
import { SendFront } from './front.ts';

const PATH = '/v1/send-sms/json';
const TO = '+905300000001';
const BODY = JSON.stringify({ request: { order: { message: { receipents: { number: [TO] } } } } });

describe('the front before the provider', () => {
  let provider: Server;
  let front: SendFront;
  let answer: RequestListener;
  let received: string[];

  beforeEach(async () => {
    answer = (_, response) => response.end('taken');
    received = [];
    provider = createServer((asked, response) => {
      let body = '';
      asked.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      asked.once('end', () => {
        received.push(body);
        answer(asked, response);
      });
    });
    provider.listen(0, '127.0.0.1');
    await once(provider, 'listening');
    front = await SendFront.before(`http://127.0.0.1:${(provider.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    await front.close();
    provider.closeAllConnections();
    provider.close();
  });

  /** The answer's status and body, or `broken`. */
  const post = (path = PATH): Promise<string> =>
    new Promise((resolve) => {
      const sent = request(front.url + path, { method: 'POST' }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
        response.once('error', () => resolve('broken'));
        response.once('end', () => resolve(`${response.statusCode} ${text}`));
      });
      sent.once('error', () => resolve('broken'));
      sent.end(BODY);
    });

  it('passes a request and its answer on, and counts it once', async () => {
    expect(await post()).toBe('200 taken');
    expect(received).toEqual([BODY]);
    expect([front.recipients, front.sentTwice()]).toEqual([1, []]);
    expect(front.arrivals).toMatchObject([{ recipients: 1 }]);
  });

  it('counts only send requests', async () => {
    expect(await post('/v1/get-report/json')).toBe('200 taken');
    expect(front.arrivals).toEqual([]);
    expect(() => front.sentTwice()).toThrow('prove nothing');
  });

  it('counts a second request also when the provider refused it as a duplicate', async () => {
    await post();
    answer = (_, response) => response.writeHead(451).end();
    await post();
    expect(front.sentTwice()).toEqual([TO]);
    expect(front.trace(TO)).toEqual([
      expect.stringContaining('answer 200'),
      expect.stringContaining('answer 451'),
    ]);
  });

  it('counts a request whose connection the provider cut, and passes the cut on', async () => {
    answer = (asked) => asked.socket.destroy();
    expect(await post()).toBe('broken');
    answer = (_, response) => response.end('taken');
    await post();
    expect(front.sentTwice()).toEqual([TO]);
  });

  it('counts a request that the provider answered with 503: it may have been accepted', async () => {
    answer = (_, response) => response.writeHead(503).end();
    expect(await post()).toBe('503 ');
    answer = (_, response) => response.end('taken');
    await post();
    expect(front.sentTwice()).toEqual([TO]);
  });

  it('refuses one request itself, which neither reaches the provider nor counts', async () => {
    front.refuseNext();
    expect(await post()).toMatch(/^401 .*"code":"401"/);
    expect(received).toEqual([]);
    expect([await post(), front.sentTwice()]).toEqual(['200 taken', []]);
  });

  it.each([
    ['counts and passes on a request whose sender is gone after the last byte', BODY, 1],
    ['neither counts nor passes on a request whose body broke off', BODY.slice(0, 20), 0],
  ])('%s', async (_, bytes, times) => {
    const { port } = new URL(front.url);
    const socket = connect(Number(port), '127.0.0.1');
    const head = `POST ${PATH} HTTP/1.1\r\nhost: x\r\ncontent-length: ${Buffer.byteLength(BODY)}\r\n\r\n`;
    await new Promise<void>((done) => socket.write(head + bytes, () => done()));
    socket.destroy();
    // A complete request after it shows that the first one was processed.
    await post();
    await becomes(
      async () => received,
      Array.from({ length: times + 1 }, () => BODY),
    );
    expect(front.arrivals).toHaveLength(times + 1);
  });
});
