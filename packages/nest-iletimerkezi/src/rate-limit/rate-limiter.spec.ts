import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HandClock } from '../test-support/hand-clock.js';
import { RateLimiter } from './rate-limiter.js';
import { SlidingWindow } from './sliding-window.js';

const nextTurnOfLoop = () => new Promise<void>((resolve) => setImmediate(resolve));

const LIMIT = { amount: 100, windowMs: 1_000, longestLatencyMs: 2_000 };

describe('SlidingWindow', () => {
  // guarantee: G-034
  it('admits at most its limit in any span, whatever the latency, and admits every send', async () => {
    const orders = fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 700 }),
        amount: fc.integer({ min: 1, max: 100 }),
        latency: fc.integer({ min: 0, max: 900 }),
        answer: fc.integer({ min: 0, max: 900 }),
      }),
      { minLength: 1, maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(orders, async (list) => {
        const clock = new HandClock();
        const window = new SlidingWindow(LIMIT, clock);
        const left: number[] = [];
        const arrivals: { at: number; amount: number }[] = [];
        for (const { after, amount, latency, answer } of list) {
          await clock.advance(after);
          void window.acquire(amount).then((arrived) => {
            left.push(amount);
            arrivals.push({ at: clock.now() + latency, amount });
            clock.after(latency + answer, arrived);
          });
        }
        await clock.advance(list.length * 3_000);

        expect(left).toEqual(list.map(({ amount }) => amount));
        for (const { at: start } of arrivals) {
          const within = arrivals.filter(({ at }) => at >= start && at < start + LIMIT.windowMs);
          expect(within.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(LIMIT.amount);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('admits the next send one window after an arrival', async () => {
    const clock = new HandClock();
    const window = new SlidingWindow(LIMIT, clock);
    const at: number[] = [];
    for (const amount of [60, 40, 60, 40]) {
      void window.acquire(amount).then((arrived) => {
        at.push(clock.now());
        clock.after(50, arrived);
      });
    }
    await clock.advance(5_000);
    expect(at).toEqual([0, 0, 1_050, 1_050]);
  });

  it('stops waiting for a lost answer after the longest latency', async () => {
    const clock = new HandClock();
    const window = new SlidingWindow(LIMIT, clock);
    await window.acquire(100);
    let passed = false;
    void window.acquire(1).then(() => (passed = true));
    await clock.advance(2_999);
    expect(passed).toBe(false);
    await clock.advance(1);
    expect(passed).toBe(true);
  });

  it('admits the next send when the one before it is aborted', async () => {
    const clock = new HandClock();
    const window = new SlidingWindow(LIMIT, clock);
    await window.acquire(90);
    const aborting = new AbortController();
    const large = window.acquire(50, aborting.signal);
    const small = window.acquire(10);
    aborting.abort();
    await expect(large).rejects.toMatchObject({ code: 'aborted', outcome: 'not-applied' });
    await expect(small).resolves.toBeInstanceOf(Function);
    expect(clock.now()).toBe(0);
  });
});

describe('RateLimiter', () => {
  const deferred = () => {
    let resolve: (value: string) => void = () => undefined;
    let reject: (error: Error) => void = () => undefined;
    const promise = new Promise<string>((...settle) => ([resolve, reject] = settle));
    return { promise, resolve, reject };
  };

  it('sends large orders one at a time, and small ones in parallel', async () => {
    const rateLimiter = new RateLimiter(new HandClock());
    const [first, second] = [deferred(), deferred()];
    const begun: string[] = [];
    const run = (name: string, recipients: number, end: Promise<string>) =>
      rateLimiter.run(recipients, () => {
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

  it('continues with the next large order when a waiting one is aborted', async () => {
    const rateLimiter = new RateLimiter(new HandClock());
    const end = deferred();
    const aborting = new AbortController();
    const first = rateLimiter.run(200, () => end.promise);
    const second = rateLimiter.run(200, () => Promise.resolve('second'), aborting.signal);
    const third = rateLimiter.run(200, () => Promise.resolve('third'));
    aborting.abort();
    await expect(second).rejects.toMatchObject({ code: 'aborted' });
    end.resolve('first');
    await expect(first).resolves.toBe('first');
    await expect(third).resolves.toBe('third');
  });

  it('resolves idle when no send is in latency', async () => {
    const rateLimiter = new RateLimiter(new HandClock());
    const end = deferred();
    const send = rateLimiter.run(1, () => end.promise);
    let idle = false;
    const waiting = rateLimiter.idle().then(() => (idle = true));
    await nextTurnOfLoop();
    expect(idle).toBe(false);
    end.resolve('sent');
    await Promise.all([send, waiting]);
    expect(rateLimiter.inFlight).toBe(0);
  });

  it('refuses waiting and later sends after close, with the outcome not-applied', async () => {
    const rateLimiter = new RateLimiter(new HandClock());
    await rateLimiter.run(100, () => Promise.resolve());
    const waiting = rateLimiter.run(1, () => Promise.resolve());
    await nextTurnOfLoop();
    expect(rateLimiter.close()).toBe(1);
    const refusal = { code: 'aborted', outcome: 'not-applied', retryable: true };
    await expect(waiting).rejects.toMatchObject(refusal);
    await expect(rateLimiter.run(1, () => Promise.resolve())).rejects.toMatchObject(refusal);
  });
});
