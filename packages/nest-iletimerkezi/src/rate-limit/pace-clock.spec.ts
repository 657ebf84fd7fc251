import { describe, expect, it } from '@jest/globals';
import { PaceClock } from './pace-clock.js';

describe('PaceClock', () => {
  it('expects nothing before its first reading', () => {
    expect(new PaceClock().expected(5)).toBeUndefined();
  });

  it('counts on from a reading by the monotonic clock', () => {
    const clock = new PaceClock();
    clock.saw(7_000, 2);
    expect(clock.expected(12)).toBe(17_000);
  });

  it('keeps the reading that came the fastest', () => {
    const clock = new PaceClock();
    clock.saw(7_000, 2);
    clock.saw(19_000, 12);
    expect(clock.expected(12)).toBe(17_000);
  });

  it('takes a reading for ahead that real time cannot have brought', () => {
    const clock = new PaceClock();
    clock.saw(7_000, 2);
    expect([clock.isAhead(22_000, 12), clock.isAhead(22_001, 12)]).toEqual([false, true]);
  });

  it('takes its first reading for right', () => {
    expect(new PaceClock().isAhead(1e12, 0)).toBe(false);
  });

  it('follows when the account’s clock stood still', () => {
    const clock = new PaceClock();
    clock.saw(7_000, 2);
    clock.saw(10_000, 12);
    expect(clock.expected(13)).toBe(11_000);
  });
});
