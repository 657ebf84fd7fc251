import type { Kysely, Transaction } from 'kysely';
import { inTransaction } from '../repeat.js';
import type { Tables } from '../schema.js';
import { SpendLimitError } from './spend-limit.error.js';

/**
 * Runs a transaction that commits when a spend limit refuses its message: the work has removed its own rows then, and the
 * event that announces the used-up cap is kept.
 * @param repeats false for work that cannot run again, such as a stream.
 */
export async function committingRefusal<Result>(
  db: Kysely<Tables>,
  work: (tx: Transaction<Tables>) => Promise<Result>,
  { repeats = true } = {},
): Promise<Result> {
  const run = async (tx: Transaction<Tables>) => {
    try {
      return { result: await work(tx) };
    } catch (error) {
      if (error instanceof SpendLimitError) return { refusal: error };
      throw error;
    }
  };
  const done = repeats ? await inTransaction(db, run) : await db.transaction().execute(run);
  if ('refusal' in done) throw done.refusal;
  return done.result;
}
