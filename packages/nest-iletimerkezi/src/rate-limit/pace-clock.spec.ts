import { describe, expect, it } from '@jest/globals';
import { PaceClock } from './pace-clock.js';

describe('PaceClock', () => {
  it('returns no estimate before its first reading', () => {
    expect(new PaceClock().expected(5)).toBeUndefined();
  });

  it('advances a reading with the monotonic clock', () => {
    const clock = new PaceClock();
    clock.saw(7_000, 2);
    expect(clock.expected(12)).toBe(17_000);
  });

  it('keeps the reading with the lowest latency', () => {
    const clock = new PaceClock();
    clock.saw(7_000, 2);
    clock.saw(19_000, 12);
    expect(clock.expected(12)).toBe(17_000);
  });

  it('detects a reading that is later than real time allows', () => {
    const clock = new PaceClock();
    clock.saw(7_000, 2);
    expect([clock.isAhead(22_000, 12), clock.isAhead(22_001, 12)]).toEqual([false, true]);
  });

  it('accepts its first reading', () => {
    expect(new PaceClock().isAhead(1e12, 0)).toBe(false);
  });

  it('follows an account’s clock that was stopped', () => {
    const clock = new PaceClock();
    clock.saw(7_000, 2);
    clock.saw(10_000, 12);
    expect(clock.expected(13)).toBe(11_000);
  });
});
