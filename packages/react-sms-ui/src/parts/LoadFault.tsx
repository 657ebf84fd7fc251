'use client';
import type { ReactNode } from 'react';
import { useSmsUi } from '../provider/context.js';
import { Button } from './Button.js';
import { Notice } from './Notice.js';

/** Why data could not be loaded, in the host's words, and how to load it again. */
export interface LoadError {
  message: string;
  /** The provider's code, displayed in small type. */
  code?: number;
  onRetry?: () => void;
}

interface LoadFaultProps {
  error: LoadError;
  /** The title. Defaults to "This could not be loaded". */
  title?: string;
}

/** Displays the error state of a component with data. */
export function LoadFault({ error, title }: LoadFaultProps): ReactNode {
  const { t } = useSmsUi();
  return (
    <Notice
      tone="undelivered"
      role="alert"
      title={title ?? t('common.errorTitle')}
      actions={error.onRetry ? <Button onClick={error.onRetry}>{t('common.retry')}</Button> : undefined}
    >
      <span>{error.message}</span>
      {error.code === undefined ? null : (
        <div className="sms-code">{t('common.code', { code: String(error.code) })}</div>
      )}
    </Notice>
  );
}
