'use client';
import type { ReactNode } from 'react';
import { Skeleton } from '../../parts/Skeleton.js';
import { SkeletonBar } from '../../parts/SkeletonBar.js';
import type { GridColumn } from './reportColumns.js';

/** The bar and the counts above the table, while they are loading. */
export function BarSkeleton(): ReactNode {
  return (
    <div className="sms-report-skeleton-bar" aria-hidden="true">
      <span className="sms-skeleton" />
      <span className="sms-skeleton" />
      <span className="sms-skeleton" />
      <span className="sms-skeleton" />
    </div>
  );
}

const SKELETON_WIDTHS = ['62%', '54%', '66%', '58%', '60%', '52%'];

/** The rows of the table, while they are loading. */
export function ReportSkeleton({ columns }: { columns: readonly GridColumn[] }): ReactNode {
  return (
    <Skeleton className="sms-report-skeleton">
      <div aria-hidden="true">
        {columns.map(({ key }) => (
          <SkeletonBar key={key} style={{ inlineSize: '30%' }} />
        ))}
      </div>
      {SKELETON_WIDTHS.map((width) => (
        <div key={width} aria-hidden="true">
          <SkeletonBar style={{ inlineSize: width }} />
          {columns.slice(1).map(({ key }) => (
            <SkeletonBar key={key} style={{ maxInlineSize: key === 'status' ? 84 : 112 }} />
          ))}
        </div>
      ))}
    </Skeleton>
  );
}
