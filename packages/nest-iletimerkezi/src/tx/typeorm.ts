import { adapterOf, type HostTransaction } from '../storage/host-transaction.js';

/** TypeORM's `EntityManager` or `QueryRunner` with a transaction open. */
export interface TypeOrmManager {
  query(text: string, parameters: unknown[]): Promise<unknown>;
}

/**
 * @example
 * await dataSource.transaction(async (manager) => {
 *   await manager.save(order);
 *   await outbox.enqueue(message, { tx: typeOrmTransaction(manager) });
 * });
 */
export function typeOrmTransaction(manager: TypeOrmManager): HostTransaction {
  return adapterOf(manager, 'query', async (text, json) => rowsOf(await manager.query(text, [json])));
}

/** Rows for a question; for a change, TypeORM gives a pair of rows and count. */
function rowsOf(result: unknown): Record<string, unknown>[] {
  if (!Array.isArray(result)) return [];
  const [first] = result;
  return Array.isArray(first) ? first : result;
}
