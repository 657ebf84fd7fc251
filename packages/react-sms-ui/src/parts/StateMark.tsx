import { forwardRef, type ComponentPropsWithoutRef } from 'react';
import type { DeliveryStatus } from '../report/reportRow.js';
import { Icon } from './Icon.js';
import { partsOf } from './part.js';

/** The signs of states: what they mean is in the word beside them. */
export type StateIcon =
  | 'delivered'
  | 'waiting'
  | 'moving'
  | 'undelivered'
  | 'unknown'
  | 'blocked'
  | 'held'
  | 'clock'
  | 'information'
  | 'warning';

export interface StateMarkProps extends ComponentPropsWithoutRef<'span'> {
  icon: StateIcon;
  /** The colour of its meaning; absent, that of the text around it. */
  tone?: DeliveryStatus | 'information';
}

/**
 * A state of the host's own, as colour, icon and word together, as the kit shows its own.
 *
 * @example <StateMark icon="held" tone="unknown">Waits for approval</StateMark>
 */
export const StateMark = forwardRef<HTMLSpanElement, StateMarkProps>(function StateMark(
  { icon, tone, className, children, ...rest },
  ref,
) {
  const part = partsOf<'root'>('state-mark');
  return (
    <span
      {...rest}
      {...part('root', className ? `sms-status ${className}` : 'sms-status')}
      ref={ref}
      data-status={tone}
    >
      <Icon name={icon} />
      {children}
    </span>
  );
});
