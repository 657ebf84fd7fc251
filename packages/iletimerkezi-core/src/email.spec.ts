import { describe, expect, it } from '@jest/globals';
import { isEmailAddress, parseEmail } from './email.js';

describe('parseEmail', () => {
  it.each([
    ['a@b.tr', 'a@b.tr'],
    [' ayse.isik+haber@Ornek.COM.TR ', 'ayse.isik+haber@ornek.com.tr'],
    ['A_b-c@d-e.co', 'A_b-c@d-e.co'],
  ])('accepts %j', (input, value) => {
    expect(parseEmail(input)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'empty'],
    ['a@b.c', 'too-short'],
    [`${'a'.repeat(260)}@b.com`, 'too-long'],
    ['ayse.ornek.com', 'not-an-email'],
    ['@ornek.com', 'not-an-email'],
    ['ayse@ornek', 'not-an-email'],
    ['ayse..isik@ornek.com', 'not-an-email'],
    ['.ayse@ornek.com', 'not-an-email'],
    ['ayse @ornek.com', 'not-an-email'],
    ['ayse@-ornek.com', 'not-an-email'],
    ['ayşe@ornek.com', 'non-ascii'],
    ['ayse@örnek.com', 'non-ascii'],
    ["o'brien@ornek.com", 'special-character'],
    ['a!b@ornek.com', 'special-character'],
    ['a@b@ornek.com', 'special-character'],
  ])('refuses %j as %s', (input, reason) => {
    expect(parseEmail(input)).toEqual({ ok: false, reason });
  });
});

describe('isEmailAddress', () => {
  it('accepts an address as parseEmail returns it, and nothing else', () => {
    expect(isEmailAddress('ayse.isik+haber@ornek.com.tr')).toBe(true);
    for (const text of ['', 'ayse@Ornek.com', ' ayse@ornek.com', '+905321234567', 'ayse@ornek']) {
      expect(isEmailAddress(text)).toBe(false);
    }
  });
});
