import type { ReactNode } from 'react';
import type { NotificationState } from '../../src/webhooks/notification.js';
import { useText } from '../i18n/text.js';
import type { OrderPhase, PhoneMessage } from '../lib/wire.js';
import { Glyph, type IconName } from './icons.js';

export type Tone = 'good' | 'bad' | 'wait' | 'unknown' | 'info' | 'quiet';

/** A state as colour, icon and word together. */
export function Tag({ tone, icon, children }: { tone: Tone; icon: IconName; children: ReactNode }) {
  return (
    <span className="tag" data-tone={tone}>
      <Glyph name={icon} size={16} />
      {children}
    </span>
  );
}

const STATUS: Record<PhoneMessage['status'], [Tone, IconName]> = {
  waiting: ['wait', 'waiting'],
  accepted: ['wait', 'moving'],
  delivered: ['good', 'done'],
  undelivered: ['bad', 'failed'],
  cancelled: ['quiet', 'stopped'],
};

export function StatusTag({ status }: { status: PhoneMessage['status'] }) {
  const { t } = useText();
  const [tone, icon] = STATUS[status];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`status.${status}`)}
    </Tag>
  );
}

const PHASE: Record<OrderPhase, [Tone, IconName]> = {
  scheduled: ['info', 'scheduled'],
  sending: ['wait', 'moving'],
  completed: ['quiet', 'done'],
  cancelled: ['quiet', 'stopped'],
};

export function PhaseTag({ phase }: { phase: OrderPhase }) {
  const { t } = useText();
  const [tone, icon] = PHASE[phase];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`phase.${phase}`)}
    </Tag>
  );
}

const WEBHOOK: Record<NotificationState, [Tone, IconName]> = {
  queued: ['wait', 'waiting'],
  sending: ['wait', 'moving'],
  waiting: ['wait', 'waiting'],
  held: ['unknown', 'held'],
  delivered: ['good', 'done'],
  failed: ['bad', 'failed'],
  dropped: ['unknown', 'stopped'],
};

export function WebhookTag({ state }: { state: NotificationState }) {
  const { t } = useText();
  const [tone, icon] = WEBHOOK[state];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`webhook.${state}`)}
    </Tag>
  );
}
