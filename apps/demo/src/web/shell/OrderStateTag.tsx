import type { ComponentType } from 'react';
import type { OrderState } from '../../shared/api/orders.js';
import { useText } from '../i18n/useText.js';
import { DoneIcon, FailedIcon, QuestionIcon, WaitingIcon } from './icons.js';

const ICONS: Record<OrderState, ComponentType> = {
  submitting: WaitingIcon,
  unknown: QuestionIcon,
  scheduled: WaitingIcon,
  sending: WaitingIcon,
  completed: DoneIcon,
  failed: FailedIcon,
};

/** An order's state as icon and word, never by colour alone. */
export function OrderStateTag({ state }: { state: OrderState }) {
  const { t } = useText();
  const Icon = ICONS[state];
  return (
    <span className="state" data-state={state}>
      <Icon />
      {t(`order.state.${state}`)}
    </span>
  );
}
