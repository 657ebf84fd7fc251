import type { ContactsRepository } from '../storage/frequency/contacts.repository.js';
import { createPeriodicWorker } from '../worker/periodic-worker.js';
import type { Worker } from '../worker/worker.js';

const EVERY_MS = 3_600_000;

interface ContactPurgeSettings {
  readonly account: string;
  readonly contacts: ContactsRepository;
  readonly onError: (error: unknown, worker: string) => void;
}

/** Creates the worker that deletes messages which no longer count in the frequency cap. */
export const createContactPurge = ({ account, contacts, onError }: ContactPurgeSettings): Worker<true> =>
  createPeriodicWorker({
    name: 'frequency-cap-purge',
    account,
    onError,
    everyMs: EVERY_MS,
    run: async (signal) => {
      while (!signal.aborted && (await contacts.purge()));
    },
  });
