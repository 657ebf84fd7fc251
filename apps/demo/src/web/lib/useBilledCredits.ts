import { FINAL_REPORT_STATES, type ReportOrder } from 'iletimerkezi-core';
import { useCallback } from 'react';
import { ordersApi } from '../api/orders.js';
import { useRepeated } from './useRepeated.js';

/** The provider reports a price shortly after the last delivery. */
const LOOK_MS = 3_000;
const NONE: ReadonlyMap<string, number> = new Map();

/** Returns the billed credits by number, once an order was billed. Asks only while they are needed. */
export function useBilledCredits(
  campaign: string,
  order: ReportOrder | undefined,
  isNeeded: boolean,
): ReadonlyMap<string, number> {
  const id = order !== undefined && FINAL_REPORT_STATES.has(order.state) ? order.id : undefined;
  const load = useCallback(async () => {
    if (!isNeeded || id === undefined) return NONE;
    const { orders } = await ordersApi.costs(campaign);
    if (!orders.some((cost) => cost.order === id && cost.source === 'billed')) return NONE;
    const costs = await ordersApi.recipientCosts(campaign, id);
    return new Map(
      costs.flatMap(({ number, billed }) => (billed === null ? [] : [[number, billed] as const])),
    );
  }, [campaign, id, isNeeded]);
  return useRepeated(load, LOOK_MS, isBilled).value ?? NONE;
}

const isBilled = (credits: ReadonlyMap<string, number>): boolean => credits !== NONE;
