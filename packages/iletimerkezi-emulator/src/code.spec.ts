import { describe, expect, it } from '@jest/globals';
import { findCode } from './code.js';

describe('findCode', () => {
  it.each([
    ['Kodunuz: 481516', '481516'],
    ['Kodunuz 4815. 5 dakika geçerlidir.', '4815'],
    ['0123456789 kodunuz', '0123456789'],
    ['Kodunuz 123 456', '123456'],
    ['G-481516 is your code', '481516'],
    ['(2) Doğrulama kodunuz: 004815. 3 dakika geçerlidir. B186', '004815'],
    // The last line wins over other numbers.
    ['Kodunuz: 111111 (2026)\n@example.com #481516', '481516'],
    ['Kodunuz: 111111\r\n@example.com #4815 @embedded.com B186', '4815'],
    // Of several numbers, the one next to a word for a code.
    ['2026 kampanyası. Şifreniz 4815, müşteri no 98765432', '4815'],
    ['481516 is your code. Valid till 2026', '481516'],
    ['Use 481516 or 4242', '481516'],
  ])('finds the code of %j', (text, code) => {
    expect(findCode(text)).toBe(code);
  });

  it.each([
    'Siparişiniz yolda B186',
    'Kodunuz 123',
    '08501234567 numarasını arayın',
    'Tutar 1250,00 TL, tarih 21.11.2026, saat 10:4500',
    'https://example.com/a/4815?k=1234',
    'A4815',
    'me@example.com #481516',
  ])('finds no code in %j', (text) => {
    expect(findCode(text)).toBeUndefined();
  });
});
