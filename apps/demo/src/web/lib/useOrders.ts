import { useState } from 'react';
import type { CampaignReport } from 'iletimerkezi-core';
import { mergeNewest } from './newest.js';
import { useEvents, type Connection } from './useEvents.js';

/** Returns the newest orders, newest first and updated live; undefined while loading. */
export function useOrders(): { orders: readonly CampaignReport[] | undefined; connection: Connection } {
  const [orders, setOrders] = useState<readonly CampaignReport[]>();
  const connection = useEvents('/api/orders/events', 'message', (data) => {
    const { campaigns: changed }: { campaigns: CampaignReport[] } = JSON.parse(data);
    setOrders((known = []) => merge(known, changed));
  });
  return { orders, connection };
}

/** Replaces changed orders and inserts new ones at the start. */
function merge(known: readonly CampaignReport[], changed: readonly CampaignReport[]): CampaignReport[] {
  return mergeNewest(known, changed).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
}
