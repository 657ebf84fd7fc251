import { useState } from 'react';
import type { OrderView } from '../../shared/api/orders.js';
import { mergeNewest } from './newest.js';
import { useEvents, type Connection } from './useEvents.js';

/** Returns the newest orders, newest first and updated live; undefined while loading. */
export function useOrders(): { orders: readonly OrderView[] | undefined; connection: Connection } {
  const [orders, setOrders] = useState<readonly OrderView[]>();
  const connection = useEvents('/api/orders/events', 'orders', (data) => {
    const { orders: changed } = JSON.parse(data) as { orders: OrderView[] };
    setOrders((known = []) => merge(known, changed));
  });
  return { orders, connection };
}

/** Replaces changed orders and inserts new ones at the start. */
function merge(known: readonly OrderView[], changed: readonly OrderView[]): OrderView[] {
  return mergeNewest(known, changed).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
}
