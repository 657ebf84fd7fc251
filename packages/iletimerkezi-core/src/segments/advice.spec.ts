import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applySuggestions, findOffenders } from './advice.js';
import { countSegments } from './count.js';

const unicode = { characterMode: 'unicode' } as const;

describe('findOffenders', () => {
  it('returns each character with its position, cost and replacement', () => {
    expect(findOffenders('Şubat’ta 😀', unicode)).toEqual([
      {
        position: 0,
        length: 1,
        character: 'Ş',
        codePoint: 0x15e,
        name: 'LATIN CAPITAL LETTER S WITH CEDILLA',
        kind: 'turkish-letter',
        replacement: 'S',
        effect: 'turkish',
        cost: 1,
      },
      {
        position: 5,
        length: 1,
        character: '’',
        codePoint: 0x2019,
        name: 'RIGHT SINGLE QUOTATION MARK',
        kind: 'punctuation',
        replacement: "'",
        effect: 'ucs2',
        cost: 1,
      },
      {
        position: 9,
        length: 2,
        character: '😀',
        codePoint: 0x1f600,
        name: 'EMOJI',
        kind: 'emoji',
        replacement: '',
        effect: 'ucs2',
        cost: 2,
      },
    ]);
  });

  it('returns nothing for GSM text with extension characters', () => {
    expect(findOffenders('Ö € [ok]\r\n', unicode)).toEqual([]);
  });

  it('lists what the English mode converts, and letters that it removes', () => {
    expect(findOffenders('ş…я').map(({ effect, replacement, cost }) => [effect, replacement, cost])).toEqual([
      ['converted', 's', 1],
      ['converted', '...', 3],
      ['converted', '', 0],
    ]);
    expect(findOffenders('şâ', { characterMode: 'turkish' }).map(({ effect }) => effect)).toEqual([
      'turkish',
      'converted',
    ]);
  });

  it('suggests no replacement for a letter of another script', () => {
    expect(findOffenders('я', unicode)).toMatchObject([
      { name: 'CYRILLIC SMALL LETTER', kind: 'other-script', replacement: null },
    ]);
  });

  it('counts a Turkish letter by the option, and as one unit in UCS-2', () => {
    expect(findOffenders('ş', { ...unicode, turkishLetterCost: 2 })[0]?.cost).toBe(2);
    expect(findOffenders('şя', { ...unicode, turkishLetterCost: 2 })[0]?.cost).toBe(1);
  });

  it.each([
    ['\t', 'space', ' '],
    ['\u00a0', 'space', ' '],
    ['\u200b', 'invisible', ''],
    ['\ufe0f', 'invisible', ''],
    ['\ud800', 'invisible', ''],
    ['–', 'punctuation', '-'],
    ['₺', 'symbol', 'TL'],
    ['²', 'symbol', '2'],
    ['â', 'latin-letter', 'a'],
    ['🇹', 'emoji', ''],
    ['漢', 'other-script', null],
  ] as const)('sorts %j under %s', (character, kind, replacement) => {
    expect(findOffenders(character, unicode)).toMatchObject([{ kind, replacement }]);
  });

  it('derives the name of an accented letter', () => {
    expect(findOffenders('ệ', unicode)[0]?.name).toBe('LATIN SMALL LETTER E WITH DOT BELOW AND CIRCUMFLEX');
    expect(findOffenders('ı', unicode)[0]?.name).toBe('LATIN SMALL LETTER DOTLESS I');
  });

  it('returns positions in the given text when accents are separate and lines end in CR LF', () => {
    const text = 'a\r\ns\u0327 â x\u0323';
    const found = findOffenders(text, unicode);
    expect(found.map(({ position, length }) => text.slice(position, position + length))).toEqual([
      's\u0327',
      'â',
      '\u0323',
    ]);
    expect(found.map(({ character }) => character)).toEqual(['ş', 'â', '\u0323']);
  });

  it('finds an offender exactly where the message leaves the GSM alphabet', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (input) => {
        const found = findOffenders(input, unicode);
        expect(found.length > 0).toBe(countSegments(input, unicode).encoding !== 'gsm7');
        expect(found.some(({ effect }) => effect === 'ucs2')).toBe(
          countSegments(input, unicode).encoding === 'ucs2',
        );
        for (const { position, length, character } of found) {
          expect(input.slice(position, position + length).normalize('NFC')).toContain(character);
        }
      }),
    );
  });
});

describe('applySuggestions', () => {
  it('returns the number of parts that the plain text saves', () => {
    const text = `${'a'.repeat(150)}’`;
    expect(applySuggestions(text, unicode)).toEqual({ text: `${'a'.repeat(150)}'`, savedParts: 2 });
  });

  it('keeps Turkish letters on request', () => {
    expect(applySuggestions('Şubat’ta', { ...unicode, keepTurkishLetters: true }).text).toBe("Şubat'ta");
    expect(applySuggestions('Şubat’ta', unicode).text).toBe("Subat'ta");
  });

  it('changes nothing when a character without a replacement keeps the encoding', () => {
    expect(applySuggestions('Şя’', unicode)).toEqual({ text: 'Şя’', savedParts: 0 });
  });

  it('returns the converted text in English mode without savings', () => {
    expect(applySuggestions('Şubat’ta')).toEqual({ text: "Subat'ta", savedParts: 0 });
  });

  it('saves the difference of the counts, and never makes a message longer', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('aaaaaşğ€’…😀яâ\t')), maxLength: 500 }),
        (input) => {
          const applied = applySuggestions(input, unicode);
          const saved = countSegments(input, unicode).parts - countSegments(applied.text, unicode).parts;
          expect(applied.savedParts).toBe(saved);
          expect(saved).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
