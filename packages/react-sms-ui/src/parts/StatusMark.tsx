'use client';
import type { ReactNode } from 'react';
import { useSmsUi } from '../provider/context.js';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../report/reportRow.js';
import { rankOf } from '../report/rowIndex.js';
import { Icon } from './Icon.js';

/** Returns the delivery state for a status; `unknown` for an unlisted one. */
export const knownStatus = (status: string): DeliveryStatus => DELIVERY_STATUSES[rankOf(status)] ?? 'unknown';

/** Displays a delivery state as icon and word. */
export function StatusMark({ status, code }: { status: DeliveryStatus; code?: number }): ReactNode {
  const { t } = useSmsUi();
  const known = knownStatus(status);
  return (
    <span className="sms-status" data-slot="sms-status" data-status={known}>
      <Icon name={known} />
      <span>{t(`status.${known}`)}</span>
      {known === 'unknown' && code !== undefined ? <span className="sms-code">{code}</span> : null}
    </span>
  );
}
