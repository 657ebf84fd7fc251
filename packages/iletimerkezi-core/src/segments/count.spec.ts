import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { modelCount } from '../test-support/segment-model.js';
import { countSegments } from './count.js';
import { splitSegments } from './split.js';

const unicode = { characterMode: 'unicode' } as const;
const heavy = { characterMode: 'unicode', turkishLetterCost: 2 } as const;

/** Texts that meet every class, the seams included. */
const text = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 160 }).map((count) => 'a'.repeat(count)) },
      { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...Array.from('aÇé\n€[]~{}^|\\')) }) },
      { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...Array.from('ŞşĞğçıİa€')) }) },
      {
        weight: 1,
        arbitrary: fc.string({ unit: fc.constantFrom('😀', 'я', 'â', '\r\n', '\r', 's\u0327', '\u2019') }),
      },
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(''));

describe('countSegments', () => {
  it.each([
    ['155 letters', 'a'.repeat(155), 'gsm7', 155, 1, 1],
    ['156 letters', 'a'.repeat(156), 'gsm7', 156, 2, 2],
    ['301 letters', 'a'.repeat(301), 'gsm7', 301, 2, 2],
    ['302 letters, where the suffix may open a part', 'a'.repeat(302), 'gsm7', 302, 2, 3],
    ['306 letters', 'a'.repeat(306), 'gsm7', 306, 2, 3],
    ['307 letters', 'a'.repeat(307), 'gsm7', 307, 3, 3],
    ['1,066 letters', 'a'.repeat(1066), 'gsm7', 1066, 7, 7],
    ['1,071 letters, the documented most', 'a'.repeat(1071), 'gsm7', 1071, 7, 8],
    ['1,072 letters', 'a'.repeat(1072), 'gsm7', 1072, 8, 8],
    ['77 euro signs and a letter', `${'€'.repeat(77)}a`, 'gsm7', 155, 1, 1],
    ['78 euro signs', '€'.repeat(78), 'gsm7', 156, 2, 2],
    ['Ö ö Ü ü Ç', 'ÖöÜüÇ'.repeat(31), 'gsm7', 155, 1, 1],
    ['small ç', 'ç', 'turkish', 1, 1, 1],
    ['150 Turkish units', `${'a'.repeat(149)}ş`, 'turkish', 150, 1, 1],
    ['151 Turkish units', `${'a'.repeat(150)}ş`, 'turkish', 151, 2, 2],
    ['a straight apostrophe', "İstanbul'da", 'turkish', 11, 1, 1],
    ['a curly apostrophe', 'İstanbul’da', 'ucs2', 11, 1, 1],
    ['65 Cyrillic letters', 'я'.repeat(65), 'ucs2', 65, 1, 1],
    ['66 Cyrillic letters', 'я'.repeat(66), 'ucs2', 66, 2, 2],
    ['126 Cyrillic letters', 'я'.repeat(126), 'ucs2', 126, 2, 2],
    ['129 Cyrillic letters', 'я'.repeat(129), 'ucs2', 129, 3, 3],
    ['32 emoji', '😀'.repeat(32), 'ucs2', 64, 1, 1],
    ['33 emoji', '😀'.repeat(33), 'ucs2', 66, 2, 2],
    ['an emoji across the single limit', `${'я'.repeat(64)}😀`, 'ucs2', 66, 2, 2],
    ['â and 64 letters', `â${'a'.repeat(64)}`, 'ucs2', 65, 1, 1],
    ['s with a loose cedilla', 's\u0327', 'turkish', 1, 1, 1],
    ['a tab', 'a\tb', 'ucs2', 3, 1, 1],
    ['a family emoji', '👨‍👩‍👧‍👦', 'ucs2', 11, 1, 1],
    ['no text', '', 'gsm7', 0, 0, 0],
  ] as const)('counts %s', (_name, input, encoding, cost, parts, partsMax) => {
    expect(countSegments(input, unicode)).toMatchObject({ encoding, cost, parts, partsMax });
  });

  it.each([
    ['148 letters and ş', `${'a'.repeat(148)}ş`, 150, 1],
    ['149 letters and ş', `${'a'.repeat(149)}ş`, 151, 2],
    ['75 ş', 'ş'.repeat(75), 150, 1],
    ['76 ş', 'ş'.repeat(76), 152, 2],
    ['150 ş', 'ş'.repeat(150), 300, 3],
  ])('counts %s with Turkish letters at two units', (_name, input, cost, parts) => {
    expect(countSegments(input, heavy)).toMatchObject({ encoding: 'turkish', cost, parts });
  });

  it('counts the converted text in English mode, the default', () => {
    expect(countSegments('Şubat’ta görüşürüz 😀')).toEqual({
      encoding: 'gsm7',
      cost: 19,
      parts: 1,
      partsMax: 1,
      remaining: 136,
      limit: 155,
      text: "Subat'ta görüsürüz ",
    });
    expect(countSegments('😀')).toMatchObject({ cost: 0, parts: 0, text: '' });
  });

  it('keeps Turkish letters and converts the rest in Turkish mode', () => {
    expect(countSegments('Şubat’ta 😀', { characterMode: 'turkish' })).toMatchObject({
      encoding: 'turkish',
      text: "Şubat'ta ",
    });
    expect(countSegments('â', { characterMode: 'turkish' })).toMatchObject({ encoding: 'gsm7', text: 'a' });
  });

  it('composes accents and writes every line end as LF', () => {
    expect(countSegments('i\u0307s\u0327\r\nA\r', unicode)).toMatchObject({ text: 'i̇ş\nA\n' });
    expect(countSegments('I\u0307\r\n', unicode)).toMatchObject({
      encoding: 'turkish',
      cost: 2,
      text: 'İ\n',
    });
  });

  it('returns the free units of the last part', () => {
    expect(countSegments('a'.repeat(100))).toMatchObject({ remaining: 55, limit: 155 });
    expect(countSegments('a'.repeat(200))).toMatchObject({ remaining: 106, limit: 306 });
    // The euro sign does not fit into the last unit of the first part, which is lost.
    expect(countSegments(`${'a'.repeat(152)}€${'a'.repeat(10)}`)).toMatchObject({
      remaining: 141,
      limit: 305,
    });
  });

  it('returns more than seven parts without a limit', () => {
    expect(countSegments('a'.repeat(3000)).parts).toBe(20);
  });

  // guarantee: G-027
  it('agrees with the slow model on every text', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(1 as const, 2 as const), (input, turkishLetterCost) => {
        const model = modelCount(input, turkishLetterCost);
        const count = countSegments(input, { characterMode: 'unicode', turkishLetterCost });
        expect(count).toMatchObject({
          encoding: model.encoding,
          cost: model.cost,
          parts: model.parts,
          partsMax: model.partsMax,
        });
        expect(count.limit).toBe(count.cost + count.remaining);
        const size = { gsm7: [155, 153], turkish: [150, 148], ucs2: [65, 63] }[count.encoding];
        expect(count.remaining).toBe((count.parts > 1 ? size[1]! : size[0]!) - model.used);
      }),
      { numRuns: 600 },
    );
  });

  it('agrees with the slow model on arbitrary strings with lone surrogates', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (input) => {
        const { encoding, cost, parts, partsMax } = modelCount(input, 1);
        expect(countSegments(input, unicode)).toMatchObject({ encoding, cost, parts, partsMax });
      }),
    );
  });

  it('gives the same count when the counted text is counted again', () => {
    fc.assert(
      fc.property(
        fc.oneof(text, fc.string({ unit: 'grapheme' })),
        fc.constantFrom('english' as const, 'turkish' as const, 'unicode' as const),
        (input, characterMode) => {
          const count = countSegments(input, { characterMode });
          expect(countSegments(count.text, { characterMode })).toEqual(count);
        },
      ),
    );
  });

  it('uses only GSM-7 in English mode, and never UCS-2 in Turkish mode', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (input) => {
        expect(countSegments(input).encoding).toBe('gsm7');
        expect(countSegments(input, { characterMode: 'turkish' }).encoding).not.toBe('ucs2');
      }),
    );
  });
});

describe('splitSegments', () => {
  // guarantee: G-027
  it('returns as many texts as are counted; joined, they are the counted text', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('english' as const, 'turkish' as const, 'unicode' as const),
        fc.constantFrom(1 as const, 2 as const),
        (input, characterMode, turkishLetterCost) => {
          const options = { characterMode, turkishLetterCost };
          const count = countSegments(input, options);
          const parts = splitSegments(input, options);
          expect(parts).toHaveLength(count.parts);
          expect(parts.join('')).toBe(count.text);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('moves a complete surrogate pair to the next part', () => {
    const parts = splitSegments(`${'я'.repeat(62)}😀я`, unicode);
    expect(parts).toEqual([`${'я'.repeat(62)}😀я`]);
    expect(splitSegments(`${'я'.repeat(62)}😀${'я'.repeat(10)}`, unicode)).toEqual([
      'я'.repeat(62),
      `😀${'я'.repeat(10)}`,
    ]);
  });

  it('moves a complete character of two septets to the next part', () => {
    expect(splitSegments(`${'a'.repeat(152)}€${'a'.repeat(10)}`)).toEqual([
      'a'.repeat(152),
      `€${'a'.repeat(10)}`,
    ]);
    expect(splitSegments(`${'a'.repeat(147)}ş${'a'.repeat(10)}`, heavy)).toEqual([
      'a'.repeat(147),
      `ş${'a'.repeat(10)}`,
    ]);
  });

  it('returns no part for an empty text', () => {
    expect(splitSegments('')).toEqual([]);
    expect(splitSegments('😀')).toEqual([]);
  });
});
