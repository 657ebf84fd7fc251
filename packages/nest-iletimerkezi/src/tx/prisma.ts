import { adapterOf, type HostTransaction } from '../storage/host-transaction.js';

/**
 * The client that Prisma's interactive `$transaction(async (tx) => …)` passes, from Prisma 5 on. The array form of
 * `$transaction` is not supported: its statements are fixed before it begins.
 */
export interface PrismaTransaction {
  $queryRawUnsafe(query: string, ...values: unknown[]): PromiseLike<unknown>;
}

/**
 * Adapts an interactive transaction of Prisma for the `tx` option. "Unsafe" in the method's name means that the query is
 * not a tagged template. The query here is constant, and the value is passed as a parameter.
 *
 * @example
 * await prisma.$transaction(async (tx) => {
 *   await tx.purchase.create({ data: purchase });
 *   await outbox.enqueue(message, { tx: prismaTransaction(tx) });
 * });
 */
export function prismaTransaction(tx: PrismaTransaction): HostTransaction {
  return adapterOf(tx, '$queryRawUnsafe', async (text, json) => {
    const rows = await tx.$queryRawUnsafe(text, json);
    return Array.isArray(rows) ? rows : [];
  });
}
