import { type Kysely, sql, type Transaction } from 'kysely';
import type { Lane, Tables } from '../schema.js';

const LANES: readonly Lane[] = ['instant', 'bulk'];

/** Start of the channels on which the workers of orders are notified. The lane follows. */
export const ORDERS_CHANNEL = 'iletimerkezi_orders_';

/** The channel on which the workers of a lane's pending orders are notified. The payload is an account. */
export const ordersChannel = (lane: Lane): string => `${ORDERS_CHANNEL}${lane}`;

/** The channel on which the workers of consent checks are notified. The payload is an account. */
export const CHECKS_CHANNEL = 'iletimerkezi_consent_checks';

/**
 * The workers of this process. When one of them can claim an order at once, no notification is sent: it would wake the
 * workers of all instances for an order that one of them gets.
 */
export interface LocalWorkers {
  /** Returns whether a worker of the account that listens on the channel can claim now. */
  canClaim(channel: string, account: string): boolean;
  /** Wakes the workers of the account that listen on the channel. */
  wake(channel: string, account: string): void;
}

/** Notifies the workers of these lanes on all instances when the transaction commits. */
export async function wakeOrders(
  db: Kysely<Tables> | Transaction<Tables>,
  account: string,
  lanes: readonly Lane[] = LANES,
): Promise<void> {
  await sql`select pg_notify(channel, ${account})::text from unnest(${lanes.map(ordersChannel)}::text[]) as channel`.execute(
    db,
  );
}
