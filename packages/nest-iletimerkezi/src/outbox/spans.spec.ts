import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Span, subtract, union } from './spans.js';

const span = (from: number, to: number): Span => ({ from, to });

const spans = fc.array(
  fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 20 })).map(([from, length]) => span(from, from + length)),
  { maxLength: 8 },
);

/** Returns whether a time between two integers is in one of the spans. */
const covers = (list: readonly Span[], moment: number): boolean =>
  list.some(({ from, to }) => from < moment && moment < to);

describe('spans', () => {
  it('are merged when they touch or are within the gap', () => {
    expect(union([span(5, 7), span(0, 2), span(2, 3)], 0)).toEqual([span(0, 3), span(5, 7)]);
    expect(union([span(5, 7), span(0, 3)], 2)).toEqual([span(0, 7)]);
  });

  it('are reduced by exactly the parts that others cover', () => {
    fc.assert(
      fc.property(spans, spans, fc.nat(80), (some, others, at) => {
        const moment = at + 0.5;
        const expected = covers(some, moment) && !covers(others, moment);
        expect(covers(subtract(some, others), moment)).toBe(expected);
      }),
    );
  });
});
