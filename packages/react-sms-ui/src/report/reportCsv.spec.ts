import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import Papa from 'papaparse';
import { columnsOf, DEFAULT_COLUMNS } from '../components/ReportTable/reportColumns.js';
import { reportCsv } from '../components/ReportTable/reportCsv.js';
import { createFormat } from '../i18n/format.js';
import { messagesTr } from '../i18n/tr.js';
import { createTranslate, type Messages } from '../i18n/translate.js';
import { DELIVERY_STATUSES, type ReportRow } from './reportRow.js';

const inTurkish = (messages: Messages = messagesTr) => ({
  ui: { t: createTranslate('tr', messages), format: createFormat('tr', 'Europe/Istanbul') },
  columns: columnsOf(DEFAULT_COLUMNS),
  reasonOf: () => undefined,
});
const csvOf = (rows: readonly ReportRow[], messages?: Messages): string =>
  [...reportCsv(inTurkish(messages), rows)].join('');
const parse = (csv: string): string[][] =>
  Papa.parse<string[]>(csv.slice(1), { delimiter: ';', newline: '\r\n', skipEmptyLines: true }).data;

describe('a report as CSV', () => {
  it('has each number in full with state, code and time in Türkiye', () => {
    const row: fc.Arbitrary<ReportRow> = fc.record(
      {
        number: fc.integer({ min: 5_000_000_000, max: 5_999_999_999 }).map((digits) => `+90${digits}`),
        status: fc.constantFrom(...DELIVERY_STATUSES),
        statusCode: fc.integer({ min: 0, max: 999 }),
        updatedAt: fc.integer({ min: 0, max: 4_000_000_000_000 }),
      },
      { requiredKeys: ['number', 'status'] },
    );
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const [head, ...lines] = parse(csvOf(rows));
        expect(head).toHaveLength(4);
        expect(lines.map(([digits, , code]) => [digits, code])).toEqual(
          rows.map(({ number, statusCode }) => [number.slice(1), statusCode?.toString() ?? '']),
        );
        expect(new Set(lines.map(([, state]) => state)).size).toBe(
          new Set(rows.map(({ status }) => status)).size,
        );
      }),
    );
    const [, line] = parse(
      csvOf([{ number: '+905301234567', status: 'delivered', updatedAt: Date.UTC(2026, 10, 21, 11) }]),
    );
    expect(line?.[3]).toMatch(/21.*2026.*14:00/);
  });

  it('has no cell that a spreadsheet evaluates, with any rows and texts', () => {
    const hostile = fc.tuple(
      fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(hostile, hostile, ([sign, rest], [otherSign, word]) => {
        const row: ReportRow = { number: `+${sign}${rest}`, status: 'delivered' };
        const messages = { ...messagesTr, 'status.delivered': otherSign + word };
        for (const cell of parse(csvOf([row], messages)).flat()) {
          expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        }
      }),
    );
  });
});
