import '../test-support/browserGlobals.js';
import { Blob as NodeBlob } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseTurkishMobile } from 'iletimerkezi-core/phone';
import {
  keepText,
  kindOf,
  needsColumn,
  readList,
  recipientsFromText,
  sendable,
  sourceOf,
} from './recipientsValue.js';

const subscriber = fc.integer({ min: 1_000_000, max: 1_000_020 }).map(String);
/** A number in various notations, from few subscribers, so that some are duplicates. */
const number = fc
  .tuple(fc.constantFrom('0', '+90', '90', '', '0090'), subscriber, fc.constantFrom('', ' ', '-', '.'))
  .map(([prefix, digits, mark]) => [`${prefix}530`, digits.slice(0, 3), digits.slice(3)].join(mark));
const rubbish = fc.constantFrom(
  'isim',
  '0212 555 44 33',
  '+49 151 23456789',
  '5E+09',
  '=1+1',
  '👨‍👩‍👧‍👦',
  '<b>',
  '',
);
/** The first line is a number, so that no line is read as a header. */
const lines = fc
  .tuple(number, fc.array(fc.oneof(number, rubbish), { maxLength: 40 }), number)
  .map(([first, middle, last]) => [first, ...middle, last]);

/** A slow reference: compares each line with all lines before it. */
function model(list: readonly string[]) {
  const earlier: { value: string; row: number }[] = [];
  return list.map((raw, place) => {
    const parsed = parseTurkishMobile(raw);
    if (!parsed.ok) return { row: place + 1, raw, status: 'rejected', reason: parsed.reason };
    const first = earlier.find(({ value }) => value === parsed.value);
    if (first) {
      return { row: place + 1, raw, status: 'duplicate', value: parsed.value, firstRow: first.row };
    }
    earlier.push({ value: parsed.value, row: place + 1 });
    return { row: place + 1, raw, status: 'valid', value: parsed.value };
  });
}

// jsdom's Blob has no `stream`, unlike those of browsers.
const blob = (text: string): Blob => new NodeBlob([text]) as unknown as Blob;
const never = new AbortController().signal;
const read = (text: string) => readList(blob(text), undefined, { abroad: false }, never, () => undefined);

describe('a list in a text', () => {
  it('equals the list that is read line by line', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('\n', '\r\n', '\r'), (list, lineEnd) => {
        const { rows, recipients, valid, duplicates, rejected } = recipientsFromText(list.join(lineEnd)).list;
        expect(rows).toEqual(model(list));
        expect(recipients).toEqual([...new Set(rows.flatMap((row) => ('value' in row ? [row.value] : [])))]);
        expect(valid + duplicates + rejected).toBe(list.length);
      }),
    );
  });

  it('equals the list of a file that is read in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.constantFrom('', '\ufeff'), async (list, mark) => {
        const text = list.join('\n');
        const { header: _, ...atOnce } = recipientsFromText(text).list;
        expect((await read(mark + text)).list).toMatchObject(atOnce);
      }),
      { numRuns: 30 },
    );
  });

  it('is read from any text without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { list } = recipientsFromText(text);
        expect(list.valid + list.duplicates + list.rejected).toBe(list.rows.length);
      }),
    );
  });

  it.each(['"', '"0530 123 45 67', '0530 123 45 67\n"', '0530 123 45 67\nAd "Soyad'])(
    'may hold a quotation mark that nothing closes yet: %j',
    (text) => {
      const { list, text: kept } = recipientsFromText(text);
      expect(kept).toBe(text);
      expect(list.recipients).toEqual(text.includes('0530') ? ['+905301234567'] : []);
    },
  );

  it('is not kept as text when it is too long to be edited', () => {
    expect(keepText('5'.repeat(8_000))).toHaveLength(8_000);
    expect(keepText('5'.repeat(8_001))).toBe('');
  });
});

describe('a file', () => {
  it('of 100,000 lines of invalid text is read to the end, each line with its reason', async () => {
    const seen: number[] = [];
    const { list } = await readList(
      blob('<img src=x onerror=alert(1)>\n=cmd|calc\n'.repeat(50_000)),
      undefined,
      { abroad: false },
      never,
      (rows) => seen.push(rows),
    );
    expect(list).toMatchObject({ valid: 0, duplicates: 0, rejected: 100_000 });
    expect(list.rows.at(-1)).toEqual({
      row: 100_000,
      raw: '=cmd|calc',
      status: 'rejected',
      reason: 'not-a-number',
    });
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.length).toBeGreaterThan(5);
  });

  it('is not read further after it is stopped', async () => {
    const stop = new AbortController();
    const reading = readList(
      blob('0530 123 45 67\n'.repeat(50_000)),
      undefined,
      { abroad: false },
      stop.signal,
      () => stop.abort(),
    );
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('blocked numbers', () => {
  it('are listed apart and excluded from the recipients', () => {
    fc.assert(
      fc.property(
        lines,
        fc.subarray(['+905301000001', '+905301000002', '+905301000003']),
        (list, numbers) => {
          const blocked = new Set(numbers);
          const { list: read } = recipientsFromText(list.join('\n'));
          const sent = sendable(read, blocked);
          expect(sent).toEqual(read.recipients.filter((each) => !blocked.has(each)));
          expect(read.rows.filter((row) => kindOf(row, blocked) === 'valid')).toHaveLength(sent.length);
        },
      ),
    );
  });
});

describe('a sheet with several columns of numbers', () => {
  const text = 'Ad;Tel 1;Tel 2\nAyşe;05301234567;05327654321\n';

  it('has no recipients until a person chooses one, from a text and from a file', async () => {
    for (const value of [recipientsFromText(text), await read(text)]) {
      expect(value.list.recipients).toEqual([]);
      expect(needsColumn(value)).toBe(true);
      expect(value.columns?.candidates.map((place) => value.columns?.all[place]?.name)).toEqual([
        'Tel 1',
        'Tel 2',
      ]);
      expect(sourceOf(value)).toBeDefined();
    }
    const chosen = recipientsFromText(text, { abroad: false, column: 2 });
    expect(chosen.list.recipients).toEqual(['+905327654321']);
    expect(needsColumn(chosen)).toBe(false);
  });

  it('names the selected column, also after the value was stored as JSON', () => {
    const value = recipientsFromText('order_id,phone\n5000000001,05301234567\n');
    expect(value.list.column).toEqual({ index: 1, name: 'phone' });
    expect(JSON.parse(JSON.stringify(value))).toMatchObject({
      columns: { taken: 1 },
      list: { column: { name: 'phone' } },
    });
  });
});
