'use client';
import type { ReactNode } from 'react';
import { Icon } from '../../parts/Icon.js';
import { useSmsUi } from '../../provider/context.js';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../../report/reportRow.js';

interface StatusBarProps {
  counts: Readonly<Record<DeliveryStatus, number>>;
  status: DeliveryStatus | 'all';
  onStatusChange: (status: DeliveryStatus | 'all') => void;
}

/** The order at a glance: a stacked bar, and the counts under it as filters. */
export function StatusBar({ counts, status, onStatusChange }: StatusBarProps): ReactNode {
  const { t, format } = useSmsUi();
  const total = DELIVERY_STATUSES.reduce((sum, name) => sum + counts[name], 0);
  return (
    <div className="sms-status-bar" data-slot="report-table-bar">
      <div className="sms-status-bar-track" aria-hidden="true">
        {DELIVERY_STATUSES.map((name) =>
          counts[name] > 0 ? <span key={name} data-status={name} style={{ flexGrow: counts[name] }} /> : null,
        )}
      </div>
      <div className="sms-status-bar-filters" role="group" aria-label={t('report.filterByStatus')}>
        {DELIVERY_STATUSES.filter(
          (name) => name !== 'unknown' || counts.unknown > 0 || status === 'unknown',
        ).map((name) => (
          <button
            key={name}
            type="button"
            data-slot="report-table-count"
            data-status={name}
            aria-pressed={status === name}
            onClick={() => onStatusChange(status === name ? 'all' : name)}
          >
            <span className="sms-status" data-status={name}>
              <Icon name={name} />
              {t(`status.${name}`)}
            </span>
            <span className="sms-figure">{format.number(counts[name])}</span>
            <span className="sms-code">
              {total > 0 ? format.percent(roundShare(counts[name], total)) : ''}
            </span>
          </button>
        ))}
      </div>
    </div>
  );
}

/** Whole percents, but never 0 or 100 for what is not: one undelivered message in 50,000 stays visible. */
function roundShare(part: number, total: number): number {
  const share = Math.round((part / total) * 100) / 100;
  if (share === 0 && part > 0) return 0.001;
  return share === 1 && part < total ? 0.999 : share;
}
