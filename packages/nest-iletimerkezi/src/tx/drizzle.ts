import { type SQL, sql } from 'drizzle-orm';
import { adapterOf, type HostTransaction } from '../storage/host-transaction.js';

type Rows = readonly Record<string, unknown>[];

/** The client that Drizzle's `db.transaction(async (tx) => …)` passes, with the drivers `node-postgres` and `postgres-js`. */
export interface DrizzleTransaction {
  execute(query: SQL): PromiseLike<Rows | { rows: Rows }>;
}

/**
 * Adapts a transaction of Drizzle for the `tx` option.
 *
 * @example
 * await db.transaction(async (tx) => {
 *   await tx.insert(orders).values(order);
 *   await outbox.enqueue(message, { tx: drizzleTransaction(tx) });
 * });
 */
export function drizzleTransaction(tx: DrizzleTransaction): HostTransaction {
  return adapterOf(tx, 'execute', async (text, json) => {
    const [before = '', after = ''] = text.split('$1');
    const result = await tx.execute(sql`${sql.raw(before)}${json}${sql.raw(after)}`);
    return 'rows' in result ? result.rows : result;
  });
}
