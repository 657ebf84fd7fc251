'use client';
import type { ReactNode } from 'react';
import { useSmsUi } from '../provider/context.js';

interface SkeletonProps {
  className: string;
  /** Placeholders, hidden from assistive technology. */
  children: ReactNode;
}

/** Announces that data is loading, and displays placeholders in its layout. */
export function Skeleton({ className, children }: SkeletonProps): ReactNode {
  const { t } = useSmsUi();
  return (
    <div className={className}>
      <span className="sms-hidden" role="status">
        {t('common.loading')}
      </span>
      {children}
    </div>
  );
}
