import { describe, expect, it } from '@jest/globals';
import { becomes } from '../test-support/becomes.js';
import { createPeriodicWorker } from './periodic-worker.js';

describe('a periodic worker', () => {
  it('retries a failed run before its next period, and is idle afterwards', async () => {
    const errors: unknown[] = [];
    let runs = 0;
    const worker = createPeriodicWorker({
      name: 'spec',
      // Longer than the test, so that only a retry runs again.
      everyMs: 600_000,
      onError: (error) => errors.push(error),
      run: async () => {
        runs += 1;
        if (runs < 3) throw new Error(`failure ${runs}`);
      },
    });
    worker.start();
    await becomes(() => [runs, worker.status.state, worker.status.failures], [3, 'idle', 0]);
    expect(errors.map(String)).toEqual(['Error: failure 1', 'Error: failure 2']);
    await worker.stop();
    expect(runs).toBe(3);
  });
});
