'use client';
import type { ReactNode } from 'react';
import { DateTimeField } from '../DateTimeField/DateTimeField.js';
import type { UseSmsComposer } from './useSmsComposer.js';

interface ScheduleInputsProps {
  composer: UseSmsComposer;
  /** Undefined while the text of the field is no time. */
  sendAt: Date | undefined;
  onChange: (sendAt: Date | undefined) => void;
}

/** The date and the time of a scheduled message. */
export function ScheduleInputs({ composer, sendAt, onChange }: ScheduleInputsProps): ReactNode {
  const { id } = composer.getFieldProps('sendAt');
  return (
    <DateTimeField
      id={id}
      value={sendAt ?? null}
      error={composer.faultIn('sendAt')}
      onChange={({ value }) => onChange(value)}
    />
  );
}
