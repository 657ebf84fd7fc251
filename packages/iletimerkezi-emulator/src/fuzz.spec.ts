// heavy: sends hundreds of generated requests
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ENDPOINTS, type EndpointName } from './endpoints.js';
import { MESSAGES } from './provider/codes.js';
import { ACCOUNT, codeOf, message, startProvider, type Provider } from './test-support/provider.js';

// FUZZ_RUNS=10000 is the long run.
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 400);

/** Data of the victim's account only. No response to another account may contain it. */
const SECRETS = ['victim-hash', 'GIZLI', '905309876543', 'cok gizli metin', '87654'];

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider({
    accounts: [
      { ...ACCOUNT, balance: 1_000_000_000 },
      {
        key: 'victim',
        hash: 'victim-hash',
        senders: ['GIZLI'],
        brandCodes: [87654],
        blacklist: ['5309876543'],
      },
    ],
    consents: [{ brandCode: 87654, recipient: '5309876543' }],
  });
  const victim = { key: 'victim', hash: 'victim-hash' };
  await provider.send({ sender: 'GIZLI', message: message('cok gizli metin', '5301112233') }, victim);
});
afterAll(() => provider.emulator.close());

const names = Object.keys(ENDPOINTS).filter((name): name is EndpointName => Object.hasOwn(ENDPOINTS, name));
const hostileKey = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  '0',
  'length',
);
const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(
    null,
    undefined,
    '5301234567',
    '+905301234567',
    'ACME',
    '1',
    '0',
    'BIREYSEL',
    'TACIR',
    'victim',
    312_000_001,
    '312000001',
    1234,
    87_654,
  ),
  fc.constantFrom(
    '20/01/2027 13:45',
    '2027-01-20',
    '2027-01-20 10:00:00',
    'MESAJ',
    'ONAY',
    'HS_WEB',
    '-1',
    '1e9',
    'NaN',
  ),
);
const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(hostileKey, fc.string()), tie('value'), { maxKeys: 4 }),
  ),
}));
const maybe = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 3, arbitrary }, { weight: 1, arbitrary: anything });
const record = (model: Record<string, fc.Arbitrary<unknown>>) => fc.record(model, { requiredKeys: [] });

/** Contents that look like the documented ones, any part of which may be anything. */
const content = record({
  order: maybe(
    record({
      sender: maybe(fc.constant('ACME')),
      iys: maybe(fc.constantFrom('0', '1')),
      iysList: maybe(fc.constantFrom('BIREYSEL', 'TACIR')),
      sendDateTime: maybe(fc.constantFrom('', '20/01/2030 13:45')),
      message: maybe(
        record({ text: maybe(fc.string()), receipents: maybe(record({ number: maybe(fc.array(leaf)) })) }),
      ),
      id: maybe(fc.constantFrom('312000001', 312_000_002)),
      page: maybe(fc.integer()),
      rowCount: maybe(fc.integer()),
    }),
  ),
  filter: maybe(
    record({
      start: maybe(fc.constant('2027-01-20')),
      end: maybe(fc.constant('2027-01-21')),
      page: maybe(fc.integer()),
    }),
  ),
  blacklist: maybe(
    record({
      number: maybe(fc.constant('5301234567')),
      page: anything,
      rowCount: anything,
      filter: anything,
    }),
  ),
  consent: maybe(
    record({
      brandCode: maybe(fc.constant(1234)),
      recipient: maybe(fc.constant('5301234567')),
      recipientType: maybe(fc.constant('BIREYSEL')),
      type: maybe(fc.constant('MESAJ')),
      list: maybe(
        fc.array(
          record({
            recipient: leaf,
            recipientType: leaf,
            type: leaf,
            status: leaf,
            source: leaf,
            consentDate: leaf,
          }),
        ),
      ),
    }),
  ),
});
const authentication = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ key: 'k', hash: 'h' }) },
  { weight: 1, arbitrary: fc.constant({ key: 'victim', hash: 'h' }) },
  { weight: 1, arbitrary: record({ key: leaf, hash: leaf }) },
  { weight: 1, arbitrary: anything },
);
const body = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(authentication, content)
      .map(([auth, rest]) => JSON.stringify({ request: { authentication: auth, ...rest } })),
  },
  { weight: 1, arbitrary: anything.map((value) => JSON.stringify(value) ?? '') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

describe('any body', () => {
  it(
    'is answered with a code of the provider, and shows nothing of another account',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...names), body, async (name, text) => {
          const answer = await provider.raw(ENDPOINTS[name], text);
          expect(Object.keys(MESSAGES)).toContain(String(codeOf(answer)));
          expect(codeOf(answer)).not.toBe(503);
          expect(answer.headers.get('x-iletimerkezi-emulator')).toBeTruthy();
          for (const secret of SECRETS) expect(answer.body).not.toContain(secret);
        }),
        { numRuns: RUNS },
      );
      expect((await provider.control('GET', '/health')).body.status).toBe('ok');
    },
    RUNS * 100,
  );

  it('leaves no name behind on the objects of the process', async () => {
    for (const name of names) {
      await provider.raw(
        ENDPOINTS[name],
        '{"request":{"authentication":{"key":"k","hash":"h"},"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}},"__proto__":{"polluted":1}}',
      );
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('takes no credentials from an inherited name', async () => {
    const text = '{"request":{"__proto__":{"authentication":{"key":"k","hash":"h"}}}}';
    expect(codeOf(await provider.raw(ENDPOINTS['get-balance'], text))).toBe(401);
  });

  it.each(['[', '{"request":'])('may be nested 100,000 deep with %j', async (opening) => {
    const answer = await provider.raw(ENDPOINTS['send-sms'], opening.repeat(100_000));
    expect(codeOf(answer)).toBe(400);
    const closed = `{"request":{"authentication":{"key":"k","hash":"h"},"order":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`;
    expect(codeOf(await provider.raw(ENDPOINTS['send-sms'], closed))).toBe(468);
    const small = `{"request":{"authentication":{"key":"k","hash":"h"},"order":${'['.repeat(7900)}${']'.repeat(7900)}}}`;
    expect(codeOf(await provider.raw(ENDPOINTS['send-sms'], small))).toBe(468);
    expect((await provider.control('GET', '/journal')).http).toBe(200);
  });
});

describe('the control plane', () => {
  it('answers anything with JSON and stays up', async () => {
    const routes = [
      '/clock',
      '/faults',
      '/quirks',
      '/settings',
      '/restore',
      '/registry',
      '/webhook-rules',
      '/accounts/k/webhook',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...routes), anything, async (path, value) => {
        const method = path.startsWith('/acc') || path === '/quirks' || path === '/settings' ? 'PUT' : 'POST';
        const answer = await provider.control(method, path, value);
        expect(answer.http).toBeLessThan(500);
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
    expect((await provider.control('GET', '/health')).body.status).toBe('ok');
  });
});
