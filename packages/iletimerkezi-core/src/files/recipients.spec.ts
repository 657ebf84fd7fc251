import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseRecipients, readRecipients, type RecipientRow } from './recipients.js';

const values = (text: string): string[] => parseRecipients(text).recipients;

async function collect(batches: AsyncIterable<RecipientRow[]>): Promise<RecipientRow[]> {
  const rows: RecipientRow[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

describe('parseRecipients', () => {
  it('gives each row its number, what stood there and what became of it', () => {
    expect(
      parseRecipients('0532 123 45 67\n0212 123 45 67\n\n+90 532 123 45 67\n+49 171 1234567\nyok\n\n'),
    ).toEqual({
      rows: [
        { row: 1, raw: '0532 123 45 67', status: 'valid', value: '+905321234567' },
        { row: 2, raw: '0212 123 45 67', status: 'rejected', reason: 'landline' },
        { row: 3, raw: '', status: 'rejected', reason: 'empty' },
        { row: 4, raw: '+90 532 123 45 67', status: 'duplicate', value: '+905321234567', firstRow: 1 },
        { row: 5, raw: '+49 171 1234567', status: 'rejected', reason: 'foreign' },
        { row: 6, raw: 'yok', status: 'rejected', reason: 'not-a-number' },
      ],
      recipients: ['+905321234567'],
      valid: 1,
      duplicates: 1,
      rejected: 4,
      header: undefined,
    });
  });

  it('finds the column by its name, in Turkish or English, and counts the header as a row', () => {
    const list = parseRecipients(
      'Ad;Soyad;CEP TELEFONU\r\nAyşe;Işık;0532 123 45 67\r\nAli;;\r\nCan;Su;5331234567\r\n',
    );
    expect(list.header).toEqual(['Ad', 'Soyad', 'CEP TELEFONU']);
    expect(list.rows).toMatchObject([
      { row: 2, status: 'valid' },
      { row: 3, status: 'rejected', reason: 'empty' },
      { row: 4, status: 'valid' },
    ]);
    expect(parseRecipients('name,Mobile\nAyşe,05321234567').recipients).toEqual(['+905321234567']);
  });

  it('finds the column by what it holds where nothing names it', () => {
    expect(values('Ayşe\t0532 123 45 67\nAli\t0533 123 45 67')).toEqual(['+905321234567', '+905331234567']);
    const unnamed = parseRecipients('müşteri;iletişim\nAyşe;05321234567');
    expect(unnamed.header).toEqual(['müşteri', 'iletişim']);
    expect(unnamed.recipients).toEqual(['+905321234567']);
  });

  it('prefers the named column, unless it holds no number at all', () => {
    expect(values('telefon;yedek\n05321234567;05331234567')).toEqual(['+905321234567']);
    expect(values('telefon tipi;no\nev;05331234567')).toEqual(['+905331234567']);
  });

  it('takes the column that it is told', () => {
    const text = 'a;b\n05321234567;05331234567';
    expect(parseRecipients(text, { column: 1 }).recipients).toEqual(['+905331234567']);
    expect(parseRecipients(text, { column: 'A' }).recipients).toEqual(['+905321234567']);
    expect(() => parseRecipients(text, { column: 'c' })).toThrow(/no column "c"/);
  });

  it('takes every number of a row that holds nothing else', () => {
    expect(values('0532 123 45 67, 0533 123 45 67\n0534 123 45 67')).toEqual([
      '+905321234567',
      '+905331234567',
      '+905341234567',
    ]);
  });

  it('reads quoted fields, a byte order mark and old Mac line ends', () => {
    expect(values('\ufeff"ad";"telefon"\n"Işık; Ayşe";"0532 123 45 67"')).toEqual(['+905321234567']);
    expect(values('05321234567\r05331234567\r')).toEqual(['+905321234567', '+905331234567']);
    expect(values('="05321234567"\n="05331234567"')).toEqual(['+905321234567', '+905331234567']);
  });

  it('counts rows as the spreadsheet does when a field holds a line end', () => {
    expect(parseRecipients('"Ayşe\nIşık";05321234567\nAli;05331234567').rows.map(({ row }) => row)).toEqual([
      1, 2,
    ]);
  });

  it.each(['5,32E+09', '5,321234567E+9', '5.32E+09'])(
    'says of %s in a column of its own that the spreadsheet shortened it',
    (shortened) => {
      const rejected = { status: 'rejected', raw: shortened, reason: 'exponent' };
      expect(parseRecipients(shortened).rows).toMatchObject([rejected]);
      expect(parseRecipients(`Telefon\n${shortened}\n${shortened}`).rows).toMatchObject([rejected, rejected]);
      expect(parseRecipients(`${shortened}\n0532 123 45 67`).rows).toMatchObject([
        rejected,
        { status: 'valid' },
      ]);
    },
  );

  it.each(['0212 555 44 33', '053212345', '+49 151 23456789'])(
    'takes %s in the first row for a wrong number, not for the header of the right ones',
    (wrong) => {
      const { rows, header } = parseRecipients(`${wrong}\n0532 123 45 67`);
      expect(header).toBeUndefined();
      expect(rows).toMatchObject([{ row: 1, raw: wrong, status: 'rejected' }, { status: 'valid' }]);
    },
  );

  it('does not take a list of one wrong number for a header', () => {
    expect(parseRecipients('abc').rows).toEqual([
      { row: 1, raw: 'abc', status: 'rejected', reason: 'not-a-number' },
    ]);
    expect(parseRecipients('').rows).toEqual([]);
  });

  it('takes numbers abroad on request', () => {
    expect(parseRecipients('+49 171 1234567', { abroad: true }).recipients).toEqual(['+491711234567']);
  });

  it('reports a quotation mark that is never closed', () => {
    expect(() => parseRecipients('05321234567\n"05331234567\n0534')).toThrow(/Row 2 opens a quotation mark/);
  });
});

describe('readRecipients', () => {
  it('gives the same rows as the text at once, however the bytes are cut', async () => {
    const cell = fc.constantFrom('0532 123 45 67', '5331234567', 'Işık', '"a;\n""b"', '', '+49 171 1234567');
    const line = fc.array(cell, { minLength: 1, maxLength: 3 }).map((cells) => cells.join(';'));
    const file = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\r\n'));
    await fc.assert(
      fc.asyncProperty(file, fc.integer({ min: 1, max: 9 }), async (text, size) => {
        const bytes = new TextEncoder().encode(text);
        const pieces: Uint8Array[] = [];
        for (let start = 0; start < bytes.length; start += size)
          pieces.push(bytes.subarray(start, start + size));
        expect(await collect(readRecipients(pieces))).toEqual(parseRecipients(text).rows);
      }),
    );
  });

  it('reads a stream and cancels it when the reader stops', async () => {
    let cancelled = false;
    const stream = new ReadableStream<string>({
      pull: (controller) => controller.enqueue('05321234567\n'.repeat(1000)),
      cancel: () => void (cancelled = true),
    });
    for await (const batch of readRecipients(stream)) {
      expect(batch[0]).toMatchObject({ status: 'valid' });
      break;
    }
    expect(cancelled).toBe(true);
  });

  it.each([
    ['windows-1254', Uint8Array.of(0x41, 0xfe, 0x0a), /not valid utf-8.*windows-1254/],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x35, 0x00), /UTF-16/],
    ['a NUL', Uint8Array.of(0x35, 0x00, 0x33), /NUL/],
    ['a character cut at the end', Uint8Array.of(0x41, 0xc5), /not valid utf-8/],
  ])('says what to do about %s', async (_name, bytes, message) => {
    await expect(collect(readRecipients(bytes))).rejects.toThrow(message);
  });

  it('reads an older encoding that it is told', async () => {
    const bytes = Uint8Array.of(0x41, 0xfe, 0x3b, ...new TextEncoder().encode('05321234567'));
    expect(await collect(readRecipients(bytes, { encoding: 'windows-1254' }))).toMatchObject([
      { status: 'valid' },
    ]);
  });
});
