import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { VirtualClock } from './clock.js';
import { parseDuration } from './duration.js';
import { formatTimestamp, parseDay, parseSendDateTime, parseTimestamp } from './istanbul.js';
import { Scheduler } from './scheduler.js';

describe('Turkey time', () => {
  it('is three hours ahead of UTC all year', () => {
    expect(formatTimestamp(Date.parse('2027-07-01T21:00:00Z'))).toBe('2027-07-02 00:00:00');
    expect(formatTimestamp(Date.parse('2027-01-01T21:00:00Z'))).toBe('2027-01-02 00:00:00');
  });

  it('reads back every second it prints', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        expect(parseTimestamp(formatTimestamp(seconds * 1000))).toBe(seconds * 1000);
      }),
    );
  });

  it.each(['2027-02-29', '2027-13-01', '2027-00-10', '2027-1-1', ''])('has no day %j', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  it('distinguishes a send date with seconds, one without, and invalid text', () => {
    const at = Date.parse('2027-01-20T10:45:00Z');
    expect(parseSendDateTime('20/01/2027 13:45')).toEqual({ kind: 'moment', at });
    expect(parseSendDateTime('20/01/2027 13:45:10')).toEqual({ kind: 'with-seconds', at: at + 10_000 });
    expect(parseSendDateTime('20/01/2027 24:00')).toEqual({ kind: 'malformed' });
  });
});

describe('a duration', () => {
  it.each([
    ['PT1H', 3_600_000],
    ['P1DT30M', 88_200_000],
    ['PT0.5S', 500],
    ['P2W', 1_209_600_000],
    [250, 250],
    ['PT', undefined],
    ['P', undefined],
    ['P1Y', undefined],
    ['1h', undefined],
    [-1, undefined],
    [Number.NaN, undefined],
  ])('%j is %j', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });
});

describe('the scheduler', () => {
  it('runs events in the order of their moments, the earlier planned first among equals', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 200 }), (delays) => {
        const clock = new VirtualClock();
        clock.freeze(true);
        const start = clock.now();
        const ran: { index: number; at: number }[] = [];
        const scheduler = new Scheduler<number>(clock, (index) =>
          ran.push({ index, at: clock.now() - start }),
        );
        for (const [index, delay] of delays.entries()) scheduler.at(start + delay, index);
        scheduler.advance(100);
        const expected = delays
          .map((delay, index) => ({ index, at: delay }))
          .toSorted((a, b) => a.at - b.at || a.index - b.index);
        expect(ran).toEqual(expected);
        expect(clock.now()).toBe(start + 100);
        scheduler.close();
      }),
    );
  });

  it('runs what an event plans within the same advance', () => {
    const clock = new VirtualClock();
    clock.freeze(true);
    const ran: number[] = [];
    const scheduler: Scheduler<number> = new Scheduler<number>(clock, (left) => {
      ran.push(left);
      if (left > 0) scheduler.at(clock.now() + 10, left - 1);
    });
    scheduler.at(clock.now() + 10, 3);
    scheduler.advance(40);
    expect(ran).toEqual([3, 2, 1, 0]);
    scheduler.close();
  });

  it('runs on a running clock', async () => {
    const clock = new VirtualClock();
    const ran = new Promise<string>((resolve) => {
      const scheduler = new Scheduler<string>(clock, (event) => {
        scheduler.close();
        resolve(event);
      });
      scheduler.at(clock.now() + 60_000, 'late');
      scheduler.at(clock.now() + 5, 'soon');
    });
    expect(await ran).toBe('soon');
  });
});
