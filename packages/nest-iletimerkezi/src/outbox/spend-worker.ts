import type { SpendRepository } from '../storage/spend/spend.repository.js';
import { createPeriodicWorker } from '../worker/periodic-worker.js';
import type { Worker } from '../worker/worker.js';

/** Interval between runs, in milliseconds. Waiting orders are released so long after a period begins or a cap is raised. */
const EVERY_MS = 5_000;

interface SpendWorkerSettings {
  readonly account: string;
  readonly spend: SpendRepository;
  readonly onError: (error: unknown, worker: string) => void;
}

/** Creates the worker that releases orders which wait because of a spend limit, and maintains the counters. */
export const createSpendWorker = ({ account, spend, onError }: SpendWorkerSettings): Worker<true> =>
  createPeriodicWorker({
    name: 'spend-limits',
    account,
    onError,
    everyMs: EVERY_MS,
    run: async () => {
      await spend.releaseWaiting();
      await spend.maintain();
    },
  });
