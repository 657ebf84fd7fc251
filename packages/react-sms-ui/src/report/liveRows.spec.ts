import { describe, expect, it } from '@jest/globals';
import { act, renderHook } from '@testing-library/react';
import fc from 'fast-check';
import { useHeldRows } from '../components/ReportTable/useHeldRows.js';
import { DELIVERY_STATUSES, type ReportRow } from './reportRow.js';
import { indexRows, searchDigits, viewOf, type Filter, type Sort } from './rowIndex.js';

const status = fc.constantFrom(...DELIVERY_STATUSES);
const filter: fc.Arbitrary<Filter> = fc.record({
  status: fc.constantFrom('all' as const, ...DELIVERY_STATUSES),
  number: fc.constantFrom('', '7', '0531'),
});
const sort: fc.Arbitrary<Sort | undefined> = fc.option(
  fc.record({
    column: fc.constantFrom(...(['number', 'status', 'updatedAt', 'credits'] as const)),
    direction: fc.constantFrom('ascending' as const, 'descending' as const),
  }),
  { nil: undefined },
);
/** Live data: some states change, some rows are appended, and sometimes the person displays new rows. */
const step = fc.record({
  turned: fc.array(fc.tuple(fc.nat(), status), { maxLength: 5 }),
  added: fc.array(status, { maxLength: 3 }),
  asks: fc.boolean(),
});

const rowAt = (place: number, state: ReportRow['status']): ReportRow => ({
  number: `+9053${String(((place * 7_919) % 99_999_989) + 10_000_000).padStart(8, '0')}`,
  status: state,
  updatedAt: state === 'waiting' ? undefined : (place * 31) % 97,
  credits: state === 'delivered' ? (place % 3) + 1 : undefined,
});
const matches = (row: ReportRow | undefined, { status: wanted, number }: Filter): boolean =>
  row !== undefined &&
  (wanted === 'all' || row.status === wanted) &&
  row.number.includes(searchDigits(number));

describe('rows while live data arrives', () => {
  it('keep their positions, and new matches are displayed on request', () => {
    fc.assert(
      fc.property(
        fc.array(status, { minLength: 1, maxLength: 25 }),
        filter,
        sort,
        fc.array(step, { maxLength: 6 }),
        (states, wanted, order, steps) => {
          let rows = states.map((state, place) => rowAt(place, state));
          const { result, rerender, unmount } = renderHook(
            ({ current }) => useHeldRows(current, wanted, order),
            { initialProps: { current: rows } },
          );
          const isPlain = wanted.status === 'all' && wanted.number === '' && order === undefined;
          const fresh = () => [...viewOf(indexRows(rows), wanted, order)];
          let held = fresh();
          for (const { turned, added, asks } of steps) {
            rows = [...rows, ...added.map((state, place) => rowAt(rows.length + place, state))];
            for (const [place, state] of turned)
              rows[place % rows.length] = rowAt(place % rows.length, state);
            rerender({ current: rows });
            // An empty view has no rows to move, and without sort and filter new rows are appended.
            if (isPlain || held.length === 0) held = fresh();
            expect([...result.current.view]).toEqual(held);
            expect(result.current.index.rows).toBe(rows);
            const shown = new Set(held);
            const missing = rows.filter((row, place) => matches(row, wanted) && !shown.has(place));
            expect(result.current.waiting).toBe(missing.length);
            if (!asks) continue;
            act(() => result.current.showNew());
            held = fresh();
            expect([...result.current.view]).toEqual(held);
            expect(result.current.waiting).toBe(0);
          }
          unmount();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of another report replace the view at once', () => {
    const wanted: Filter = { status: 'all', number: '' };
    const order: Sort = { column: 'number', direction: 'descending' };
    const first = [0, 1, 2, 3].map((place) => rowAt(place, 'waiting'));
    const other = [7, 8, 9].map((place) => rowAt(place, 'delivered'));
    const { result, rerender } = renderHook(({ rows }) => useHeldRows(rows, wanted, order), {
      initialProps: { rows: first },
    });
    rerender({ rows: other });
    const shown = [...result.current.view].map((place) => other[place]?.number);
    expect(shown).toEqual(other.map((row) => row.number).toSorted((a, b) => (a < b ? 1 : -1)));
    expect(result.current.waiting).toBe(0);
  });
});
