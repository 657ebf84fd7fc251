import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseSender } from 'iletimerkezi-core';
import { ACCOUNT, codeOf, startProvider, type Provider } from '../../../test-support/provider.js';

const SENDERS = [
  'ACME',
  'N11.COM',
  'H&M',
  'MY SHOP',
  'A-101',
  'a_b',
  'abcdefghijk',
  'a!b@',
  'abcdefghijkl',
  'A/B',
  "O'NEIL",
  'ÇİÇEK',
  'A+B',
  '--',
  ' ACME',
  'ACME ',
  'A\tB',
];

describe('a sender that the account lists as approved', () => {
  let provider: Provider;
  beforeAll(async () => {
    provider = await startProvider({ accounts: [{ ...ACCOUNT, senders: SENDERS }] });
  });
  afterAll(() => provider.emulator.close());

  it.each(SENDERS)('is taken when core takes it, and refused with 450 when not: %p', async (sender) => {
    const answer = await provider.send({ sender });
    const expected = parseSender(sender).ok ? 200 : 450;
    expect(codeOf(answer)).toBe(expected);
    await provider.control('POST', '/reset');
  });
});
