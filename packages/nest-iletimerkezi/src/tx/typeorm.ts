import { adapterOf, type HostTransaction } from '../storage/host-transaction.js';

/** TypeORM's `EntityManager` or `QueryRunner` with an open transaction. */
export interface TypeOrmManager {
  query(text: string, parameters: unknown[]): Promise<unknown>;
}

/**
 * Adapts a transaction of TypeORM for the `tx` option.
 *
 * @example
 * await dataSource.transaction(async (manager) => {
 *   await manager.save(order);
 *   await outbox.enqueue(message, { tx: typeOrmTransaction(manager) });
 * });
 */
export function typeOrmTransaction(manager: TypeOrmManager): HostTransaction {
  return adapterOf(manager, 'query', async (text, json) => rowsOf(await manager.query(text, [json])));
}

/** Returns the rows of a result. TypeORM returns rows for a select, and a pair of rows and count for a change. */
function rowsOf(result: unknown): Record<string, unknown>[] {
  if (!Array.isArray(result)) return [];
  const [first] = result;
  return Array.isArray(first) ? first : result;
}
