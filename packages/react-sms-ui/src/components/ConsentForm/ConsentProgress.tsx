'use client';
import type { ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { Notice } from '../../parts/Notice.js';
import { Skeleton } from '../../parts/Skeleton.js';
import { SkeletonBar } from '../../parts/SkeletonBar.js';
import { useSmsUi } from '../../provider/context.js';
import type { UseConsentDecision } from './useConsentDecision.js';

interface ConsentProgressProps {
  state: UseConsentDecision['state'];
  onRetry: () => void;
}

/** Reports the progress of saving a decision. */
export function ConsentProgress({ state, onRetry }: ConsentProgressProps): ReactNode {
  const { t } = useSmsUi();
  const retry = <Button onClick={onRetry}>{t('common.retry')}</Button>;
  switch (state) {
    case 'running':
      return <Notice tone="information" role="status" title={t('consent.saving')} />;
    case 'slow':
      return (
        <Notice tone="waiting" role="status" title={t('consent.saving')} actions={retry}>
          {t('consent.slow')}
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="undelivered" role="alert" title={t('consent.failed')} actions={retry}>
          {t('consent.failedText')}
        </Notice>
      );
    case 'insecure':
      return (
        <Notice tone="undelivered" role="alert" title={t('consent.insecure')}>
          {t('consent.insecureText')}
        </Notice>
      );
    case 'idle':
    case 'done':
      return null;
  }
}

const SKELETON_WIDTHS = ['96%', '88%', '92%', '54%'];

/** Placeholder for the statement while it is loading. */
export function ConsentFormSkeleton(): ReactNode {
  return (
    <Skeleton className="sms-consent-form-skeleton">
      {SKELETON_WIDTHS.map((width) => (
        <SkeletonBar key={width} style={{ inlineSize: width }} />
      ))}
    </Skeleton>
  );
}
