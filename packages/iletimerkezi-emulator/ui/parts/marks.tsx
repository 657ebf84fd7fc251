import { StateMark, type StateMarkProps } from 'react-sms-ui';
import type { NotificationState } from '../../src/webhooks/notification.js';
import { useText } from '../i18n/text.js';
import type { OrderPhase } from '../lib/wire.js';

type Look = Pick<StateMarkProps, 'icon' | 'tone'>;

const PHASES: Record<OrderPhase, Look> = {
  scheduled: { icon: 'clock', tone: 'information' },
  sending: { icon: 'moving', tone: 'waiting' },
  completed: { icon: 'delivered' },
  cancelled: { icon: 'blocked' },
};

/** Displays the state of an order. */
export function PhaseMark({ phase }: { phase: OrderPhase }) {
  const { t } = useText();
  return <StateMark {...PHASES[phase]}>{t(`phase.${phase}`)}</StateMark>;
}

const WEBHOOKS: Record<NotificationState, Look> = {
  queued: { icon: 'waiting', tone: 'waiting' },
  sending: { icon: 'moving', tone: 'waiting' },
  waiting: { icon: 'waiting', tone: 'waiting' },
  held: { icon: 'held', tone: 'unknown' },
  delivered: { icon: 'delivered', tone: 'delivered' },
  failed: { icon: 'undelivered', tone: 'undelivered' },
  dropped: { icon: 'blocked', tone: 'unknown' },
};

/** Displays the state of a webhook. */
export function WebhookMark({ state }: { state: NotificationState }) {
  const { t } = useText();
  return <StateMark {...WEBHOOKS[state]}>{t(`webhook.${state}`)}</StateMark>;
}
