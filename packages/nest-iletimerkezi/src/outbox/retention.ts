import { setTimeout as sleep } from 'node:timers/promises';
import type { Erased, ErasureRepository } from '../storage/outbox/erasure.repository.js';
import { createPeriodicWorker } from '../worker/periodic-worker.js';
import type { Worker } from '../worker/worker.js';

/** Interval between runs, in milliseconds. Retention is measured in days, so a delay of an hour is acceptable. */
const EVERY_MS = 3_600_000;

/** Pause between two batches, in milliseconds, so that sends are not delayed in the database. */
const PAUSE_MS = 50;

interface RetentionSettings {
  readonly account: string;
  readonly erasure: ErasureRepository;
  /** Logs the number of erased rows, as a record for the data controller. */
  readonly log: (message: string) => void;
  readonly onError: (error: unknown, worker: string) => void;
}

/**
 * Creates the worker that erases numbers and texts after their retention period. It runs at the start and every hour, in
 * batches.
 */
export const createRetention = ({ account, erasure, log, onError }: RetentionSettings): Worker<true> =>
  createPeriodicWorker({
    name: 'retention',
    account,
    onError,
    everyMs: EVERY_MS,
    run: async (signal) => {
      const total = { orders: 0, recipients: 0, reports: 0, events: 0, sends: 0, drafts: 0 };
      try {
        while (!signal.aborted) {
          const erased = await erasure.eraseSome();
          if (erased === undefined || isNothing(erased)) break;
          total.orders += erased.orders;
          total.recipients += erased.recipients;
          total.reports += erased.reports;
          total.events += erased.events;
          total.sends += erased.sends;
          total.drafts += erased.drafts;
          await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
        }
      } finally {
        if (!isNothing(total)) log(describe(account, total));
      }
    },
  });

const describe = (account: string, { orders, recipients, reports, events, sends, drafts }: Erased): string =>
  `Retention of the account "${account}": erased the numbers and texts of ${orders} orders ` +
  `(${recipients} recipients), ${reports} delivery reports, ${events} events, ${sends} records of direct sends and ${drafts} drafts.`;

const isNothing = (erased: Erased): boolean => Object.values(erased).every((count) => count === 0);
