import { describe, expect, it } from '@jest/globals';
import { AccountClock } from './account-clock.js';

describe('AccountClock', () => {
  it('returns no estimate before its first reading', () => {
    expect(new AccountClock().expected(5)).toBeUndefined();
  });

  it('advances a reading with the monotonic clock', () => {
    const clock = new AccountClock();
    clock.record(7_000, 2);
    expect(clock.expected(12)).toBe(17_000);
  });

  it('keeps the reading with the lowest latency', () => {
    const clock = new AccountClock();
    clock.record(7_000, 2);
    clock.record(19_000, 12);
    expect(clock.expected(12)).toBe(17_000);
  });

  it('detects a reading that is later than real time allows', () => {
    const clock = new AccountClock();
    clock.record(7_000, 2);
    expect([clock.isAhead(22_000, 12), clock.isAhead(22_001, 12)]).toEqual([false, true]);
  });

  it('accepts its first reading', () => {
    expect(new AccountClock().isAhead(1e12, 0)).toBe(false);
  });

  it('follows an account’s clock that was stopped', () => {
    const clock = new AccountClock();
    clock.record(7_000, 2);
    clock.record(10_000, 12);
    expect(clock.expected(13)).toBe(11_000);
  });
});
