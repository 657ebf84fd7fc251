import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HandClock } from '../test-support/hand-clock.js';
import { Pace } from './pace.js';
import { SlidingWindow } from './sliding-window.js';

const turnOver = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('SlidingWindow', () => {
  it('never lets more than its limit through in any span, and loses nobody', async () => {
    const arrivals = fc.array(
      fc.record({ after: fc.integer({ min: 0, max: 700 }), amount: fc.integer({ min: 1, max: 100 }) }),
      { minLength: 1, maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(arrivals, async (list) => {
        const clock = new HandClock();
        const window = new SlidingWindow({ amount: 100, windowMs: 1_000 }, clock);
        const passed: { at: number; amount: number }[] = [];
        for (const { after, amount } of list) {
          await clock.advance(after);
          void window.pass(amount).then(() => passed.push({ at: clock.now(), amount }));
        }
        await clock.advance(list.length * 1_000);

        expect(passed.map(({ amount }) => amount)).toEqual(list.map(({ amount }) => amount));
        for (const { at: start } of passed) {
          const within = passed.filter(({ at }) => at >= start && at < start + 1_000);
          expect(within.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('lets the next one through as soon as there is room', async () => {
    const clock = new HandClock();
    const window = new SlidingWindow({ amount: 100, windowMs: 1_000 }, clock);
    const at: number[] = [];
    for (const amount of [60, 40, 60, 40]) void window.pass(amount).then(() => at.push(clock.now()));
    await clock.advance(5_000);
    expect(at).toEqual([0, 0, 1_000, 1_000]);
  });

  it('wakes the next one when the one before it gives up', async () => {
    const clock = new HandClock();
    const window = new SlidingWindow({ amount: 100, windowMs: 1_000 }, clock);
    await window.pass(90);
    const impatient = new AbortController();
    const large = window.pass(50, impatient.signal);
    const small = window.pass(10);
    impatient.abort();
    await expect(large).rejects.toMatchObject({ code: 'aborted', outcome: 'not-applied' });
    await expect(small).resolves.toBeUndefined();
    expect(clock.now()).toBe(0);
  });
});

describe('Pace', () => {
  const gate = () => {
    let resolve: (value: string) => void = () => undefined;
    let reject: (error: Error) => void = () => undefined;
    const promise = new Promise<string>((...settle) => ([resolve, reject] = settle));
    return { promise, resolve, reject };
  };

  it('lets large orders go one at a time, and small ones past them', async () => {
    const pace = new Pace(new HandClock());
    const [first, second] = [gate(), gate()];
    const begun: string[] = [];
    const run = (name: string, recipients: number, end: Promise<string>) =>
      pace.run(recipients, () => {
        begun.push(name);
        return end;
      });
    const large = [run('first', 50_000, first.promise), run('second', 101, second.promise)];
    await run('small', 100, Promise.resolve('small'));
    expect(begun).toEqual(['first', 'small']);

    first.reject(new Error('refused'));
    await expect(large[0]).rejects.toThrow('refused');
    second.resolve('done');
    await expect(large[1]).resolves.toBe('done');
  });

  it('goes on with the next large order when one gives up before its turn', async () => {
    const pace = new Pace(new HandClock());
    const end = gate();
    const impatient = new AbortController();
    const first = pace.run(200, () => end.promise);
    const second = pace.run(200, () => Promise.resolve('second'), impatient.signal);
    const third = pace.run(200, () => Promise.resolve('third'));
    impatient.abort();
    await expect(second).rejects.toMatchObject({ code: 'aborted' });
    end.resolve('first');
    await expect(first).resolves.toBe('first');
    await expect(third).resolves.toBe('third');
  });

  it('tells when nothing is under way any more', async () => {
    const pace = new Pace(new HandClock());
    const end = gate();
    const send = pace.run(1, () => end.promise);
    let idle = false;
    const waiting = pace.idle().then(() => (idle = true));
    await turnOver();
    expect(idle).toBe(false);
    end.resolve('sent');
    await Promise.all([send, waiting]);
    expect(pace.underWay).toBe(0);
  });

  it('refuses on closing what waits and what comes later, and says that nothing was sent', async () => {
    const pace = new Pace(new HandClock());
    await pace.run(100, () => Promise.resolve());
    const waiting = pace.run(1, () => Promise.resolve());
    await turnOver();
    expect(pace.close()).toBe(1);
    const refusal = { code: 'aborted', outcome: 'not-applied', retryable: true };
    await expect(waiting).rejects.toMatchObject(refusal);
    await expect(pace.run(1, () => Promise.resolve())).rejects.toMatchObject(refusal);
  });
});
