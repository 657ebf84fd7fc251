import type { CampaignDetail, ReportEvent, ReportOrder } from 'iletimerkezi-core';
import { useCallback, useState } from 'react';
import { applyReportEvent, type LiveReport, type ReportRow } from 'react-sms-ui';
import type { Problem } from '../../shared/api/problem.js';
import { ordersApi } from '../api/orders.js';
import { newest } from './newest.js';
import { useEvents, type Connection } from './useEvents.js';
import { useLoad } from './useLoad.js';

export type LiveOrder =
  | { phase: 'loading' }
  | { phase: 'failed'; problem: Problem; reload: () => void }
  | {
      phase: 'ready';
      order: CampaignDetail;
      /** The order whose recipients are shown. */
      shown: ReportOrder | undefined;
      rows: readonly ReportRow[];
      connection: Connection | 'done';
      /** Applies the response of an action, unless the stream already sent a newer state. */
      replace: (order: CampaignDetail) => void;
    };

/** Returns a campaign and the recipients of one of its orders, updated live until they are final. */
export function useOrderReport(id: string, place: number): LiveOrder {
  // The stream cannot report why it is refused, so the campaign is read first.
  const { loaded, reload } = useLoad(useCallback(() => ordersApi.order(id), [id]));
  const [report, setReport] = useState<LiveReport>();
  const isOpen = loaded.phase === 'ready' && report?.settled !== true;
  const path = isOpen ? `/api/orders/${encodeURIComponent(id)}/events?order=${place}` : undefined;
  const connection = useEvents(path, 'message', (data) => {
    const event: ReportEvent = JSON.parse(data);
    setReport((before) => applyReportEvent(before, event));
  });

  if (loaded.phase === 'failed') return { phase: 'failed', problem: loaded.problem, reload };
  if (report === undefined) return { phase: 'loading' };
  const { campaign, rows, settled } = report;
  const replace = (next: CampaignDetail) =>
    setReport((before) => before && { ...before, campaign: newest(before.campaign, next) });
  return {
    phase: 'ready',
    order: campaign,
    shown: campaign.orders[place - 1],
    rows,
    connection: settled ? 'done' : connection,
    replace,
  };
}
