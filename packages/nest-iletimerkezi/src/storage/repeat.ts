import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import { isPreparationFault } from './prepared-statements.js';
import type { Tables } from './schema.js';
import { errorCode } from './storage.errors.js';

/**
 * SQLSTATEs after which nothing was applied, and the same statement may succeed: serialization failure and deadlock.
 * Source: PostgreSQL documentation, serialization failure handling.
 */
const REPEATABLE: ReadonlySet<string> = new Set(['40001', '40P01']);

const isRepeatable = (error: unknown): boolean =>
  REPEATABLE.has(errorCode(error) ?? '') || isPreparationFault(error);

/** With these pauses, all repetitions take at most about 3 s, and half of it on average. */
const REPETITIONS = 12;
const LONGEST_PAUSE_MS = 400;

/** Repeats a statement or a transaction while it loses conflicts. */
export async function repeatWhileLosing<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let repetition = 0; ; repetition += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isRepeatable(error) || repetition === REPETITIONS) throw error;
      await sleep(Math.random() * Math.min(LONGEST_PAUSE_MS, 10 * 2 ** repetition));
    }
  }
}

/**
 * Runs a transaction, and repeats all of it when it loses a deadlock.
 * @param work has no effect other than its statements, because it may run more than once.
 */
export async function inTransaction<Result>(
  db: Kysely<Tables>,
  work: (tx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  return repeatWhileLosing(() => db.transaction().execute(work));
}
