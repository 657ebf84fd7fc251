import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanValue } from './clean-value.js';

const cleaned = (value: string, letterCase: 'keep' | 'names' = 'keep'): string => {
  const result = cleanValue(value, { case: letterCase });
  if (!result.ok) throw new Error(result.reason);
  return result.value;
};

describe('cleanValue', () => {
  it.each([
    ['Ayşe', 'Ayşe'],
    [' Ayşe  Yılmaz ', 'Ayşe Yılmaz'],
    ['Ayşe\u00a0Yılmaz\u202f', 'Ayşe Yılmaz'],
    ['Atatürk Cad.\r\nNo: 5\tKat 2', 'Atatürk Cad. No: 5 Kat 2'],
    ['\ufeffAy\u200bşe\u00ad', 'Ayşe'],
    ['Ay\u200dşe', 'Ayşe'],
    ['A\u007fB\u0001', 'AB'],
    ['S\u0327ule', 'Şule'],
    ['👩‍💻', '👩‍💻'],
    ['❤️', '❤️'],
    ['🏴\u{e0067}\u{e0062}\u{e007f}', '🏴\u{e0067}\u{e0062}\u{e007f}'],
    ['{ad} \\{', '{ad} \\{'],
    ['\u3000', ''],
  ])('cleans %j', (value, expected) => {
    expect(cleaned(value)).toBe(expected);
  });

  it.each([
    ['AYŞE', 'Ayşe'],
    ['İBRAHİM', 'İbrahim'],
    ['ibrahim çelik', 'İbrahim Çelik'],
    ['IŞIL IŞIK', 'Işıl Işık'],
    ['EMINE', 'Emine'],
    ['IBRAHIM', 'İbrahim'],
    ['AYŞE-NUR ÖZ', 'Ayşe-Nur Öz'],
    ["O'NEIL", "O'Neıl"],
    ["AYŞE'NİN", "Ayşe'nin"],
    ['McDonald', 'McDonald'],
    ['Ayşe YILMAZ', 'Ayşe YILMAZ'],
    ['123', '123'],
    ['', ''],
  ])('writes %j as a name', (value, expected) => {
    expect(cleaned(value, 'names')).toBe(expected);
  });

  it.each([
    ['a\0b', 'nul-character'],
    ['a\ud83d', 'broken-character'],
    ['\udc00a', 'broken-character'],
  ])('refuses %j', (value, reason) => {
    expect(cleanValue(value)).toEqual({ ok: false, reason });
  });

  it.each([
    ['ß', 'Ss'],
    ['ﬁdan', 'Fidan'],
    ['ᾀ', 'Ἀι'],
    ['ΐ', 'Ϊ\u0301'],
  ])('writes %j, whose capital is more than one letter, with one capital', (value, expected) => {
    expect(cleaned(value, 'names')).toBe(expected);
  });

  it('changes no letter the second time, alone or in a word', () => {
    const changed: string[] = [];
    for (let code = 0x21; code < 0x2_0000; code += 1) {
      const letter = String.fromCodePoint(code);
      if (!/[\p{L}\p{M}]/u.test(letter)) continue;
      for (const word of [letter, `${letter}a`, `A${letter}`, `o'${letter}`]) {
        const once = cleaned(word, 'names');
        if (cleaned(once, 'names') !== once) changed.push(word);
      }
    }
    expect(changed).toEqual([]);
  });

  it('changes nothing the second time', () => {
    const letterCase = fc.constantFrom('keep' as const, 'names' as const);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), letterCase, (value, option) => {
        const once = cleanValue(value, { case: option });
        fc.pre(once.ok);
        expect(cleanValue(once.value, { case: option })).toEqual(once);
      }),
      { numRuns: 5000 },
    );
  });
});
