'use client';
import type { ReactNode } from 'react';
import { useSmsUi } from '../provider/context.js';
import { Button } from './Button.js';
import { Icon } from './Icon.js';

interface PagerProps {
  /** Page number, from 1. */
  page: number;
  lastPage: number;
  onPageChange: (change: { page: number }) => void;
  className: string;
  'data-slot': string;
}

/** Displays the page number with buttons for the previous and the next page. */
export function Pager({ page, lastPage, onPageChange, ...root }: PagerProps): ReactNode {
  const { t } = useSmsUi();
  return (
    <div {...root} className={`sms-pager ${root.className}`}>
      <Button
        aria-disabled={page <= 1 || undefined}
        aria-label={t('common.previous')}
        onClick={() => onPageChange({ page: page - 1 })}
      >
        <Icon name="previous" />
      </Button>
      <span role="status">{t('common.page', { page, total: lastPage })}</span>
      <Button
        aria-disabled={page >= lastPage || undefined}
        aria-label={t('common.next')}
        onClick={() => onPageChange({ page: page + 1 })}
      >
        <Icon name="next" />
      </Button>
    </div>
  );
}
