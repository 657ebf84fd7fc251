import { useCallback, useState } from 'react';
import type { ReportRow } from 'react-sms-ui';
import type { OrderFrame, OrderView } from '../../shared/api/orders.js';
import type { Problem } from '../../shared/api/problem.js';
import { ordersApi } from '../api/orders.js';
import { applyFrame, isFinal, reportRows } from './order-report.js';
import { useEvents, type Connection } from './useEvents.js';
import { useLoad } from './useLoad.js';

interface Report {
  order: OrderView;
  rows: readonly ReportRow[];
}

export type LiveOrder =
  | { phase: 'loading' }
  | { phase: 'failed'; problem: Problem; reload: () => void }
  | (Report & { phase: 'ready'; connection: Connection | 'done' });

/** One order with its recipients, kept up to date by the server until every recipient has a final state. */
export function useOrderReport(id: string): LiveOrder {
  const { loaded, reload } = useLoad(useCallback(() => loadReport(id), [id]));
  const [live, setLive] = useState<Report>();
  const report = live ?? (loaded.phase === 'ready' ? loaded.value : undefined);
  const done = report !== undefined && isFinal(report.order);

  // The stream begins with everything that ever changed, so nothing between the two requests is missed.
  const connection = useEvents(report && !done ? `/api/orders/${id}/events` : undefined, 'frame', (data) => {
    const frame = JSON.parse(data) as OrderFrame;
    const base = loaded.phase === 'ready' ? loaded.value : undefined;
    // Frames may come faster than renders, and each holds only what is new: build on the one before.
    setLive((before) => {
      const known = before ?? base;
      return known && { order: frame.order, rows: applyFrame(known.rows, frame) };
    });
  });

  if (loaded.phase === 'failed') return { phase: 'failed', problem: loaded.problem, reload };
  if (report === undefined) return { phase: 'loading' };
  return { phase: 'ready', ...report, connection: done ? 'done' : connection };
}

async function loadReport(id: string): Promise<Report> {
  const [order, recipients] = await Promise.all([ordersApi.order(id), ordersApi.recipients(id)]);
  return { order, rows: reportRows(recipients, order.createdAt) };
}
