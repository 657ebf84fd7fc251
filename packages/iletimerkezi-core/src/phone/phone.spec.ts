import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parsePhones, parsePhone, parseTurkishMobile } from './index.js';

describe('parseTurkishMobile', () => {
  it.each([
    '05321234567',
    '5321234567',
    '905321234567',
    '+905321234567',
    '00905321234567',
    '0532 123 45 67',
    '0532-123-45-67',
    '0532.123.45.67',
    '0532/123 45 67',
    '(0532) 123 45 67',
    '+90 (532) 123 45 67',
    '(+90) 532 123 45 67',
    '+90 (0) 532 123 45 67',
    '+90 0532 123 45 67',
    '+9005321234567',
    '+0905321234567',
    '0 90 532 123 45 67',
    '0532\u00a0123\u200945\u202f67',
    '0532–123‑45—67',
    '\u202a+90 532 123 45 67\u202c',
    ' \t05321234567\r\n',
    "'05321234567",
    '="05321234567"',
    '5321234567.0',
    '905321234567,00',
    'tel:+90-532-123-45-67',
    '０５３２ １２３ ４５ ６７',
    '+９０５３２１２３４５６７',
    '٠٥٣٢١٢٣٤٥٦٧',
    '۰۵۳۲۱۲۳۴۵۶۷',
    '+905٣٢١٢٣٤٥٦٧',
  ])('parses %j', (input) => {
    expect(parseTurkishMobile(input)).toEqual({ ok: true, value: '+905321234567' });
  });

  it.each([
    ['', 'empty'],
    [' \t\u00a0', 'empty'],
    ['-', 'not-a-number'],
    ['+', 'not-a-number'],
    ['yok', 'not-a-number'],
    ['5.000000000', 'too-short'],
    ['532123456.0', 'too-short'],
    ['0532 123 45 6O', 'not-a-number'],
    ['0532+1234567', 'not-a-number'],
    ['Ayşe 0532 123 45 67', 'not-a-number'],
    ['5,32123E+09', 'exponent'],
    ['9.05321E+11', 'exponent'],
    ['532 123 45 6', 'too-short'],
    ['0532 123 45 6', 'too-short'],
    ['+90 532 123 45 6', 'too-short'],
    ['90 5321 2345', 'too-short'],
    ['123 45 67', 'too-short'],
    ['0', 'too-short'],
    ['0532 123 45 678', 'too-long'],
    ['+90 532 123 45 678', 'too-long'],
    ['05321234567 / 05331234567', 'too-long'],
    ['0212 123 45 67', 'landline'],
    ['+90 312 123 45 67', 'landline'],
    ['444 1 444', 'not-mobile'],
    ['0850 123 45 67', 'not-mobile'],
    ['0800 123 45 67', 'not-mobile'],
    ['+49 171 1234567', 'foreign'],
    ['0049 171 1234567', 'foreign'],
    ['4917112345678', 'foreign'],
  ])('refuses %j as %s', (input, reason) => {
    expect(parseTurkishMobile(input)).toEqual({ ok: false, reason });
  });

  it.each([
    ['+905000000000', '+905000000000'],
    ['05999999999', '+905999999999'],
    ['+90\u200b532\u2015123\u202845\u206067', '+905321234567'],
    ['0532\u2000123\u202f45\u206f67', '+905321234567'],
    ['0532\u2212123\u221245\u221267', '+905321234567'],
  ])('parses %j, at the limit', (input, value) => {
    expect(parseTurkishMobile(input)).toEqual({ ok: true, value });
  });

  it.each([
    ['0532\u1fff1234567', 'not-a-number'],
    ['0532\u20161234567', 'not-a-number'],
    ['0532\u20271234567', 'not-a-number'],
    ['0532\u20301234567', 'not-a-number'],
    ['0532\u205f1234567', 'not-a-number'],
    ['0532\u20701234567', 'not-a-number'],
    ['++905321234567', 'not-a-number'],
    ['0+905321234567', 'not-a-number'],
    ['0200 000 00 00', 'landline'],
    ['0499 999 99 99', 'landline'],
    ['0199 999 99 99', 'not-mobile'],
    ['0600 000 00 00', 'not-mobile'],
    ['0444 1 444', 'too-short'],
    ['443 99 99', 'too-short'],
    ['445 00 00', 'too-short'],
    ['+90 999 999 999', 'too-short'],
    ['+90 1 000 000 000', 'not-mobile'],
    ['+90 9 999 999 999', 'not-mobile'],
    ['+90 10 000 000 000', 'too-long'],
    ['+1234567', 'foreign'],
    ['+123456', 'too-short'],
    ['+123456789012345', 'foreign'],
    ['+1234567890123456', 'too-long'],
    ['12345678901', 'foreign'],
    ['53212345678', 'too-long'],
    ['012345678901', 'too-long'],
  ])('refuses %j as %s, at the limit', (input, reason) => {
    expect(parseTurkishMobile(input)).toEqual({ ok: false, reason });
  });

  it('parses its own result, also with additional spaces, dashes and brackets', () => {
    const national = fc.integer({ min: 5_000_000_000, max: 5_999_999_999 });
    const prefix = fc.constantFrom('', '0', '90', '+90', '0090', '+90 (0) ', '900', '+900', '00900', '+090');
    fc.assert(
      fc.property(
        national,
        prefix,
        fc.array(fc.nat(9)),
        fc.constantFrom(' ', '-', '.', '(', ')'),
        (number, before, places, sign) => {
          const digits = Array.from(String(number));
          for (const place of places) digits.splice(place, 0, sign);
          const text = before + digits.join('');
          // `5.000000000` and `532123456.0` are numbers with the decimals of a spreadsheet.
          fc.pre(!/^\+?\d+\.0+$|\.0$/.test(text));
          expect(parseTurkishMobile(text)).toEqual({ ok: true, value: `+90${number}` });
        },
      ),
    );
  });

  it('never throws, and returns only +905 and nine digits', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...Array.from('0123456789+ -()."\'=eE,')) })),
        (input) => {
          const result = parseTurkishMobile(input);
          expect(result.ok ? result.value : '+905000000000').toMatch(/^\+905\d{9}$/);
        },
      ),
    );
  });
});

describe('parsePhone', () => {
  it('accepts only Turkish mobile numbers without abroad', () => {
    expect(parsePhone('+49 171 1234567')).toEqual({ ok: false, reason: 'foreign' });
    expect(parsePhone('0532 123 45 67')).toEqual({ ok: true, value: '+905321234567' });
  });

  it('accepts numbers with a country code with abroad', () => {
    expect(parsePhone('+49 (171) 123-45-67', { abroad: true })).toEqual({
      ok: true,
      value: '+491711234567',
    });
    expect(parsePhone('0044 7911 123456', { abroad: true })).toEqual({
      ok: true,
      value: '+447911123456',
    });
    expect(parsePhone('0532 123 45 67', { abroad: true })).toEqual({ ok: true, value: '+905321234567' });
  });

  it('refuses Turkish landlines and numbers without a country code', () => {
    expect(parsePhone('+90 212 123 45 67', { abroad: true })).toEqual({ ok: false, reason: 'landline' });
    expect(parsePhone('4917112345678', { abroad: true })).toEqual({ ok: false, reason: 'country-code' });
    expect(parsePhone('+4912', { abroad: true })).toEqual({ ok: false, reason: 'too-short' });
    expect(parsePhone('+1234567890123456', { abroad: true })).toEqual({ ok: false, reason: 'too-long' });
  });

  it.each([
    ['+44 (0)20 7946 0958', '+442079460958'],
    ['+49(0)15123456789', '+4915123456789'],
    ['0049 ( 0 ) 151 23456789', '+4915123456789'],
    ['+994 (0)55 123 45 67', '+994551234567'],
    ['tel:+44 (0) 7911 123456', '+447911123456'],
    ['+4915112345678.0', '+4915112345678'],
    ['="+4915112345678.0"', '+4915112345678'],
    ['+49 151 12345678,0', '+4915112345678'],
    ['+4915112345678.00', '+4915112345678'],
    ['+39 06 1234567', '+39061234567'],
    ['+225 07 12 34 56 78', '+2250712345678'],
    ['+53 5 123 45 67', '+5351234567'],
    ['+90 (0) 532 123 45 67', '+905321234567'],
  ])('parses %j as %s, and recognizes both as duplicates', (input, value) => {
    expect(parsePhone(input, { abroad: true })).toEqual({ ok: true, value });
    expect(parsePhones([value, input], { abroad: true })).toMatchObject({
      phones: [value],
      duplicates: 1,
    });
  });

  it.each([
    ['+49 0151 23456789', 'trunk-zero'],
    ['+44 (0)0 20 7946 0958', 'trunk-zero'],
    ['+49 151 (0) 2345678', 'trunk-zero'],
    ['+39 (0)6 1234567', 'trunk-zero'],
    ['00532 123 45 67', 'country-code'],
    ['+532 123 45 67', 'country-code'],
    ['+1234567 (0)', 'trunk-zero'],
    ['+7 (8) 912 345 67 89', 'too-long'],
    ['+370 (8) 612 34567', 'too-long'],
    ['+1 (1) 212 555 0123', 'too-long'],
    ['+1 212 555 0123 45', 'too-long'],
    ['+1 212 555 012', 'too-short'],
    ['+49 151 12345678 / 9', 'too-long'],
    ['+49 151 12345678/90', 'too-long'],
    ['532123456.0', 'too-short'],
    ['0532 123 45 6.0', 'too-short'],
    ['53212345.0.0', 'too-short'],
    ['+49151.0', 'too-short'],
    ['.0'.repeat(50_000), 'too-long'],
    [`a${'.0'.repeat(50_000)}`, 'not-a-number'],
    ['tel:'.repeat(20_000), 'not-a-number'],
  ])('refuses %.40j as %s instead of changing the number', (input, reason) => {
    expect(parsePhone(input, { abroad: true })).toEqual({ ok: false, reason });
  });

  it('returns only the digits of the input in their order, except the country code', () => {
    const sign = fc.constantFrom(
      ...Array.from('0123456789'),
      '+',
      ' ',
      '(0)',
      '(',
      ')',
      '.',
      '.0',
      '-',
      '00',
      '90',
      '5',
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 20 }), fc.boolean(), (signs, abroad) => {
        const input = signs.join('');
        const result = parsePhone(input, { abroad });
        if (!result.ok) return;
        const national = result.value.startsWith('+90') ? result.value.slice(3) : result.value.slice(1);
        const written = Array.from(national).reduce((at, digit) => {
          const found = at < 0 ? -1 : input.indexOf(digit, at);
          return found === -1 ? -1 : found + 1;
        }, 0);
        expect(written).toBeGreaterThan(0);
      }),
      { numRuns: 3000 },
    );
  });

  it('returns E.164 or a reason', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('0123456789+ -()')) }), (input) => {
        const result = parsePhone(input, { abroad: true });
        expect(result.ok ? result.value : '+1234567').toMatch(/^\+[1-9]\d{6,14}$/);
      }),
    );
  });
});

describe('parsePhones', () => {
  it('removes duplicates in any form, and returns the indexes of invalid entries', () => {
    expect(
      parsePhones(['0532 123 45 67', '+905321234567', '0212 123 45 67', '5331234567', '+49 171 1234567']),
    ).toEqual({
      phones: ['+905321234567', '+905331234567'],
      duplicates: 1,
      rejected: [
        { index: 2, reason: 'landline' },
        { index: 4, reason: 'foreign' },
      ],
    });
  });

  it('accepts numbers of other countries without duplicates', () => {
    expect(parsePhones(['+49 171 1234567', '0049 171 123 45 67'], { abroad: true })).toEqual({
      phones: ['+491711234567'],
      duplicates: 1,
      rejected: [],
    });
  });

  it('distinguishes the numbers of long lists', () => {
    const list = [0, 1, 999_999_999, 999_999_998];
    for (let step = 1; step <= 131_072; step *= 2) {
      for (let index = 1; index <= 4_000; index += 1) list.push(index * step);
    }
    const inputs = list.map((mobile) => `0${5_000_000_000 + mobile}`);
    const { phones, duplicates } = parsePhones([...inputs, ...inputs]);
    expect(phones).toEqual([...new Set(inputs)].map((input) => `+9${input}`));
    expect(duplicates).toBe(inputs.length * 2 - phones.length);
  });

  it('returns the same as parsing one by one', () => {
    const input = fc.oneof(
      fc.integer({ min: 5_000_000_000, max: 5_000_000_030 }).map((number) => `0${number}`),
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789+ ')) }),
    );
    fc.assert(
      fc.property(fc.array(input), (inputs) => {
        const parsed = inputs.map((one) => parsePhone(one));
        const values = parsed.flatMap((result) => (result.ok ? [result.value] : []));
        const { phones, duplicates, rejected } = parsePhones(inputs);
        expect(phones).toEqual([...new Set(values)]);
        expect(duplicates).toBe(values.length - phones.length);
        expect(rejected).toHaveLength(inputs.length - values.length);
      }),
    );
  });
});
