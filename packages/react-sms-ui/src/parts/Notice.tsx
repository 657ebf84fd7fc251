'use client';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.js';

export type NoticeTone = 'information' | 'delivered' | 'waiting' | 'undelivered' | 'unknown';

const ICONS: Readonly<Record<NoticeTone, IconName>> = {
  information: 'information',
  delivered: 'delivered',
  waiting: 'warning',
  undelivered: 'warning',
  unknown: 'unknown',
};

export interface NoticeProps {
  tone: NoticeTone;
  title: ReactNode;
  /** `alert` is announced at once, `status` when the screen reader is idle. Without it, nothing is announced. */
  role?: 'alert' | 'status';
  children?: ReactNode;
  /** Buttons under the text. */
  actions?: ReactNode;
}

/** Displays what happened, what it means and what to do. */
export function Notice({ tone, title, role, children, actions }: NoticeProps): ReactNode {
  return (
    <div className="sms-notice" data-slot="sms-notice" data-tone={tone} role={role}>
      <Icon name={ICONS[tone]} />
      <div className="sms-notice-body">
        <div className="sms-notice-title">{title}</div>
        {children === undefined ? null : <div className="sms-notice-text">{children}</div>}
        {actions === undefined ? null : <div className="sms-notice-actions">{actions}</div>}
      </div>
    </div>
  );
}
