import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import { onlyRow } from './only-row.js';
import type { Tables } from './schema.js';

const LOCK = `
  with locked as materialized (select pg_advisory_xact_lock(hashtextextended($1, 0)))
  select (extract(epoch from clock_timestamp()) * 1000)::float8 as now from locked`;

/** An account, and the work that its instances do one after the other. */
interface Turn {
  readonly account: string;
  readonly purpose: string;
}

/**
 * Runs work in a transaction that no other instance runs for the same account and purpose at the same time. `now` is the time
 * of the database in milliseconds since the epoch, read after the lock was acquired. Statements of the work see all earlier
 * turns.
 */
export function inAccountTurn<Result>(
  db: Kysely<Tables>,
  { account, purpose }: Turn,
  work: (tx: Transaction<Tables>, now: number) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await tx.executeQuery<{ now: number }>(
      CompiledQuery.raw(LOCK, [`iletimerkezi ${purpose} ${account}`]),
    );
    return work(tx, onlyRow(rows).now);
  });
}
