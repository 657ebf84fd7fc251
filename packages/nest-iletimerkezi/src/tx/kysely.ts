import { CompiledQuery } from 'kysely';
import { adapterOf, type HostTransaction } from '../storage/host-transaction.js';

/** The client that Kysely's `db.transaction().execute(async (tx) => …)` passes. */
export interface KyselyTransaction {
  executeQuery<Row>(query: CompiledQuery<Row>): Promise<{ rows: Row[] }>;
}

/**
 * Adapts a transaction of Kysely for the `tx` option.
 *
 * @example
 * await db.transaction().execute(async (tx) => {
 *   await tx.insertInto('orders').values(order).execute();
 *   await outbox.enqueue(message, { tx: kyselyTransaction(tx) });
 * });
 */
export function kyselyTransaction(tx: KyselyTransaction): HostTransaction {
  return adapterOf(
    tx,
    'executeQuery',
    async (text, json) =>
      (await tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, [json]))).rows,
  );
}
