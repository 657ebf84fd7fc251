import { describe, expect, it } from '@jest/globals';

import { parseSender } from './sender.js';

describe('a sender', () => {
  it.each(['A', 'BASLIK', 'N11.COM', 'MY BRAND', 'H&M', 'A-101', 'a_b', 'abcdefghijk'])(
    '%p is accepted unchanged',
    (text) => {
      expect(parseSender(text)).toEqual({ ok: true, value: text });
    },
  );

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['abcdefghijkl', 'too-long'],
    ['ÇİÇEK', 'character'],
    ['A\tB', 'character'],
    ['A\0B', 'character'],
    ['a!b@', 'character'],
    ["O'NEIL", 'character'],
    ['A/B', 'character'],
    ['A+B', 'character'],
    ['--', 'character'],
    ['A\u00a0B', 'character'],
    ['A\ud83d', 'character'],
    ['BASLIK ', 'outer-space'],
  ])('%p is refused as %p', (text, reason) => {
    expect(parseSender(text)).toEqual({ ok: false, reason });
  });
});
