'use client';
import type { ReactNode } from 'react';
import { useSmsUi } from '../../provider/context.js';

/** States how many credits the balance lacks. */
export function BalanceShort({ by }: { by: number }): ReactNode {
  const { t } = useSmsUi();
  return <span className="sms-short">{t('composer.balanceShort', { count: by })}</span>;
}
