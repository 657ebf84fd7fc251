import { adapterOf, type HostTransaction } from '../storage/host-transaction.js';

/** A `pg` client with an open transaction: between your `begin` and your `commit`. */
export interface PgClient {
  query(text: string, values: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/**
 * Adapts a transaction of `pg` for the `tx` option.
 *
 * @example
 * await client.query('begin');
 * await client.query('insert into shop.orders …');
 * await outbox.enqueue(message, { tx: pgTransaction(client) });
 * await client.query('commit');
 */
export function pgTransaction(client: PgClient): HostTransaction {
  return adapterOf(client, 'query', async (text, json) => (await client.query(text, [json])).rows);
}
