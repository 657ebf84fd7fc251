import { hash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { deferred } from './connection.js';
import type { Tables } from './schema.js';

/** An account, and the work that its instances do one after the other. */
interface Turn {
  readonly account: string;
  readonly purpose: string;
}

/**
 * Runs work in a transaction that no other instance runs for the same account and purpose at the same time. Statements of the
 * work see all earlier turns. The lock is acquired in the round trip of the first statement.
 */
export function inAccountTurn<Result>(
  db: Kysely<Tables>,
  { account, purpose }: Turn,
  work: (tx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    const key = lockKeyOf(`iletimerkezi ${purpose} ${account}`);
    await tx.executeQuery(deferred(`select pg_advisory_xact_lock(${key})`));
    return work(tx);
  });
}

/** Returns the key of an advisory lock: a signed integer of 64 bits. */
const lockKeyOf = (name: string): bigint =>
  BigInt.asIntN(64, BigInt(`0x${hash('sha256', name, 'hex').slice(0, 16)}`));
