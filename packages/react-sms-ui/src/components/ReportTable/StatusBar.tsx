'use client';
import type { ReactNode } from 'react';
import { Icon } from '../../parts/Icon.js';
import { useSmsUi } from '../../provider/context.js';
import { DELIVERY_STATUSES } from '../../report/reportRow.js';
import type { UseReportRows } from './useReportRows.js';

/** A stacked bar of the delivery states, with the counts below it as filters. */
export function StatusBar({ report }: { report: UseReportRows }): ReactNode {
  const { t, format } = useSmsUi();
  const { counts, total } = report;
  const { status } = report.view.filter;
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
            {...report.getStatusProps(name)}
            data-slot="report-table-count"
            data-status={name}
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

/** Rounds to percents, but never to 0 or 100: one undelivered message in 50,000 stays visible. */
function roundShare(part: number, total: number): number {
  const share = Math.round((part / total) * 100) / 100;
  if (share === 0 && part > 0) return 0.001;
  return share === 1 && part < total ? 0.999 : share;
}
