import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { connect } from 'node:net';
import { codeOf, startProvider, type Provider } from '../test-support/provider.js';
import { ENDPOINTS } from '../endpoints.js';
import { MESSAGES } from './codes.js';

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider({
    accounts: [
      { key: 'k', hash: 'h' },
      { key: 'off', hash: 'h', apiAllowed: false },
      { key: 'far', hash: 'h', allowedIps: ['10.0.0.1'] },
    ],
  });
});
afterAll(() => provider.emulator.close());

const NOT_FOUND = { status: { code: 404, message: 'API istek yapılan yönteme sahip değil' } };
const UNREADABLE = { status: { code: 400, message: 'İstek çözümlenemedi' } };

describe('every provider path', () => {
  it.each(Object.values(ENDPOINTS))('%s answers 401 without credentials', async (path) => {
    const answer = await provider.raw(path, '{"request":{}}');
    expect(answer.response).toEqual({ status: { code: 401, message: 'Üyelik bilgileri hatalı' } });
    expect(answer.http).toBe(401);
  });

  it.each(Object.values(ENDPOINTS))('%s answers GET with 404', async (path) => {
    const answer = await provider.raw(path, undefined, { method: 'GET' });
    expect(answer.response).toEqual(NOT_FOUND);
    expect(answer.headers.get('x-iletimerkezi-emulator')).toBeTruthy();
  });

  it.each(['', '{', '[]', 'null', '"x"', '{"request":[]}', '{"Request":{}}'])(
    'answers the body %j with 400',
    async (body) => {
      expect((await provider.raw(ENDPOINTS['get-balance'], body)).response).toEqual(UNREADABLE);
    },
  );

  it('reads JSON with any content type', async () => {
    const body = '{"request":{"authentication":{"key":"k","hash":"h"}}}';
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', '']) {
      const answer = await provider.raw(ENDPOINTS['get-balance'], body, {
        headers: { 'content-type': type },
      });
      expect(codeOf(answer)).toBe(200);
    }
  });

  it('answers an unknown path with 404, the XML and GET twins too', async () => {
    for (const path of ['/v1/nothing/json', '/v1/send-sms', '/v1/send-sms/get/?key=k', '/v2/send-sms/json']) {
      expect((await provider.raw(path, '{}')).response).toEqual(NOT_FOUND);
    }
  });
});

describe('what is no HTTP', () => {
  it.each(['nonsense\r\n\r\n', `POST / HTTP/1.1\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`])(
    "gets the provider's 400 and the emulator's header",
    async (bytes) => {
      const text = await new Promise<string>((resolve) => {
        const socket = connect(provider.emulator.port, '127.0.0.1');
        let received = '';
        socket.on('data', (part) => (received += part.toString()));
        socket.on('error', () => {});
        socket.on('close', () => resolve(received));
        socket.write(bytes);
      });
      expect(text).toContain('x-iletimerkezi-emulator');
      expect(text).toContain('{"response":{"status":{"code":400,"message":"İstek çözümlenemedi"}}}');
    },
  );
});

describe('401', () => {
  it.each([
    ['a wrong key', { key: 'x', hash: 'h' }, 'no account'],
    ['a wrong hash', { key: 'k', hash: 'x' }, 'hash'],
    ['API access switched off', { key: 'off', hash: 'h' }, 'switched off'],
    ['an address off the list', { key: 'far', hash: 'h' }, 'address'],
    ['an inherited name', { key: '__proto__', hash: 'h' }, 'no account'],
  ])('covers %s and the journal has the reason', async (_name, as, why) => {
    expect(codeOf(await provider.call('get-balance', {}, as))).toBe(401);
    expect(provider.emulator.journal(1)[0]?.reason).toContain(why);
  });
});

describe('the Turkish texts', () => {
  it('has one for every code the documentation lists for these endpoints', () => {
    const codes = [200, 400, 401, 402, 403, 404, 405, 422, 450, 451, 452, 453, 454, 455, 456, 457, 458];
    const more = [459, 460, 464, 466, 468, 469, 470, 474, 475, 503];
    expect(Object.keys(MESSAGES).map(Number)).toEqual([...codes, ...more]);
  });
});

describe('a body of 100 MB', () => {
  it('is answered with 400 while it is thrown away piece by piece', async () => {
    const before = process.memoryUsage().rss;
    const chunk = Buffer.alloc(1024 * 1024, 'a');
    const answer = await new Promise<string>((resolve, reject) => {
      const outgoing = request(
        provider.emulator.url + ENDPOINTS['send-sms'],
        { method: 'POST' },
        (incoming) => {
          let text = '';
          incoming.on('data', (part) => (text += part));
          incoming.on('end', () => resolve(text));
        },
      );
      outgoing.on('error', reject);
      let sent = 0;
      const push = (): void => {
        while (sent < 100) {
          sent += 1;
          if (!outgoing.write(chunk)) return void outgoing.once('drain', push);
        }
        outgoing.end();
      };
      push();
    });
    expect(JSON.parse(answer)).toEqual({ response: UNREADABLE });
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });
});
