import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { transliterate } from './transliterate.js';

describe('transliterate', () => {
  it.each([
    ['ŞşĞğçıİ', 'SsGgciI'],
    ['ÖöÜüÇéàñß', 'ÖöÜüÇéàñß'],
    ['âîûêôÂÎÛ', 'aiueoAIU'],
    ['Şubat’ta “indirim” – %50…', `Subat'ta "indirim" - %50...`],
    ['a\u00a0b\tc', 'a b c'],
    ['149,90 ₺', '149,90 TL'],
    ['kahve ☕ 🎉', 'kahve  '],
    ['1️⃣ ½ ﬁ 𝗔', '1 1/2 fi A'],
    ['s\u0327\r\nx', 's\nx'],
    ['Łódź Œuvre Þór', 'Lódz OEuvre Thór'.replaceAll('ó', 'o')],
    ['Привет', ''],
  ])('converts %j to %j', (input, expected) => {
    expect(transliterate(input)).toBe(expected);
  });

  it('does not change a converted text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (input) => {
        const once = transliterate(input);
        expect(transliterate(once)).toBe(once);
      }),
    );
  });
});
