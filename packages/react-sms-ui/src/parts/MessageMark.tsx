'use client';
import { forwardRef, type ComponentPropsWithoutRef } from 'react';
import { useSmsUi } from '../provider/context.js';
import type { DeliveryStatus } from '../report/reportRow.js';
import { Icon, type IconName } from './Icon.js';
import { partsOf } from './part.js';

/**
 * Where one message stands: what a report says of it, that the operator has taken it (which only the webhook tells),
 * or that its order was cancelled. Source: provider documentation, get-report and webhook.
 */
export type MessageStatus = DeliveryStatus | 'accepted' | 'cancelled';

export interface MessageMarkProps extends Omit<ComponentPropsWithoutRef<'span'>, 'children'> {
  /** One that nobody listed is shown as unknown. */
  status: MessageStatus;
}

const ICONS: Readonly<Record<MessageStatus, IconName>> = {
  waiting: 'waiting',
  accepted: 'moving',
  delivered: 'delivered',
  undelivered: 'undelivered',
  cancelled: 'blocked',
  unknown: 'unknown',
};

/** Where one message stands, as colour, icon and word together: for a list of messages or of phones. */
export const MessageMark = forwardRef<HTMLSpanElement, MessageMarkProps>(function MessageMark(
  { status, className, ...rest },
  ref,
) {
  const { t } = useSmsUi();
  const part = partsOf<'root'>('message-mark');
  const known = Object.hasOwn(ICONS, status) ? status : 'unknown';
  return (
    <span
      {...rest}
      {...part('root', className ? `sms-status ${className}` : 'sms-status')}
      ref={ref}
      data-status={known}
    >
      <Icon name={ICONS[known]} />
      {t(`status.${known}`)}
    </span>
  );
});
