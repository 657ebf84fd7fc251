import { hash } from 'node:crypto';
import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import { onlyRow } from './only-row.js';
import type { Tables } from './schema.js';

/** Without parameters, so that it starts the transaction in the same round trip. */
const lock = (key: bigint): string => `
  with locked as materialized (select pg_advisory_xact_lock(${key}))
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
    const key = lockKeyOf(`iletimerkezi ${purpose} ${account}`);
    const { rows } = await tx.executeQuery<{ now: number }>(CompiledQuery.raw(lock(key)));
    return work(tx, onlyRow(rows).now);
  });
}

/** Returns the key of an advisory lock: a signed integer of 64 bits. */
const lockKeyOf = (name: string): bigint =>
  BigInt.asIntN(64, BigInt(`0x${hash('sha256', name, 'hex').slice(0, 16)}`));
