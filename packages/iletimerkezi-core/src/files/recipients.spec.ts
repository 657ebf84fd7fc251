import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseRecipients, readRecipients, type RecipientRow } from './recipients.js';

const values = (text: string): string[] => parseRecipients(text).recipients;

async function collect(batches: AsyncIterable<RecipientRow[]>): Promise<RecipientRow[]> {
  const rows: RecipientRow[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

describe('the rows of a list with a title above its header', () => {
  it('are in the order of the spreadsheet', () => {
    const { rows } = parseRecipients('Müşteri listesi;;\n;;\nAd;Telefon;Puan\nAyşe;05301234567;5\n');
    expect(rows.map(({ row, status }) => [row, status])).toEqual([
      [1, 'rejected'],
      [2, 'rejected'],
      [4, 'valid'],
    ]);
  });
});

describe('parseRecipients', () => {
  it('returns each row with its number, raw text and status', () => {
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
      column: { index: 0, name: undefined },
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

  it('finds the column by its cells without a header', () => {
    expect(values('Ayşe\t0532 123 45 67\nAli\t0533 123 45 67')).toEqual(['+905321234567', '+905331234567']);
    const unnamed = parseRecipients('müşteri;iletişim\nAyşe;05321234567');
    expect(unnamed.header).toEqual(['müşteri', 'iletişim']);
    expect(unnamed.recipients).toEqual(['+905321234567']);
  });

  it('prefers the named column unless it contains no number', () => {
    expect(values('telefon;yedek\n05321234567;05331234567')).toEqual(['+905321234567']);
    expect(values('telefon tipi;no\nev;05331234567')).toEqual(['+905331234567']);
  });

  it('uses the given column', () => {
    const text = 'a;b\n05321234567;05331234567';
    expect(parseRecipients(text, { column: 1 }).recipients).toEqual(['+905331234567']);
    expect(parseRecipients(text, { column: 'A' }).recipients).toEqual(['+905321234567']);
    expect(() => parseRecipients(text, { column: 'c' })).toThrow(/no column "c"/);
  });

  it('accepts every number of a row of numbers only', () => {
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

  it('counts rows as a spreadsheet does when a field contains a line end', () => {
    expect(parseRecipients('"Ayşe\nIşık";05321234567\nAli;05331234567').rows.map(({ row }) => row)).toEqual([
      1, 2,
    ]);
  });

  it.each(['5,32E+09', '5,321234567E+9', '5.32E+09'])(
    'reports that a spreadsheet shortened %s',
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
    'reads %s in the first row as an invalid number, not as a header',
    (wrong) => {
      const { rows, header } = parseRecipients(`${wrong}\n0532 123 45 67`);
      expect(header).toBeUndefined();
      expect(rows).toMatchObject([{ row: 1, raw: wrong, status: 'rejected' }, { status: 'valid' }]);
    },
  );

  it('does not read a list of one invalid number as a header', () => {
    expect(parseRecipients('abc').rows).toEqual([
      { row: 1, raw: 'abc', status: 'rejected', reason: 'not-a-number' },
    ]);
    expect(parseRecipients('').rows).toEqual([]);
  });

  it('accepts numbers of other countries on request', () => {
    expect(parseRecipients('+49 171 1234567', { abroad: true }).recipients).toEqual(['+491711234567']);
  });

  // guarantee: G-063
  it('accepts every number of a cell with any separators, and reports each rejected one', () => {
    const four = ['+905301234561', '+905301234562', '+905301234563', '+905301234564'];
    for (const text of [
      '05301234561,05301234562;05301234563,05301234564',
      '0530 123 45 61 / 0530 123 45 62 0530 123 45 63\n0530 123 45 64',
      'Ad;Telefon\nAli;"05301234561, 0530 123 45 62"\nVeli;05301234563/05301234564',
      '05301234561 - 05301234562 | 05301234563 & 05301234564',
      '(0530) 123 45 61 (0530) 123 45 62\t+90 530 123 45 63 5301234564',
    ]) {
      expect([text, values(text)]).toEqual([text, four]);
    }
    expect(parseRecipients('0530 123 45 61, 0212 555 44 33, yok', { delimiter: ';' }).rows).toMatchObject([
      { status: 'valid' },
      { status: 'rejected', raw: '0212 555 44 33', reason: 'landline' },
      { status: 'rejected', raw: 'yok', reason: 'not-a-number' },
    ]);
  });

  it.each([
    'Ali 0530 123 45 67, Veli 0530 123 45 68',
    'Ali 0530 123 45 67; Veli 0530 123 45 68',
    'Ali 0530 123 45 67 Veli 0530 123 45 68',
    'Ad;Telefon\nAli;Ali 0530 123 45 67 ve Veli 0530 123 45 68',
    '05301234561\nAli 0530 123 45 67, Veli 0530 123 45 68',
  ])('reports every number among words and accepts none of them: %j', (text) => {
    const rejected = parseRecipients(text).rows.filter((row) => row.status === 'rejected');
    expect(rejected).toMatchObject([{ reason: 'not-alone' }, { reason: 'not-alone' }]);
    expect(rejected.map(({ raw }) => raw.replace(/\D/g, ''))).toEqual(['05301234567', '05301234568']);
  });

  it.each([
    'Telefon numarası: 0532 123 45 67',
    'Ali: 0532 123 45 67\n0533 123 45 67',
    'Ali 0532 123 45 67;Telefon',
  ])('does not drop a number in the first row as a header: %j', (text) => {
    const { rows, header } = parseRecipients(text);
    expect(header).toBeUndefined();
    expect(rows[0]).toMatchObject({ row: 1, status: 'rejected', reason: 'not-alone' });
  });

  it('accepts the numbers of a typed line with names, and reports the names', () => {
    const { rows, recipients } = parseRecipients('0532 123 45 67, Ali, 0533 123 45 67');
    expect(recipients).toEqual(['+905321234567', '+905331234567']);
    expect(rows).toMatchObject([
      { status: 'valid' },
      { raw: 'Ali', reason: 'not-a-number' },
      { status: 'valid' },
    ]);
  });

  it('reports numbers outside the columns of the header', () => {
    for (const text of [
      'Ad;Telefon\nAli;05321234567; 05331234567',
      'Ad;Telefon;\nAli;05321234567;05331234567',
    ]) {
      expect(parseRecipients(text).rows).toMatchObject([
        { status: 'valid', value: '+905321234567' },
        { status: 'rejected', raw: '05331234567', reason: 'not-alone' },
      ]);
    }
  });

  it('accepts every number of rows with a number in each cell', () => {
    expect(values('Ali,5321234567;Veli,5331234567')).toEqual(['+905321234567', '+905331234567']);
  });

  it('reads rows that end in CR, LF and CR LF, also with line ends inside quotation marks', () => {
    expect(
      values('Ad;Adres;Telefon\rAli;"Ev\nNo 1";05321234567\rVeli;"Is";05331234567\rCan;"x";05341234567\r'),
    ).toEqual(['+905321234567', '+905331234567', '+905341234567']);
    expect(values('Telefon\r\n05321234567\n05331234567\r05341234567\r\n\r05351234567')).toHaveLength(4);
  });

  it.each(['sep=;', 'SEP=;', '"sep=;"', '\ufeffsep=;', '\ufeff"Sep=;"', 'sep=;;;'])(
    'reads %j in the first line as the delimiter, not as a row',
    (line) => {
      const list = parseRecipients(`${line}\r\nAd;Telefon\r\nAli, Veli;05321234567\r\n`);
      expect(list).toMatchObject({ header: ['Ad', 'Telefon'], recipients: ['+905321234567'], rejected: 0 });
      expect(list.rows).toMatchObject([{ row: 2 }]);
    },
  );

  it('accepts any delimiter in the sep line', () => {
    expect(values('sep=,\nAd,Telefon\n"x;y",05321234567')).toEqual(['+905321234567']);
    expect(values('sep=:\nAd:Telefon\nx;y:05321234567')).toEqual(['+905321234567']);
    expect(values('sep=\t\nAd\tTelefon\nx;y\t05321234567')).toEqual(['+905321234567']);
  });

  // guarantee: G-063
  it('reports the rows of stray quotation marks and reads all others', () => {
    const list = parseRecipients(
      'Ad;Telefon\n"Ali;05321234567\nVeli;05331234567\n"Can;05341234567\nNur;05351234567\n',
    );
    expect(list.rows).toEqual([
      { row: 2, raw: '"Ali;05321234567', status: 'rejected', reason: 'stray-quote' },
      { row: 3, raw: '05331234567', status: 'valid', value: '+905331234567' },
      { row: 4, raw: '"Can;05341234567', status: 'rejected', reason: 'stray-quote' },
      { row: 5, raw: '05351234567', status: 'valid', value: '+905351234567' },
    ]);
    expect(
      parseRecipients('Ad;Telefon\n"Ali;05321234567\nVeli;05331234567\nCan";05341234567\n').rows,
    ).toMatchObject([
      { raw: '05341234567', status: 'valid' },
      { row: 2, raw: '05321234567', status: 'rejected', reason: 'stray-quote' },
      { row: 2, raw: '05331234567', status: 'rejected', reason: 'stray-quote' },
    ]);
    expect(values('05321234567\n"05331234567\n05341234567')).toHaveLength(3);
    expect(values('Ad;Telefon\n"Kısa" Mehmet;05321234567\n"Ev "Büyük" 1";05331234567')).toHaveLength(2);
  });

  it('names the column of a table below a title', () => {
    const list = parseRecipients(
      'Müşteri Listesi;;\n;;\nSıra;Ad;Cep Tel\n1;Ali;05321234567\n2;Veli;05331234567\n',
    );
    expect(list).toMatchObject({
      recipients: ['+905321234567', '+905331234567'],
      header: ['Sıra', 'Ad', 'Cep Tel'],
      column: { index: 2, name: 'Cep Tel' },
    });
  });

  it('names the column of a table below a row of merged cells, and its header is the one of the cells', () => {
    const list = parseRecipients('Alıcı;;\nAd;Telefon;Tutar\nAli;05321234567;10\n', { cells: true });
    expect(list).toMatchObject({
      header: ['Ad', 'Telefon', 'Tutar'],
      column: { index: 1, name: 'Telefon' },
      rows: [{ status: 'valid', cells: ['Ali', '05321234567', '10'] }],
    });
  });

  it.each(['Ad,Tip,Telefon\nVeli,Mobile,0532 123 45 67', 'Ad;Tip;Cep\nAli;Cep;yok\nVeli;Cep;0532 123 45 67'])(
    'does not read a row as a header because its cells are words of headers: %j',
    (text) => {
      expect(values(text)).toEqual(['+905321234567']);
    },
  );

  it('reports the numbers of rows with another delimiter', () => {
    const { recipients, rows } = parseRecipients(
      'Ad;Telefon\nAli;05321234567\nVeli,05331234567\nCan\t05341234567',
    );
    expect(recipients).toEqual(['+905321234567']);
    expect(rows.slice(1)).toEqual([
      { row: 3, raw: '05331234567', status: 'rejected', reason: 'not-alone' },
      { row: 4, raw: '05341234567', status: 'rejected', reason: 'not-alone' },
    ]);
  });

  it('reads a second table with other columns below the first', () => {
    const list = parseRecipients(
      'Ad;Telefon\nAli;05321234567\n\nSipariş No;Telefon;Ad\n5000000001;05331234567;Veli\n5000000002;yok;Can\n',
    );
    expect(list.recipients).toEqual(['+905321234567', '+905331234567']);
    expect(list.rows.at(-1)).toMatchObject({ row: 6, reason: 'not-a-number' });
  });
});

describe('the column of numbers', () => {
  const taken = (text: string) => parseRecipients(text).column;

  it.each([
    [
      'Gönderici Telefon Numarası;Alıcı Adı;Alıcı Telefon Numarası\n05321234567;Ali;05331234567\n05321234567;Can;05341234567',
      'Alıcı Telefon Numarası',
    ],
    ['order_id,name,billing_phone\n5000000001,Ali,05321234567\n5000000002,Veli,05331234567', 'billing_phone'],
    ['Alıcı VKN;Alıcı Unvan;Telefon\n5320000001;A.Ş.;05321234567\n5320000002;B;0212 555 44 33', 'Telefon'],
    ['Kayıt;Telefon\n5000000001;5,32E+09\n5000000002;5,33E+09', 'Telefon'],
    ['MSISDN;ALT_GSM\n05321234567;05331234567', 'MSISDN'],
    ['msisdn;alt_gsm\n05321234567;05331234567', 'msisdn'],
    ['Telefon;GSM\n0212 555 44 33;05321234567\n0212 555 44 34;05331234567', 'GSM'],
    ['Telefon;Faks\n05321234567;05331234567', 'Telefon'],
    ['Müşteri No\tPhone Number\n5000000001\t5321234567', 'Phone Number'],
    ['Ad;2024;Telefon\nAli;1;05321234567', 'Telefon'],
    ['Müşteri Listesi 2026;;\n;;\nNo;Ad;Cep\n5000000001;Ali;05321234567', 'Cep'],
    ['Ad;Telefon\nAli;05321234567.0\nVeli;\u00a0532 123 45 68\u00a0', 'Telefon'],
  ])('of %j is %s', (text, name) => {
    const list = parseRecipients(text);
    const last = list.rows.at(-1);
    expect(last).toBeDefined();
    const columns: (string | undefined)[] = [];
    parseRecipients(text, {
      onColumns: ({ all, taken: place }) => columns.push(place === undefined ? undefined : all[place]?.name),
    });
    expect(columns.at(-1)).toBe(name);
  });

  // guarantee: G-063
  it.each([
    ['Fatura Telefonu;Teslimat Telefonu\n05321234567;05331234567', ['Fatura Telefonu', 'Teslimat Telefonu']],
    ['Tel 1;Tel 2\n05321234567;05331234567\n05321234568;', ['Tel 1', 'Tel 2']],
    ['Telefon;TELEFON\n05321234567;05331234567', ['Telefon', 'TELEFON']],
    ['billing_phone,shipping_phone\n05321234567,05331234567', ['billing_phone', 'shipping_phone']],
    ['a;b\n05321234567;05331234567', ['a', 'b']],
    ['Ad;Sipariş No\nAli;5000000001', ['Sipariş No']],
    ['Gönderici Telefonu;Ad\n05321234567;Ali', ['Gönderici Telefonu']],
    ['Telefon;Kişi\n;5000000001', ['Telefon', 'Kişi']],
    ['Telefon;Kişi\n5,32E+09;5000000001', ['Telefon', 'Kişi']],
    ['Ali;05321234567;05331234567\nVeli;05321234568;05331234568', ['B', 'C']],
    ['5000000001;05321234567\n5000000002;05331234567', ['A', 'B']],
    ['5000000001;Ali;05321234567\n5000000002;Veli;05331234567', ['A', 'C']],
  ])('of %j has to be chosen by the user', (text, columns) => {
    let candidates: (string | undefined)[] = [];
    const read = () =>
      parseRecipients(text, {
        onColumns: (found) => (candidates = found.candidates.map((place) => found.all[place]?.sample[0])),
      });
    expect(read).toThrow(expect.objectContaining({ code: 'ambiguous-column', columns }));
    expect(candidates).toHaveLength(columns.length);
    expect(parseRecipients(text, { column: columns[0]!.length > 1 ? columns[0]! : 0 }).rows).not.toEqual([]);
  });

  it.each([
    ['mobile', 'MOBILE'],
    ['MOBİLE', 'mobile'],
    ['alici', 'ALICI'],
    ['ALICI', 'alıcı'],
    ['Alıcı', 'ALİCİ'],
    ['cep-telefonu', ' Cep Telefonu: '],
  ])('given as %j is found as %j', (column, header) => {
    expect(parseRecipients(`x;${header}\nAli;05321234567`, { column }).recipients).toHaveLength(1);
  });

  it('must exist once when it is given', () => {
    const text = 'Telefon;TELEFON;x\n05321234567;05331234567;y';
    expect(() => parseRecipients(text, { column: 'telefon' })).toThrow(/"Telefon", "TELEFON"/);
    expect(parseRecipients(text, { column: 'TELEFON' }).recipients).toEqual(['+905331234567']);
    for (const column of [3, -1, 0.5, 'yok'])
      expect(() => parseRecipients(text, { column })).toThrow(
        expect.objectContaining({ code: 'missing-column' }),
      );
  });

  it('is returned with the list, but not for a list of numbers only', () => {
    expect(taken('Ad;Telefon\nAli;05321234567')).toEqual({ index: 1, name: 'Telefon' });
    expect(taken('Ali;05321234567')).toEqual({ index: 1, name: undefined });
    expect(taken('05321234567;05331234567')).toBeUndefined();
  });

  it('is determined by many rows, not by the first', () => {
    const rows = Array.from({ length: 300 }, (_, row) => `${row};0533${1_000_000 + row};Ev`);
    expect(taken(`x;y;z\n05321234567;;Ev\n${rows.join('\n')}`)).toEqual({ index: 1, name: 'y' });
  });
});

describe('readRecipients', () => {
  it('returns the same rows as parseRecipients for any chunks', async () => {
    const cell = fc.constantFrom(
      '0532 123 45 67',
      '5331234567',
      'Işık',
      '"a;\n""b"',
      '',
      '+49 171 1234567',
      '"x',
      'x"',
      'Telefon',
    );
    const line = fc.array(cell, { minLength: 1, maxLength: 3 }).map((cells) => cells.join(';'));
    const ended = fc.tuple(line, fc.constantFrom('\r\n', '\n', '\r')).map(([text, end]) => text + end);
    const file = fc.array(ended, { maxLength: 12 }).map((lines) => lines.join(''));
    await fc.assert(
      fc.asyncProperty(file, fc.integer({ min: 1, max: 9 }), async (text, size) => {
        const bytes = new TextEncoder().encode(text);
        const pieces: Uint8Array[] = [];
        for (let start = 0; start < bytes.length; start += size)
          pieces.push(bytes.subarray(start, start + size));
        const outcome = (read: Promise<unknown>) => read.catch((error: unknown) => String(error));
        const atOnce = async () => parseRecipients(text).rows;
        expect(await outcome(collect(readRecipients(pieces)))).toEqual(await outcome(atOnce()));
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
  ])('describes what to do about %s', async (_name, bytes, message) => {
    await expect(collect(readRecipients(bytes))).rejects.toThrow(message);
  });

  it('reads an older encoding that is given', async () => {
    const bytes = Uint8Array.of(0x41, 0xfe, 0x3b, ...new TextEncoder().encode('05321234567'));
    expect(await collect(readRecipients(bytes, { encoding: 'windows-1254' }))).toMatchObject([
      { status: 'valid' },
    ]);
  });

  it.each(['٠٥٣٢١٢٣٤٥٦٧', '０５３２１２３４５６７', 'Ali;٠٥٣٢١٢٣٤٥٦٧'])(
    'reads a first row with digits of another script as a recipient: %s',
    (first) => {
      const rest = first.includes(';') ? 'Veli;05331234567' : '05331234567';
      const list = parseRecipients(`${first}\n${rest}`);
      expect(list.header).toBeUndefined();
      expect(list.recipients).toEqual(['+905321234567', '+905331234567']);
    },
  );

  it.each(['Ali;', 'Ali;-', 'Ali;yok', 'Ali;N/A', 'Ali;null', 'Ali;boş'])(
    'reports a first row without a number instead of using it as the header: %s',
    (first) => {
      const list = parseRecipients(`${first}\nVeli;05331234567\nCan;05341234567`);
      expect(list.header).toBeUndefined();
      expect(list.rows[0]).toMatchObject({ row: 1, status: 'rejected' });
      expect(list.valid).toBe(2);
    },
  );

  it('uses a first row of unknown names as the header', () => {
    const list = parseRecipients('Üye;Ulaşım\nVeli;05331234567');
    expect(list.header).toEqual(['Üye', 'Ulaşım']);
    expect(list.rejected).toBe(0);
  });
});

describe('the cells of rows', () => {
  const list = [
    'Ad;Telefon;Puan',
    'Ayşe;0530 123 45 67;5',
    'Ali;05301234568 / 05301234569;7',
    'Ayşe;+905301234567;5',
    'Ayşe;+905301234567;6',
    ';0212;',
  ].join('\n');

  it('come with each recipient, and a duplicate says whether its row differs', () => {
    expect(parseRecipients(list, { cells: true }).rows).toMatchObject([
      { row: 2, status: 'valid', cells: ['Ayşe', '0530 123 45 67', '5'] },
      { row: 3, status: 'valid', value: '+905301234568', cells: ['Ali', expect.any(String), '7'] },
      { row: 3, status: 'valid', value: '+905301234569', cells: ['Ali', expect.any(String), '7'] },
      { row: 4, status: 'duplicate', firstRow: 2 },
      { row: 5, status: 'duplicate', firstRow: 2, differs: true, cells: ['Ayşe', '+905301234567', '6'] },
      { row: 6, status: 'rejected' },
    ]);
    expect(parseRecipients(list, { cells: true }).rows[3]).not.toHaveProperty('differs');
  });

  it('are absent without the option, and for numbers only', () => {
    expect(parseRecipients(list).rows.every((row) => !('cells' in row))).toBe(true);
    const [row] = parseRecipients('05301234567\n05301234568', { cells: true }).rows;
    expect(row).toEqual({ row: 1, raw: '05301234567', status: 'valid', value: '+905301234567' });
  });

  it('follow the columns of the first table', () => {
    const second = ['', 'Puan;GSM;Ad', '9;05301234570;Can'].join('\n');
    expect(parseRecipients(`${list}\n${second}`, { cells: true }).rows.at(-1)).toMatchObject({
      value: '+905301234570',
      cells: ['Can', '', '9'],
    });
  });

  it('are the same in a stream', async () => {
    expect(await collect(readRecipients(list, { cells: true }))).toEqual(
      parseRecipients(list, { cells: true }).rows,
    );
  });
});
