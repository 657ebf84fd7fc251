import { adapterOf, type HostTransaction } from '../storage/host-transaction.js';

/**
 * What Prisma's interactive `$transaction(async (tx) => …)` hands out, from Prisma 5 on. The list form of
 * `$transaction` has no such object: what it does is fixed before it begins.
 */
export interface PrismaTransaction {
  $queryRawUnsafe(query: string, ...values: unknown[]): PromiseLike<unknown>;
}

/**
 * "Unsafe" in the method's name means that the text is not a tagged template; ours is constant, and the value goes
 * as a parameter.
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
