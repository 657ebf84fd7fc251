import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sharesOf } from './shares.js';

const none = { delivered: 0, waiting: 0, undelivered: 0, unknown: 0 };

describe('sharesOf', () => {
  it('rounds three states to percents that add up to 100', () => {
    expect(sharesOf({ ...none, delivered: 67, waiting: 17, undelivered: 17 })).toEqual({
      ...none,
      delivered: 0.66,
      waiting: 0.17,
      undelivered: 0.17,
    });
  });

  it('keeps one undelivered message in 50,000 visible', () => {
    const shares = sharesOf({ ...none, delivered: 49_999, undelivered: 1 });
    expect(shares).toEqual({ ...none, delivered: 0.999, undelivered: 0.001 });
  });

  it('returns zeros without messages', () => {
    expect(sharesOf(none)).toEqual(none);
  });

  it('adds up to 1 for any counts, and is 0 only for states without messages', () => {
    const count = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 500_000 }));
    fc.assert(
      fc.property(
        fc.record({ delivered: count, waiting: count, undelivered: count, unknown: count }),
        (counts) => {
          const shares = Object.values(sharesOf(counts));
          const total = shares.reduce((sum, share) => sum + Math.round(share * 1_000), 0);
          const isEmpty = Object.values(counts).every((one) => one === 0);
          expect(total).toBe(isEmpty ? 0 : 1_000);
          expect(shares.map((share) => share > 0)).toEqual(Object.values(counts).map((one) => one > 0));
        },
      ),
    );
  });
});
