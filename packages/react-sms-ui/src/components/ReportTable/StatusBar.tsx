'use client';
import type { ReactNode } from 'react';
import { Icon } from '../../parts/Icon.js';
import { StackedBar } from '../../parts/StackedBar.js';
import { useSmsUi } from '../../provider/context.js';
import { DELIVERY_STATUSES } from '../../report/reportRow.js';
import { sharesOf } from '../../report/shares.js';
import type { UseReportRows } from './useReportRows.js';

/** A stacked bar of the delivery states, with the counts below it as filters. */
export function StatusBar({ report }: { report: UseReportRows }): ReactNode {
  const { t, format } = useSmsUi();
  const { counts, total } = report;
  const { status } = report.view.filter;
  const shares = sharesOf(counts);
  return (
    <div className="sms-status-bar" data-slot="report-table-bar">
      <StackedBar counts={counts} />
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
              <span>{t(`status.${name}`)}</span>
            </span>
            <span className="sms-figure">{format.number(counts[name])}</span>
            <span className="sms-code">{total > 0 ? format.percent(shares[name]) : ''}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
