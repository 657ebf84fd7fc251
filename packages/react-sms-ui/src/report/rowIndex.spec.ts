import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deliverSome, reportRows } from '../test-support/reportRows.js';
import { DELIVERY_STATUSES, type ReportRow } from './reportRow.js';
import { countMissing, indexRows, searchDigits, viewOf, type Filter, type Sort } from './rowIndex.js';

const row: fc.Arbitrary<ReportRow> = fc.record({
  number: fc.integer({ min: 5_000_000_000, max: 5_999_999_999 }).map((digits) => `+90${digits}`),
  status: fc.constantFrom(...DELIVERY_STATUSES),
  updatedAt: fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }),
  credits: fc.option(fc.nat({ max: 4 }), { nil: undefined }),
});
const filter: fc.Arbitrary<Filter> = fc.record({
  status: fc.constantFrom('all' as const, ...DELIVERY_STATUSES),
  number: fc.constantFrom('', '5', '0530', '+90 5', '12'),
});
const sort: fc.Arbitrary<Sort | undefined> = fc.option(
  fc.record({
    column: fc.constantFrom(...(['number', 'status', 'updatedAt', 'credits'] as const)),
    direction: fc.constantFrom('ascending' as const, 'descending' as const),
  }),
  { nil: undefined },
);

/** A slow reference implementation. */
function model(rows: readonly ReportRow[], { status, number }: Filter, order: Sort | undefined): ReportRow[] {
  const digits = searchDigits(number);
  const shown = rows.filter(
    (each) => (status === 'all' || each.status === status) && each.number.includes(digits),
  );
  if (order === undefined) return shown;
  const sign = order.direction === 'ascending' ? 1 : -1;
  const key = (each: ReportRow): number | undefined =>
    order.column === 'number'
      ? Number(each.number)
      : order.column === 'status'
        ? DELIVERY_STATUSES.indexOf(each.status)
        : each[order.column];
  return shown.toSorted((a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? 1 : -1;
    return sign * (left - right);
  });
}

describe('a view', () => {
  it('equals a plain filter and a stable sort', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), filter, sort, (rows, wanted, order) => {
        const shown = Array.from(viewOf(indexRows(rows), wanted, order), (place) => rows[place]);
        expect(shown).toEqual(model(rows, wanted, order));
      }),
    );
  });

  it('of an updated index equals that of a new one', () => {
    const before = reportRows(500);
    const after = deliverSome(before, 40, 9).concat(reportRows(520).slice(500));
    const updated = indexRows(after, indexRows(before));
    const order: Sort = { column: 'updatedAt', direction: 'descending' };
    const all: Filter = { status: 'delivered', number: '' };
    expect(viewOf(updated, all, order)).toEqual(viewOf(indexRows(after), all, order));
    expect(updated.counts).toEqual(indexRows(after).counts);
  });
});

describe('rows', () => {
  it('count an unlisted state as unknown', () => {
    const strange = { number: '+905301234567', status: 'teleported' } as unknown as ReportRow;
    expect(indexRows([strange]).counts).toEqual([0, 0, 0, 1]);
  });

  it('keep the generation when states changed or rows were appended', () => {
    const before = reportRows(10);
    const continues = (after: readonly ReportRow[]): boolean =>
      indexRows(after, indexRows(before)).generation === indexRows(before).generation;
    expect(continues(deliverSome(before, 2, 1))).toBe(true);
    expect(continues(before.concat(reportRows(11).slice(10)))).toBe(true);
    expect(continues(before.slice(1))).toBe(false);
    expect(continues(before.slice(0, 9))).toBe(false);
    expect(continues(before.toReversed())).toBe(false);
  });

  it('are indexed incrementally as from scratch, after any change', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 30 }),
        fc.array(row, { maxLength: 30 }),
        fc.nat(),
        (a, b, at) => {
          const after = [...a.slice(0, at % 31), ...b];
          const { generation: _, ...updated } = indexRows(after, indexRows(a));
          const { generation: __, ...fresh } = indexRows(after);
          expect(updated).toEqual(fresh);
        },
      ),
    );
  });

  it('missing in a held view are counted', () => {
    expect(countMissing(Uint32Array.of(4, 2), Uint32Array.of(2, 3, 4, 5), 6)).toBe(2);
  });
});
