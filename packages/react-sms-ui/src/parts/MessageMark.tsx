'use client';
import { forwardRef, type ComponentPropsWithoutRef } from 'react';
import { useSmsUi } from '../provider/context.js';
import type { DeliveryStatus } from '../report/reportRow.js';
import { Icon, type IconName } from './Icon.js';
import { partsOf } from './part.js';

/**
 * The state of a message: the state in the report, `accepted` by the operator (reported by the webhook only), or
 * `cancelled` with its order. Source: provider documentation, get-report and webhook.
 */
export type MessageStatus = DeliveryStatus | 'accepted' | 'cancelled';

export interface MessageMarkProps extends Omit<ComponentPropsWithoutRef<'span'>, 'children'> {
  /** Unlisted states are displayed as unknown. */
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

/** Displays the state of a message as colour, icon and word, for a list of messages or phones. */
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
      <span>{t(`status.${known}`)}</span>
    </span>
  );
});
