import type { ReactNode } from 'react';
import { Icon } from './Icon.js';

interface FieldFaultProps {
  /** Referenced by the control's `aria-describedby`. */
  id?: string;
  text: string | undefined;
}

/** Shows the fault of a field as icon and text; renders nothing without one. */
export function FieldFault({ id, text }: FieldFaultProps): ReactNode {
  if (text === undefined) return null;
  return (
    <div className="sms-fault" id={id}>
      <Icon name="warning" />
      <span>{text}</span>
    </div>
  );
}
