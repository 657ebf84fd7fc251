import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import Papa from 'papaparse';
import { toCsv } from './csv.js';

describe('toCsv', () => {
  it('opens in Turkish Excel: byte order mark, semicolons, CRLF', () => {
    expect(
      toCsv([
        ['Ad', 'Numara'],
        ['Ayşe "A"', '905301234567'],
      ]),
    ).toBe('\ufeff"Ad";"Numara"\r\n"Ayşe ""A""";"905301234567"\r\n');
  });

  it.each([
    '=HYPERLINK("x")',
    '+905301234567',
    '-1',
    '@cmd',
    '\tx',
    '\rx',
    '\nx',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
  ])('disarms a cell that begins like %j', (cell) => {
    expect(toCsv([[cell]])).toContain(`"'${cell.replaceAll('"', '""')}"`);
  });

  it('is read back as it was written by another parser', () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r\n＝＋－＠]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const { data } = Papa.parse(toCsv(rows).slice(1), { delimiter: ';', newline: '\r\n' });
        expect(data.slice(0, -1)).toEqual(rows);
      }),
    );
  });
});
