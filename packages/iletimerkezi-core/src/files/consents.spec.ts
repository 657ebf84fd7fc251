import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ConsentFileBatch } from './consent-file.js';
import { readConsents, type ReadConsentsOptions } from './read-consents.js';
import type { TextSource } from './text-source.js';
import { writeConsents, type ConsentToWrite, type WriteConsentsOptions } from './write-consents.js';

const defaults = { recipientType: 'BIREYSEL', source: 'HS_WEB' } as const;
const individuals = { recipientType: 'BIREYSEL' } as const;
const sms: ReadConsentsOptions = { format: 'netmera-sms', defaults: individuals };
const email: ReadConsentsOptions = { format: 'netmera-email', defaults: individuals };
const csv: ReadConsentsOptions = { format: 'csv' };

async function read(source: TextSource, options: ReadConsentsOptions): Promise<ConsentFileBatch> {
  const all: ConsentFileBatch = { rows: [], rejected: [] };
  for await (const { rows, rejected } of readConsents(source, options)) {
    all.rows.push(...rows);
    all.rejected.push(...rejected);
  }
  return all;
}

async function write(consents: Iterable<ConsentToWrite>, options: WriteConsentsOptions): Promise<string> {
  let text = '';
  for await (const piece of writeConsents(consents, options)) text += piece;
  return text;
}

describe('readConsents, Netmera', () => {
  it('reads the documented samples', async () => {
    expect(await read('905331234562; SMS; RET; 15.05.2025 14:23:00; user456', sms)).toEqual({
      rows: [
        {
          row: 1,
          record: {
            recipient: '+905331234562',
            recipientType: 'BIREYSEL',
            channel: 'MESAJ',
            status: 'RET',
            source: 'HS_MESAJ',
            consentDate: new Date('2025-05-15T14:23:00+03:00'),
          },
          brandCode: undefined,
          platform: 'SMS',
          externalId: 'user456',
        },
      ],
      rejected: [],
    });
    const [row] = (await read('ayse@ornek.com; mobileapp; ONAY; 15.05.2025 14:23:00', email)).rows;
    expect(row).toMatchObject({
      record: { recipient: 'ayse@ornek.com', channel: 'EPOSTA', source: 'HS_MOBIL' },
      externalId: undefined,
    });
  });

  it('reports each fault with row and column, and reads the other rows', async () => {
    const text = [
      '905331234562;SMS;ONAY;15.05.2025 14:23:00',
      '902121234567;SMS;onay;31.02.2025 14:23:00',
      ';;;',
      '905331234563;SMS;RET;2025-05-15 14:23:00;x;y',
      '905331234564',
    ].join('\r\n');
    const { rows, rejected } = await read(text, sms);
    expect(rows.map(({ row }) => row)).toEqual([1]);
    expect(rejected).toEqual([
      {
        row: 2,
        faults: [
          { column: 1, field: 'recipient', code: 'phone', reason: 'landline' },
          { column: 3, field: 'status', code: 'status' },
          { column: 4, field: 'consentDate', code: 'date' },
        ],
        cells: ['902121234567', 'SMS', 'onay', '31.02.2025 14:23:00'],
      },
      {
        row: 4,
        faults: [{ column: 6, field: undefined, code: 'extra' }],
        cells: ['905331234563', 'SMS', 'RET', '2025-05-15 14:23:00', 'x', 'y'],
      },
      {
        row: 5,
        faults: [
          { column: 3, field: 'status', code: 'missing' },
          { column: 2, field: 'platform', code: 'missing' },
          { column: 4, field: 'consentDate', code: 'missing' },
        ],
        cells: ['905331234564'],
      },
    ]);
  });
});

describe('readConsents, general', () => {
  it.each([';', ',', '\t'])('reads a file with a header, delimited by %j', async (delimiter) => {
    const text = [
      'recipient,recipientType,type,status,source,consentDate,brandCode',
      '0532 123 45 67,TACIR,MESAJ,ONAY,HS_ATM,2026-11-20 09:15:42,1234',
    ]
      .join('\n')
      .replaceAll(',', delimiter);
    expect((await read(`\ufeff${text}`, csv)).rows).toMatchObject([
      {
        row: 2,
        brandCode: '1234',
        record: {
          recipient: '+905321234567',
          recipientType: 'TACIR',
          consentDate: new Date('2026-11-20T09:15:42+03:00'),
        },
      },
    ]);
  });

  it('reads Turkish headers in any order, quoted cells, and uses defaults for missing values', async () => {
    const text = 'İzin Tarihi;"E-Posta";Durum;Not\n"20.11.2026 09:15:42";"ayse@ornek.com";ONAY;"a;b\nc"\n';
    const { rows } = await read(text, {
      format: 'csv',
      defaults: { ...defaults, channel: 'EPOSTA', brandCode: '77' },
    });
    expect(rows).toMatchObject([
      { row: 2, brandCode: '77', record: { channel: 'EPOSTA', source: 'HS_WEB' } },
    ]);
  });

  it('accepts dates with a zone', async () => {
    const text = 'recipient;status;consentDate\n05321234567;ONAY;2026-11-20T06:15:42.000Z\n';
    const { rows } = await read(text, { format: 'csv', defaults: { ...defaults, channel: 'MESAJ' } });
    expect(rows[0]?.record.consentDate).toEqual(new Date('2026-11-20T09:15:42+03:00'));
  });

  it('reports the column that is missing in the header', async () => {
    await expect(read('recipient;status\n', csv)).rejects.toMatchObject({
      code: 'missing-column',
      column: 'consentDate',
    });
    await expect(read('recipient;status;consentDate\n', csv)).rejects.toThrow(/no column "recipientType"/);
  });

  it('refuses values outside the vocabulary', async () => {
    const text =
      'recipient;recipientType;type;status;source;consentDate;brandCode\n05321234567;kişi;SMS;ONAY;WEB;2026-11-20 09:15:42;x\n';
    const [rejected] = (await read(text, csv)).rejected;
    expect(rejected?.faults.map(({ column, code }) => [column, code])).toEqual([
      [2, 'recipient-type'],
      [3, 'channel'],
      [5, 'source'],
      [7, 'brand-code'],
    ]);
  });

  const simple: ReadConsentsOptions = { format: 'csv', defaults: { ...defaults, channel: 'MESAJ' } };
  const statuses = ({ rows }: ConsentFileBatch) => rows.map(({ row, record }) => [row, record.status]);

  // guarantee: G-064
  it('reads every refusal with all row ends', async () => {
    for (const [first, second, third] of [
      ['\r', '\n', '\r'],
      ['\n', '\r\n', '\r'],
      ['\r\n', '\r', '\n'],
    ]) {
      const text = `Telefon;Not;Durum;Tarih${first}05321234567;"a${second}b";ONAY;30.04.2026 09:15${second}05331234567;x;RET;30.04.2026 09:15${third}05341234567;"y";RET;30.04.2026 09:15${first}`;
      expect(statuses(await read(text, simple))).toEqual([
        [2, 'ONAY'],
        [3, 'RET'],
        [4, 'RET'],
      ]);
      const netmera = `905331234562;SMS;ONAY;15.05.2025 14:23:00${first}905331234563;"S${second}MS";RET;15.05.2025 14:23:00${third}905331234564;SMS;RET;15.05.2025 14:23:00`;
      expect(statuses(await read(netmera, sms))).toHaveLength(3);
    }
  });

  // guarantee: G-064
  it.each([
    ['Telefon;Durum;Durum;Tarih', ['Durum', 'Durum']],
    ['Telefon;Durum;İzin Durumu;Tarih', ['Durum', 'İzin Durumu']],
    ['Telefon;DURUM;IZIN_DURUMU;Tarih', ['DURUM', 'IZIN_DURUMU']],
  ])('refuses two filled columns for the status, naming both: %s', async (header, columns) => {
    await expect(read(`${header}\n05321234567;ONAY;RET;30.04.2026 09:15\n`, simple)).rejects.toMatchObject({
      code: 'ambiguous-column',
      columns,
    });
  });

  it('refuses two filled columns of numbers or dates, and uses the chosen one', async () => {
    const text = 'Cep Telefonu;Telefon 2;Durum;Tarih\n05321234567;05331234567;RET;30.04.2026 09:15\n';
    await expect(read(text, simple)).rejects.toThrow(/"Cep Telefonu", "Telefon 2"/);
    const { rows } = await read(text, { ...simple, format: 'csv', columns: { recipient: 'TELEFON 2' } });
    expect(rows.map(({ record }) => record.recipient)).toEqual(['+905331234567']);
    const found: unknown[] = [];
    await read(text.replace('05331234567', ''), {
      ...simple,
      format: 'csv',
      onColumns: (one) => found.push(one),
    });
    expect(found).toEqual([{ recipient: 'Cep Telefonu', status: 'Durum', consentDate: 'Tarih' }]);
    const dates = 'Telefon;Durum;Tarih;İzin Tarihi\n05321234567;RET;30.04.2026 09:15;29.04.2026 09:15\n';
    await expect(read(dates, simple)).rejects.toThrow(/"Tarih", "İzin Tarihi"/);
    await expect(read(dates, { ...simple, format: 'csv', columns: { status: 'yok' } })).rejects.toMatchObject(
      {
        code: 'missing-column',
        column: 'yok',
      },
    );
  });

  it('skips the empty one of two columns, and a column of names next to one of numbers', async () => {
    const text = 'Alıcı;Telefon;Telefon 2;Durum;Tarih\nAli;05321234567;;RET;30.04.2026 09:15\n';
    const { rows } = await read(text, simple);
    expect(rows.map(({ record }) => record.recipient)).toEqual(['+905321234567']);
    const late =
      text +
      'Ali;05321234568;;RET;30.04.2026 09:15\n'.repeat(1200) +
      'Can;05341234567;05351234567;RET;30.04.2026 09:15\n';
    await expect(read(late, simple)).rejects.toMatchObject({ code: 'ambiguous-column', row: 1203 });
  });

  it('uses the address or the number by the channel of the row', async () => {
    const text =
      'Telefon;E-posta;Kanal;Durum;Tarih\n05321234567;ayse@ornek.com;MESAJ;RET;30.04.2026 09:15\n05321234567;ayse@ornek.com;EPOSTA;RET;30.04.2026 09:15\n';
    const { rows } = await read(text, { format: 'csv', defaults });
    expect(rows.map(({ record }) => record.recipient)).toEqual(['+905321234567', 'ayse@ornek.com']);
  });

  it('rejects a row with RET in a column without a known name', async () => {
    const text = 'Telefon;Durum;SMS Durumu;Tarih\n05321234567;ONAY;RET;30.04.2026 09:15\n';
    const { rows, rejected } = await read(text, simple);
    expect(rows).toEqual([]);
    expect(rejected).toMatchObject([{ row: 2, faults: [{ column: 3, code: 'conflict' }] }]);
  });

  it.each([
    ['Telefon;Durum;SMS İzni;Tarih\n05321234567;ONAY;Ret;30.04.2026 09:15', 3],
    ['Telefon;Durum;Tarih\n05321234567;ONAY;30.04.2026 09:15;RET', 4],
  ])('rejects an approval next to a refusal in any case and column: %j', async (text, column) => {
    const { rows, rejected } = await read(text, simple);
    expect(rows).toEqual([]);
    expect(rejected).toMatchObject([{ row: 2, faults: [{ column, code: 'conflict' }] }]);
  });

  it('does not register a refusal with the date of the approval before it', async () => {
    const text = 'Telefon;Durum;Onay Tarihi;Ret Tarihi\n05321234567;RET;30.04.2026 09:15;01.05.2026 09:15\n';
    await expect(read(text, simple)).rejects.toMatchObject({
      code: 'ambiguous-column',
      message: expect.stringContaining('Ret Tarihi'),
    });
  });

  it('rejects the rows of stray quotation marks and reads all others', async () => {
    const text =
      'Ad;Telefon;Durum;Tarih\n"Ali;05321234567;RET;30.04.2026 09:15\nVeli;05331234567;RET;30.04.2026 09:15\n"Can;05341234567;RET;30.04.2026 09:15\nNur;05351234567;RET;30.04.2026 09:15\n';
    const { rows, rejected } = await read(text, simple);
    expect(rows.map(({ row }) => row)).toEqual([3, 5]);
    expect(rejected.map(({ row, faults }) => [row, faults[0]?.code])).toEqual([
      [2, 'stray-quote'],
      [4, 'stray-quote'],
    ]);
    const swallowed = text.replace('"Can;', 'Can";').replace('\nNur', '\nNur');
    expect((await read(swallowed, simple)).rejected).toMatchObject([
      { row: 2, faults: expect.arrayContaining([expect.objectContaining({ code: 'stray-quote' })]) },
    ]);
  });

  it('reads a sep line, headers in any case, and dates in the forms of spreadsheets', async () => {
    const text =
      'sep=,\r\nALICI,DURUM,TARIH\r\n05321234567,RET,30.04.2026 09:15\r\n05331234567,ONAY,2026-04-30T09:15:42.123\r\n05341234567,RET,30.04.2026\r\n';
    const { rows, rejected } = await read(text, simple);
    expect(rejected).toEqual([]);
    expect(rows.map(({ record }) => record.consentDate.toISOString())).toEqual([
      '2026-04-30T06:15:00.000Z',
      '2026-04-30T06:15:42.000Z',
      '2026-04-30T20:59:59.000Z',
    ]);
  });

  it('returns rows in batches of the given size', async () => {
    const text = '905331234562;SMS;ONAY;15.05.2025 14:23:00\n'.repeat(25);
    const sizes: number[] = [];
    for await (const { rows } of readConsents(text, { ...sms, batchSize: 10 })) sizes.push(rows.length);
    expect(sizes).toEqual([10, 10, 5]);
  });

  it('refuses a record that does not end instead of buffering the file', async () => {
    const endless = function* (): Generator<string> {
      yield 'recipient;status\n"';
      for (;;) yield 'x'.repeat(10_000);
    };
    await expect(read(endless(), { ...csv, defaults })).rejects.toMatchObject({ code: 'missing-column' });
    const open = function* (): Generator<string> {
      yield '905331234562;"SMS';
      for (;;) yield 'x'.repeat(10_000);
    };
    await expect(read(open(), sms)).rejects.toMatchObject({ code: 'unclosed-quote', row: 1 });
  });
});

describe('writeConsents', () => {
  const consent: ConsentToWrite = {
    record: {
      recipient: '+905331234562',
      recipientType: 'BIREYSEL',
      channel: 'MESAJ',
      status: 'RET',
      source: 'HS_MESAJ',
      consentDate: new Date('2025-05-15T14:23:00+03:00'),
    },
    externalId: 'user456',
  };

  it('writes the documented samples', async () => {
    expect(await write([consent], { format: 'netmera-sms' })).toBe(
      '905331234562; SMS; RET; 15.05.2025 14:23:00; user456\r\n',
    );
    const record = {
      ...consent.record,
      recipient: 'ayse@ornek.com',
      channel: 'EPOSTA',
      status: 'ONAY',
    } as const;
    expect(
      await write([{ record, platform: 'mobileapp', externalId: 'user123' }], { format: 'netmera-email' }),
    ).toBe('ayse@ornek.com; mobileapp; ONAY; 15.05.2025 14:23:00; user123\r\n');
  });

  it('refuses a record of another channel', async () => {
    await expect(write([consent], { format: 'netmera-email' })).rejects.toThrow(/Record 0 is for MESAJ/);
  });

  it('writes a header and a byte order mark for spreadsheets', async () => {
    expect(await write([{ ...consent, brandCode: 1234 }], { format: 'csv' })).toBe(
      '\ufeffrecipient;recipientType;type;status;source;consentDate;brandCode;externalId\r\n+905331234562;BIREYSEL;MESAJ;RET;HS_MESAJ;2025-05-15 14:23:00;1234;user456\r\n',
    );
    expect(await write([], { format: 'csv', byteOrderMark: false, delimiter: ',' })).toMatch(
      /^recipient,recipientType/,
    );
  });

  // guarantee: G-088
  it.each(['=1+1', '@SUM(A1)', '+cmd', '-2+3', '\t=x', '＝1', "'=1"])(
    'guards the formula %j',
    async (externalId) => {
      const text = await write([{ ...consent, externalId }], { format: 'csv' });
      const cell = text.trimEnd().split(';').at(-1);
      expect(cell?.replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it('writes rows that are read back unchanged, with any external ids', async () => {
    const arbitrary = fc.record({
      status: fc.constantFrom('ONAY' as const, 'RET' as const),
      number: fc.integer({ min: 5_000_000_000, max: 5_999_999_999 }),
      // Clocks in Türkiye were set back once since İYS exists: 3:00 to 4:00 on 8 November 2015 came twice, and is read as its first.
      seconds: fc
        .integer({ min: 1_430_427_600, max: 2_000_000_000 })
        .filter((at) => at < 1_446_944_400 || at >= 1_446_948_000),
      externalId: fc
        .string({ unit: fc.constantFrom(...Array.from(`a;,"'=+-@\t\n ı1`)), maxLength: 8 })
        .map((text) => text.trim().replaceAll('\r', '')),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitrary, { maxLength: 6 }),
        fc.constantFrom('csv' as const, 'netmera-sms' as const),
        fc.constantFrom(';' as const, ',' as const, '\t' as const),
        async (entries, format, delimiter) => {
          const consents = entries.map(({ status, number, seconds, externalId }) => ({
            record: {
              ...consent.record,
              recipient: `+90${number}`,
              status,
              consentDate: new Date(seconds * 1000),
            },
            externalId: externalId === '' ? undefined : externalId,
          }));
          const text = await write(consents, { format, delimiter });
          const options: ReadConsentsOptions = format === 'csv' ? { ...csv, delimiter } : sms;
          const { rows, rejected } = await read(text, options);
          expect(rejected).toEqual([]);
          expect(rows.map(({ record, externalId }) => ({ record, externalId }))).toEqual(consents);
        },
      ),
    );
  });
});
