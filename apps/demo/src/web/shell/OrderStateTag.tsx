import type { ComponentType } from 'react';
import type { ReportState } from 'iletimerkezi-core';
import { useText } from '../i18n/useText.js';
import { DoneIcon, FailedIcon, QuestionIcon, WaitingIcon } from './icons.js';

const ICONS: Record<ReportState, ComponentType> = {
  checking: WaitingIcon,
  queued: WaitingIcon,
  submitting: WaitingIcon,
  paused: WaitingIcon,
  scheduled: WaitingIcon,
  sending: WaitingIcon,
  unknown: QuestionIcon,
  held: QuestionIcon,
  completed: DoneIcon,
  failed: FailedIcon,
  expired: FailedIcon,
  cancelled: FailedIcon,
  resent: DoneIcon,
  withheld: FailedIcon,
};

/** An order's state as icon and text. */
export function OrderStateTag({ state }: { state: ReportState }) {
  const { t } = useText();
  const Icon = ICONS[state];
  return (
    <span className="state" data-state={state}>
      <Icon />
      {t(`order.state.${state}`)}
    </span>
  );
}
