import { performance } from 'node:perf_hooks';
import { Worker, type WorkerSettings } from './worker.js';

interface PeriodicSettings extends Pick<WorkerSettings<unknown>, 'name' | 'account' | 'onError'> {
  readonly everyMs: number;
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/** Creates a worker that runs at its start and then every `everyMs` milliseconds. A failed run is retried with backoff. */
export function createPeriodicWorker({ everyMs, run, ...settings }: PeriodicSettings): Worker<true> {
  let nextAt = performance.now();
  return new Worker<true>({
    ...settings,
    pollMs: everyMs,
    claim: async () => {
      if (performance.now() < nextAt) return [];
      nextAt = performance.now() + everyMs;
      return [true];
    },
    run: async (_, signal) => {
      try {
        await run(signal);
      } catch (error) {
        nextAt = performance.now();
        throw error;
      }
    },
  });
}
