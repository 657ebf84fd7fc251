import { adapterOf, type HostTransaction } from '../storage/host-transaction.js';

/** The transaction that Knex's `knex.transaction(async (trx) => …)` passes, with the client `pg`. */
export interface KnexTransaction {
  raw(sql: string, bindings: readonly string[]): PromiseLike<unknown>;
}

/**
 * Adapts a transaction of Knex for the `tx` option.
 *
 * @example
 * await knex.transaction(async (trx) => {
 *   await trx('orders').insert(order);
 *   await outbox.enqueue(message, { tx: knexTransaction(trx) });
 * });
 */
export function knexTransaction(trx: KnexTransaction): HostTransaction {
  return adapterOf(trx, 'raw', async (text, json) => {
    // Knex binds at `?`. A question mark of the statement itself is escaped.
    const sql = text.replaceAll('?', '\\?').replace('$1', '?');
    try {
      return rowsOf(await trx.raw(sql, [json]));
    } catch (error) {
      throw withoutStatement(error);
    }
  });
}

function rowsOf(result: unknown): Record<string, unknown>[] {
  const rows: unknown = typeof result === 'object' && result !== null && Reflect.get(result, 'rows');
  return Array.isArray(rows) ? rows : [];
}

/** Removes the statement with its values, which Knex puts in front of the driver's message. */
function withoutStatement(error: unknown): unknown {
  if (error instanceof Error)
    error.message = error.message.slice(error.message.lastIndexOf(' - ') + 1).replace(/^- /, '');
  return error;
}
