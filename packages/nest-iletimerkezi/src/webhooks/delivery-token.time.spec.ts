import { expect, it, jest } from '@jest/globals';

const crypto = await import('node:crypto');
const compared: number[][] = [];
jest.unstable_mockModule('node:crypto', () => ({
  ...crypto,
  timingSafeEqual: (one: Buffer, other: Buffer): boolean => {
    compared.push([one.length, other.length]);
    return crypto.timingSafeEqual(one, other);
  },
}));
const { isValidToken } = await import('./delivery-token.js');

// guarantee: G-069
it.each([
  ['the first token', 'first-token-of-two'],
  ['the last token', 'other'],
  ['a wrong one of the same length', 'first-token-of-twx'],
  ['the beginning of one', 'first'],
  ['an empty one', ''],
  ['a very long one', 'x'.repeat(100_000)],
  ['no text', undefined],
])('compares all tokens in constant time, as digests of equal length, for %s', (_, given) => {
  compared.length = 0;
  isValidToken(given, ['first-token-of-two', 'other']);
  expect(compared).toEqual([
    [32, 32],
    [32, 32],
  ]);
});
