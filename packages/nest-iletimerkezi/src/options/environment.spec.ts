import { expect, it } from '@jest/globals';
import { readEnvironment, VARIABLES } from './environment.js';

it('reads every option that has a variable, with the option’s type', () => {
  const values: Record<string, string> = {
    ILETIMERKEZI_KEY: 'key',
    ILETIMERKEZI_HASH: 'hash',
    ILETIMERKEZI_BASE_URL: 'http://127.0.0.1:4010',
    ILETIMERKEZI_SENDER: 'SHOP',
    ILETIMERKEZI_BRAND_CODE: '1234',
    ILETIMERKEZI_CHARACTER_MODE: 'turkish',
    ILETIMERKEZI_ABROAD: 'true',
    ILETIMERKEZI_BRAND_TITLE: 'Örnek Giyim',
    ILETIMERKEZI_BRAND_MERSIS: '0123456789012345',
    ILETIMERKEZI_BRAND_CONTACT: 'bilgi@ornek.com',
    ILETIMERKEZI_BRAND_OPT_OUT: 'RET 4050',
    ILETIMERKEZI_OPT_OUT_URL: 'https://ornek.com/r',
    ILETIMERKEZI_OPT_OUT_SECRETS: 'first-secret, second-secret',
    ILETIMERKEZI_WEBHOOK_TOKENS: 'first-token, second-token',
    ILETIMERKEZI_STORAGE_DIR: '/var/lib/sms',
    ILETIMERKEZI_STORAGE_URL: 'postgres://db/shop',
    ILETIMERKEZI_STORAGE_LISTEN_URL: 'postgres://db:5433/shop',
    ILETIMERKEZI_STORAGE_POOL: '3',
    ILETIMERKEZI_CONNECT_TIMEOUT_MS: '1000',
    ILETIMERKEZI_RESPONSE_TIMEOUT_MS: '2000',
    ILETIMERKEZI_DRAIN_TIMEOUT_MS: '3000',
    ILETIMERKEZI_ALLOW_LIVE_PROVIDER_IN_TESTS: 'false',
  };
  expect(Object.keys(values).toSorted()).toEqual(Object.values(VARIABLES).toSorted());
  expect(readEnvironment({ get: (name) => values[name] })).toEqual({
    credentials: { key: 'key', hash: 'hash' },
    baseUrl: 'http://127.0.0.1:4010',
    defaultSender: 'SHOP',
    brandCode: '1234',
    characterMode: 'turkish',
    abroad: true,
    brand: {
      title: 'Örnek Giyim',
      identity: { mersis: '0123456789012345' },
      contact: { email: 'bilgi@ornek.com' },
      optOut: { keyword: 'RET', number: '4050' },
    },
    optOut: { url: 'https://ornek.com/r', secrets: ['first-secret', 'second-secret'] },
    webhook: { tokens: ['first-token', 'second-token'] },
    storage: {
      dir: '/var/lib/sms',
      url: 'postgres://db/shop',
      listenUrl: 'postgres://db:5433/shop',
      pool: 3,
    },
    timeouts: { connectMs: 1_000, responseMs: 2_000 },
    drainTimeoutMs: 3_000,
    allowLiveProviderInTests: false,
  });
});

it('ignores variables that are not set or empty', () => {
  expect(readEnvironment({ get: (name) => (name === 'ILETIMERKEZI_SENDER' ? ' ' : undefined) })).toEqual({
    credentials: { key: '', hash: '' },
    timeouts: {},
  });
});
