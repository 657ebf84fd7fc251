import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CsvReader, type RecordBatch } from './csv-reader.js';
import { csvLine, guardCell, toCsv, unguardCell } from './csv-writer.js';
import { parseRecords } from './csv.js';
import { detectDelimiter } from './delimiter.js';

const ROW_ENDS = ['\r\n', '\n', '\r'] as const;
const DELIMITERS = [';', ',', '\t', '|'] as const;

const cell = fc.string({ unit: fc.constantFrom(...Array.from('ab1 ;,\t|"\'\r\n=+-ıİ')), maxLength: 8 });
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });

function readInPieces(text: string, delimiter: string, size: number): RecordBatch[] {
  const reader = new CsvReader(delimiter);
  const batches: RecordBatch[] = [];
  for (let start = 0; start < text.length; start += size)
    batches.push(reader.read(text.slice(start, start + size)));
  return [...batches, reader.read('', true)];
}

describe('the CSV reader', () => {
  it('reads what the writer wrote, with any row ends and any chunks', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(...DELIMITERS),
        fc.array(fc.constantFrom(...ROW_ENDS), { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        (rows, delimiter, ends, size) => {
          const text = rows.map((row, index) => csvLine(row, delimiter).slice(0, -2) + ends[index]).join('');
          const batches = readInPieces(text, delimiter, size);
          const read = batches.flatMap(({ records }) => records.map((record) => record.map(unguardCell)));
          expect(read).toEqual(rows);
          expect(batches.flatMap(({ marks }) => [...marks.values()])).not.toContain('stray-quote');
        },
      ),
    );
  });

  it('reads any text, with the same result in one chunk and in many', () => {
    const any = fc.string({ unit: fc.constantFrom(...Array.from('ab;"\r\n ')), maxLength: 40 });
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 5 }), (text, size) => {
        const expected = new CsvReader(';').read(text, true);
        const batches = readInPieces(text, ';', size);
        expect(batches.flatMap(({ records }) => records)).toEqual(expected.records);
        const marks = batches.flatMap(({ marks, firstRow }) =>
          [...marks].map(([at, mark]) => [at + firstRow, mark]),
        );
        expect(marks).toEqual([...expected.marks].map(([at, mark]) => [at + 1, mark]));
        // Quotation marks, delimiters and row ends apart, every character is in some cell.
        const letters = (some: string) => some.replace(/[^ab]/g, '');
        expect(letters(expected.records.flat().join(''))).toBe(letters(text));
      }),
      { numRuns: 500 },
    );
  });

  it('marks the record of an unpaired quotation mark, and ends it with its line', () => {
    const { records, marks } = new CsvReader(';').read('a;"b\nc;d\n"e;f\r"g";h', true);
    expect(records).toEqual([
      ['a', '"b'],
      ['c', 'd'],
      ['"e', 'f'],
      ['g', 'h'],
    ]);
    expect([...marks]).toEqual([
      [0, 'stray-quote'],
      [2, 'stray-quote'],
    ]);
  });

  it('reads quotation marks inside a cell as text', () => {
    const { records, marks } = new CsvReader(';').read(
      '"Ev "Büyük" 1";x\n"Kısa" Mehmet;y\nAli "Can" Su;z\n5";q',
      true,
    );
    expect(records).toEqual([
      ['Ev "Büyük" 1', 'x'],
      ['"Kısa" Mehmet', 'y'],
      ['Ali "Can" Su', 'z'],
      ['5"', 'q'],
    ]);
    expect(marks.size).toBe(0);
  });

  it('takes linear time when every row has a stray quotation mark', () => {
    const hostile = ['"a;b\n', '"a""\n', 'x;"\n', '"a ""b\n', 'a\r'].map((row) => row.repeat(20_000));
    for (const text of hostile)
      expect(new CsvReader(';').read(text, true).records.length).toBeGreaterThan(5_000);
  });
});

describe('the delimiter', () => {
  it.each([
    ['a;b\nc;d', ';'],
    ['a|b\nc|d', '|'],
    ['"Ali;1\nVeli;2', ';'],
    ['5,32E+09', ';'],
  ])('of %j is %j', (text, delimiter) => {
    expect(detectDelimiter(text)).toBe(delimiter);
  });

  it('takes precedence over the sep line when it is given', () => {
    expect(parseRecords('sep=,\na;b', ';').records).toEqual([['a', 'b']]);
    expect(parseRecords('sep=,\na;b', undefined).records).toEqual([['a;b']]);
    expect(parseRecords('sep=abc;x', undefined).records).toEqual([['sep=abc', 'x']]);
  });
});

describe('the CSV writer', () => {
  it('writes a byte order mark, semicolons and CRLF for Turkish Excel', () => {
    expect(
      toCsv([
        ['Ad', 'Numara'],
        ['Ayşe; "A"', '+905301234567'],
      ]),
    ).toBe('\ufeffAd;Numara\r\n"Ayşe; ""A""";+905301234567\r\n');
  });

  it.each([
    '=HYPERLINK("x")',
    '+cmd',
    '-2+3',
    '@cmd',
    '\tx',
    '\rx',
    '\nx',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    "'=1",
  ])('guards a cell that begins like %j, and removes the guard again', (text) => {
    expect(guardCell(text)).toBe(`'${text}`);
    expect(unguardCell(guardCell(text))).toBe(text);
  });

  it.each(['+905301234567', '-1', '905301234567', '-1,5', ''])('leaves the number %j as it is', (text) => {
    expect(guardCell(text)).toBe(text);
  });
});
