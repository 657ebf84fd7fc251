import type { ReportState } from 'iletimerkezi-core';
import { StateMark } from 'react-sms-ui';
import { useText } from '../i18n/useText.js';
import type { Mark } from './mark.js';

const IN_FLIGHT: Mark = { icon: 'clock', tone: 'waiting' };
const UNKNOWN: Mark = { icon: 'unknown', tone: 'unknown' };
const FAILED: Mark = { icon: 'undelivered', tone: 'undelivered' };

const MARKS: Record<ReportState, Mark> = {
  checking: IN_FLIGHT,
  queued: IN_FLIGHT,
  submitting: IN_FLIGHT,
  sending: IN_FLIGHT,
  paused: { icon: 'held' },
  scheduled: { icon: 'clock' },
  unknown: UNKNOWN,
  held: UNKNOWN,
  completed: { icon: 'delivered', tone: 'delivered' },
  failed: FAILED,
  expired: FAILED,
  withheld: { icon: 'blocked' },
  cancelled: { icon: 'undelivered' },
  resent: { icon: 'moving' },
};

/** An order's state as icon and text. */
export function OrderStateTag({ state }: { state: ReportState }) {
  const { t } = useText();
  return (
    <StateMark {...MARKS[state]} className="state" data-state={state}>
      {t(`order.state.${state}`)}
    </StateMark>
  );
}
