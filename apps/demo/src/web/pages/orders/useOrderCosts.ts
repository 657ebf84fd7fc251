import type { CampaignCosts } from 'nest-iletimerkezi';
import { useCallback } from 'react';
import { ordersApi } from '../../api/orders.js';
import { useRepeated, type Repeated } from '../../lib/useRepeated.js';

/** The provider reports a price shortly after the last delivery. */
const LOOK_MS = 3_000;

const once = (): boolean => true;

/** Whether the provider has billed every order of which something was sent. */
const isBilled = ({ orders }: CampaignCosts): boolean =>
  orders.every(({ source, cost }) => source === 'billed' || cost === 0);

/** Returns the costs of a campaign. Reads them once, and again after its end until the provider has billed them. */
export const useOrderCosts = (id: string, isFinal: boolean): Repeated<CampaignCosts> =>
  useRepeated(
    useCallback(() => ordersApi.costs(id), [id]),
    LOOK_MS,
    isFinal ? isBilled : once,
  );
