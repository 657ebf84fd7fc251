import { describe, expect, it } from '@jest/globals';
import { mergeOptions } from './merge-options.js';

const ENVIRONMENT = {
  credentials: { key: 'key', hash: 'hash' },
  defaultSender: 'SHOP',
  brandCode: '1234',
  webhook: { tokens: ['token-of-the-environment'] },
  storage: { url: 'postgres://environment/shop', pool: 3 },
  timeouts: { connectMs: 1_000, responseMs: 2_000 },
};

describe('mergeOptions', () => {
  it('takes a given value and reads a missing one from the environment', () => {
    expect(mergeOptions(ENVIRONMENT, { defaultSender: 'MAGAZA', outbox: { run: false } })).toEqual({
      ...ENVIRONMENT,
      defaultSender: 'MAGAZA',
      outbox: { run: false },
    });
  });

  it('treats an option given as undefined as missing', () => {
    expect(mergeOptions(ENVIRONMENT, { brandCode: undefined, timeouts: { connectMs: undefined } })).toEqual(
      ENVIRONMENT,
    );
  });

  it('replaces credentials as a pair', () => {
    const credentials = { key: 'other', hash: 'other' };
    expect(mergeOptions(ENVIRONMENT, { credentials }).credentials).toBe(credentials);
  });

  it('merges webhook and timeouts field by field', () => {
    expect(
      mergeOptions(ENVIRONMENT, { webhook: { attempts: 2 }, timeouts: { responseMs: 9_000 } }),
    ).toMatchObject({
      webhook: { tokens: ['token-of-the-environment'], attempts: 2 },
      timeouts: { connectMs: 1_000, responseMs: 9_000 },
    });
  });

  it('does not add addresses from the environment to a given one', () => {
    expect(mergeOptions(ENVIRONMENT, { storage: { dir: '/data' } }).storage).toEqual({
      dir: '/data',
      pool: 3,
    });
    expect(mergeOptions(ENVIRONMENT, { storage: {} }).storage).toEqual(ENVIRONMENT.storage);
    expect(mergeOptions(ENVIRONMENT, { storage: false }).storage).toBe(false);
  });

  it('keeps a value of the wrong type, so that validation rejects it', () => {
    const wrong = JSON.parse('{"timeouts":17,"storage":"here","webhook":5}') as object;
    expect(mergeOptions(ENVIRONMENT, wrong)).toMatchObject({ timeouts: 17, storage: 'here' });
  });
});
