'use client';
import type { ReactNode } from 'react';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../report/reportRow.js';
import { useHydrated } from '../provider/useHydrated.js';

/** Delivery states as a stacked bar. Empty until the markup of a server is hydrated, because the sizes are styles. */
export function StackedBar({ counts }: { counts: Readonly<Record<DeliveryStatus, number>> }): ReactNode {
  const isHydrated = useHydrated();
  return (
    <span className="sms-status-bar-track" aria-hidden="true">
      {DELIVERY_STATUSES.map((status) =>
        isHydrated && counts[status] > 0 ? (
          <span key={status} data-status={status} style={{ flexGrow: counts[status] }} />
        ) : null,
      )}
    </span>
  );
}
