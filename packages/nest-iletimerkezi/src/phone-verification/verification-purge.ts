import { longestOf, type PhoneVerificationSettings } from '../options/phone-verification.options.js';
import type { PhoneVerificationsRepository } from '../storage/phone-verification/phone-verifications.repository.js';
import { createPeriodicWorker } from '../worker/periodic-worker.js';
import type { Worker } from '../worker/worker.js';

const EVERY_MS = 600_000;
const DAY_MS = 86_400_000;

/** Returns how long rows are kept, in milliseconds: until no window counts them and no proof refers to them. */
export function keepMsOf({
  limits,
  attempts,
  pumping,
  lifetimeMs,
}: Pick<PhoneVerificationSettings, 'limits' | 'attempts' | 'pumping' | 'lifetimeMs'>): number {
  const windows = [...Object.values(limits), attempts].map(longestOf);
  return Math.max(DAY_MS, pumping?.windowMs ?? 0, ...windows) + 2 * lifetimeMs;
}

/** Creates the worker that deletes old verifications of an account and the texts of their messages. */
export const createVerificationPurge = ({
  account,
  repository,
  keepMs,
  onError,
}: {
  readonly account: string;
  readonly repository: PhoneVerificationsRepository;
  readonly keepMs: number;
  readonly onError: (error: unknown, worker: string) => void;
}): Worker<true> =>
  createPeriodicWorker({
    name: 'phone-verification-purge',
    account,
    onError,
    everyMs: EVERY_MS,
    run: async () => {
      await repository.purge(keepMs);
    },
  });
