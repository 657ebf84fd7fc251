import { describe, expect, it } from '@jest/globals';
import { mergeNewest, newest } from './newest.js';

const report = (revision: number, id = 'a') => ({ id, revision });

describe('newest', () => {
  it('keeps the newer report in either order', () => {
    expect(newest(report(2), report(1))).toEqual(report(2));
    expect(newest(report(1), report(2))).toEqual(report(2));
    expect(newest(undefined, report(1))).toEqual(report(1));
  });

  it('takes the later of two reports with the same revision', () => {
    const next = report(1);
    expect(newest(report(1), next)).toBe(next);
  });
});

describe('mergeNewest', () => {
  it('keeps each report in its newest version and adds new ones', () => {
    const known = [report(5, 'a'), report(1, 'b')];
    expect(mergeNewest(known, [report(4, 'a'), report(2, 'b'), report(1, 'c')])).toEqual([
      report(5, 'a'),
      report(2, 'b'),
      report(1, 'c'),
    ]);
  });
});
