import { forwardRef, type ComponentPropsWithoutRef } from 'react';
import type { DeliveryStatus } from '../report/reportRow.js';
import { Icon } from './Icon.js';
import { partsOf } from './part.js';

/** The icons of states. The word beside an icon states its meaning. */
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
  /** The colour. Defaults to that of the surrounding text. */
  tone?: DeliveryStatus | 'information';
}

/**
 * Displays a state of the host as colour, icon and word, like the kit's own states.
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
      {typeof children === 'string' ? <span>{children}</span> : children}
    </span>
  );
});
