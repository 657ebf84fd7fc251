import { useCallback, useState } from 'react';
import {
  FINAL_STATES,
  type OrderDetail,
  type OrderFrame,
  type ProviderOrder,
} from '../../shared/api/orders.js';
import type { Problem } from '../../shared/api/problem.js';
import { ordersApi } from '../api/orders.js';
import { applyFrame, recipientRows, type RecipientRow } from './order-report.js';
import { newest } from './newest.js';
import { useEvents, type Connection } from './useEvents.js';
import { useLoad } from './useLoad.js';

interface Report {
  readonly order: OrderDetail;
  readonly rows: readonly RecipientRow[];
  /** The cursor of the live report. */
  readonly cursor: string;
}

export type LiveOrder =
  | { phase: 'loading' }
  | { phase: 'failed'; problem: Problem; reload: () => void }
  | {
      phase: 'ready';
      order: OrderDetail;
      /** The selected provider order of the campaign. */
      shown: ProviderOrder | undefined;
      rows: readonly RecipientRow[];
      connection: Connection | 'done';
      /** Applies the response of an action unless the stream delivered a newer one. */
      replace: (order: OrderDetail) => void;
    };

/** Loads a campaign and the recipients of one of its orders, and updates them live until the order ends. */
export function useOrderReport(id: string, place: number): LiveOrder {
  const { loaded, reload } = useLoad(useCallback(() => loadReport(id, place), [id, place]));
  const [live, setLive] = useState<Report>();
  const base = loaded.phase === 'ready' ? loaded.value : undefined;
  const report = live ?? base;
  const done = report?.order.orders.every(({ state }) => FINAL_STATES.has(state)) ?? false;

  const path = base && !done ? `/api/orders/${id}/events?order=${place}&after=${base.cursor}` : undefined;
  const connection = useEvents(path, 'frame', (data) => {
    const frame = JSON.parse(data) as OrderFrame;
    // Frames can arrive faster than renders and contain only changes, so each builds on the previous one.
    setLive((before) => {
      const known = before ?? base;
      return (
        known && {
          ...known,
          order: newest(known.order, frame.order),
          rows: applyFrame(known.rows, frame),
        }
      );
    });
  });

  if (loaded.phase === 'failed') return { phase: 'failed', problem: loaded.problem, reload };
  if (report === undefined) return { phase: 'loading' };
  const { order, rows } = report;
  const replace = (next: OrderDetail) =>
    setLive((before = report) => ({ ...before, order: newest(before.order, next) }));
  const shown = order.orders[place - 1];
  return { phase: 'ready', order, shown, rows, connection: done ? 'done' : connection, replace };
}

async function loadReport(id: string, place: number): Promise<Report> {
  const [order, recipients] = await Promise.all([ordersApi.order(id), ordersApi.recipients(id, place)]);
  return { order, rows: recipientRows(recipients, order.createdAt), cursor: recipients.cursor };
}
