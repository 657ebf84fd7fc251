import { useCallback, useRef, useState } from 'react';
import type { OrderFrame, OrderView, Problem } from '../../shared/api.js';
import { api } from './api.js';
import { isFinal, OrderReport } from './order-report.js';
import { useEvents, type Connection } from './useEvents.js';
import { useLoad } from './useLoad.js';

export type LiveOrder =
  | { phase: 'loading' }
  | { phase: 'failed'; problem: Problem; reload: () => void }
  | {
      phase: 'ready';
      order: OrderView;
      report: OrderReport;
      /** Changes with every frame; `report` itself is changed in place. */
      revision: number;
      connection: Connection | 'done';
    };

/** One order with its recipients, kept up to date by the server until every recipient has a final state. */
export function useOrderReport(id: string): LiveOrder {
  const { loaded, reload } = useLoad(
    useCallback(async () => {
      const [order, recipients] = await Promise.all([api.order(id), api.recipients(id)]);
      return { order, report: new OrderReport(recipients) };
    }, [id]),
  );
  const [latest, setLatest] = useState<{ order: OrderView; revision: number }>();
  const revision = useRef(0);
  const ready = loaded.phase === 'ready' ? loaded.value : undefined;
  const order = latest?.order ?? ready?.order;
  const done = order !== undefined && isFinal(order);

  const connection = useEvents(ready && !done ? `/api/orders/${id}/events` : undefined, 'frame', (data) => {
    const frame = JSON.parse(data) as OrderFrame;
    ready?.report.apply(frame);
    revision.current += 1;
    setLatest({ order: frame.order, revision: revision.current });
  });

  if (loaded.phase === 'failed') return { phase: 'failed', problem: loaded.problem, reload };
  if (ready === undefined || order === undefined) return { phase: 'loading' };
  return {
    phase: 'ready',
    order,
    report: ready.report,
    revision: latest?.revision ?? 0,
    connection: done ? 'done' : connection,
  };
}
