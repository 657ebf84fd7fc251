import { afterEach, describe, expect, it } from '@jest/globals';
import { becomes } from '../test-support/becomes.js';
import { Worker, type WorkerSettings } from './worker.js';

/** Longer than any test, so that only a wake ends the wait. */
const NEVER_MS = 600_000;

const started: Worker<number>[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((worker) => worker.stop()));
});

/** Creates a worker for a queue in memory. Its items run until `finish` is called. */
function workerOver(queue: number[], settings: Partial<WorkerSettings<number>> = {}) {
  const limits: number[] = [];
  const running = new Map<number, () => void>();
  const errors: [error: unknown, worker: string][] = [];
  const worker = new Worker<number>({
    name: 'spec',
    pollMs: NEVER_MS,
    claim: async (limit) => {
      limits.push(limit);
      return queue.splice(0, limit);
    },
    run: (item) => new Promise<void>((resolve) => running.set(item, resolve)),
    onError: (error, name) => errors.push([error, name]),
    ...settings,
  });
  started.push(worker);
  const finish = (item: number): void => {
    running.get(item)?.();
    running.delete(item);
  };
  return { worker, limits, running, errors, finish };
}

describe('a worker', () => {
  it('claims up to its capacity, and more when a batch is done', async () => {
    const { worker, running, finish } = workerOver([1, 2, 3], { capacity: 2 });
    worker.start();
    await becomes(() => [...running.keys()], [1, 2]);
    finish(1);
    finish(2);
    await becomes(() => [...running.keys()], [3]);
    finish(3);
  });

  it('claims again before the batch is done with `refillAt`', async () => {
    const { worker, running, finish } = workerOver([1, 2, 3], { capacity: 2, refillAt: 1 });
    worker.start();
    await becomes(() => [...running.keys()], [1, 2]);
    finish(1);
    await becomes(() => [...running.keys()], [2, 3]);
    finish(2);
    finish(3);
  });

  it('claims according to the average weight of an item', async () => {
    const queue = Array.from({ length: 60 }, () => 10);
    const { worker, limits } = workerOver(queue, {
      capacity: 40,
      refillAt: 20,
      weigh: (item) => item,
      run: async () => undefined,
    });
    worker.start();
    await becomes(() => queue.length, 0);
    expect(limits.slice(0, 2)).toEqual([40, 5]);
  });

  it('claims again after a wake during a claim', async () => {
    const queue: number[] = [];
    let claims = 0;
    const { worker, running, finish } = workerOver(queue, {
      claim: async () => {
        claims += 1;
        const claimed = queue.splice(0);
        if (claims === 1) {
          queue.push(7);
          worker.wake();
        }
        return claimed;
      },
    });
    worker.start();
    await becomes(() => [...running.keys()], [7]);
    finish(7);
  });

  it('polls without being woken', async () => {
    const queue: number[] = [];
    const { worker, limits, running, finish } = workerOver(queue, { pollMs: 5 });
    worker.start();
    await becomes(() => limits.length > 1, true);
    queue.push(1);
    await becomes(() => [...running.keys()], [1]);
    finish(1);
  });

  it('claims again when the next item becomes due', async () => {
    let due = false;
    const { worker, running, finish } = workerOver([], {
      claim: async () => (due ? [1] : []),
      untilNext: async () => {
        due = true;
        return 5;
      },
    });
    worker.start();
    await becomes(() => [...running.keys()], [1]);
    finish(1);
    due = false;
  });

  it('reports an error of a claim, and claims again after a pause', async () => {
    let failures = 1;
    const { worker, running, errors, finish } = workerOver([], {
      claim: async () => {
        if (failures === 0) return running.size === 0 ? [1] : [];
        failures -= 1;
        throw new TypeError('the database is unreachable');
      },
    });
    worker.start();
    await becomes<unknown>(() => worker.status, {
      name: 'spec',
      account: undefined,
      state: 'retrying',
      inFlight: 0,
      failures: 1,
      failingSince: expect.any(Date),
      lastError: 'TypeError',
    });
    await becomes(() => [...running.keys()], [1]);
    expect(worker.status).toMatchObject({ failures: 0, failingSince: undefined, lastError: 'TypeError' });
    expect(errors).toEqual([[expect.any(TypeError), 'spec']]);
    void worker.stop();
    finish(1);
  });

  it('retries failed items with backoff, even when it is woken', async () => {
    const at: number[] = [];
    const { worker } = workerOver([1, 2, 3], {
      run: async () => {
        at.push(performance.now());
        return 'retry';
      },
    });
    worker.start();
    await becomes(() => {
      worker.wake();
      return at.length;
    }, 3);
    const [first = 0, second = 0, third = 0] = at;
    expect(second - first).toBeGreaterThanOrEqual(490);
    expect(third - second).toBeGreaterThanOrEqual(990);
  });

  it('claims nothing while it is not ready', async () => {
    let isReady = false;
    const { worker, limits, running, finish } = workerOver([1], { pollMs: 5, isReady: () => isReady });
    worker.start();
    worker.wake();
    await new Promise((resolve) => setImmediate(resolve));
    expect(limits).toEqual([]);
    isReady = true;
    await becomes(() => [...running.keys()], [1]);
    finish(1);
  });

  it('claims nothing after stop, and resolves stop when its items are done', async () => {
    const { worker, running, finish } = workerOver([1, 2]);
    worker.start();
    await becomes(() => [...running.keys()], [1]);
    let stopped = false;
    const stopping = worker.stop().then(() => (stopped = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    finish(1);
    await stopping;
    expect([running.size, worker.status.state]).toEqual([0, 'stopped']);
  });
});
