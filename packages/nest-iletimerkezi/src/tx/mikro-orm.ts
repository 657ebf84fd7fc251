import { adapterOf, type HostTransaction } from '../storage/host-transaction.js';
import { knexTransaction, type KnexTransaction } from './knex.js';
import { kyselyTransaction, type KyselyTransaction } from './kysely.js';

/** The entity manager that MikroORM's `em.transactional(async (em) => …)` passes, from version 6, for PostgreSQL. */
export interface MikroOrmEntityManager {
  getTransactionContext(): unknown;
}

/**
 * Adapts a transaction of MikroORM for the `tx` option. Pending changes of the entity manager are not flushed; MikroORM
 * flushes them before it commits.
 *
 * @example
 * await em.transactional(async (em) => {
 *   em.persist(order);
 *   await outbox.enqueue(message, { tx: mikroOrmTransaction(em) });
 * });
 */
export function mikroOrmTransaction(em: MikroOrmEntityManager): HostTransaction {
  return adapterOf(em, 'getTransactionContext', async (text, json) => {
    // A transaction of Kysely in version 7, of Knex in version 6, and undefined when none is open.
    const context = em.getTransactionContext();
    if (isKysely(context)) return kyselyTransaction(context).run(text, json);
    if (isKnex(context)) return knexTransaction(context).run(text, json);
    return [];
  });
}

const isKysely = (context: unknown): context is KyselyTransaction => has(context, 'executeQuery');

const isKnex = (context: unknown): context is KnexTransaction => has(context, 'raw');

function has(value: unknown, method: string): boolean {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject && typeof Reflect.get(value, method) === 'function';
}
