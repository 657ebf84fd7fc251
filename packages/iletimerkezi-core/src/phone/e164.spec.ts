import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isE164, parsePhone } from './index.js';

describe('isE164', () => {
  it.each(['+905321234567', '+4915112345678', '+6834002'])('accepts %s', (text) => {
    expect(isE164(text)).toBe(true);
  });

  it.each(['', '05321234567', '905321234567', '+0532123456', '+90 532 123 45 67', '+1234567890123456'])(
    'refuses %p',
    (text) => {
      expect(isE164(text)).toBe(false);
    },
  );

  it('accepts every number that parsePhone returns', () => {
    const input = fc.string({ unit: fc.constantFrom(...Array.from('0123456789+ ()-.')), maxLength: 24 });
    fc.assert(
      fc.property(input, (text) => {
        const parsed = parsePhone(text, { abroad: true });
        expect(!parsed.ok || isE164(parsed.value)).toBe(true);
      }),
    );
  });
});
