import { adapterOf, type HostTransaction } from '../storage/host-transaction.js';

/** An instance of `Sequelize` with the dialect `postgres`, from version 6. */
export interface SequelizeInstance<Transaction extends object> {
  query(
    sql: string,
    options: { bind: unknown[]; transaction: Transaction; logging: false },
  ): Promise<[rows: unknown[], metadata: unknown]>;
}

/**
 * Adapts a managed or an unmanaged transaction of Sequelize for the `tx` option. Its statements are not passed to
 * Sequelize's `logging`.
 *
 * @example
 * await sequelize.transaction(async (transaction) => {
 *   await Order.create(order, { transaction });
 *   await outbox.enqueue(message, { tx: sequelizeTransaction(sequelize, transaction) });
 * });
 */
export function sequelizeTransaction<Transaction extends object>(
  sequelize: SequelizeInstance<NoInfer<Transaction>>,
  transaction: Transaction,
): HostTransaction {
  return adapterOf(sequelize, 'query', async (text, json) => {
    const [rows] = await sequelize.query(text, { bind: [json], transaction, logging: false });
    return rows.filter(isRow);
  });
}

const isRow = (row: unknown): row is Record<string, unknown> => typeof row === 'object' && row !== null;
