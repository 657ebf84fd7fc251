'use client';
import { formatDateTime, parseDateTime } from 'iletimerkezi-core';
import type { ReactNode } from 'react';
import { FieldFault } from '../../parts/FieldFault.js';
import { useSmsUi } from '../../provider/context.js';
import type { UseSmsComposer } from './useSmsComposer.js';

/** What was entered for later; kept while the person looks at "now". */
export interface Later {
  sendAt: Date | 'undecided';
  /** The texts, once one was entered. */
  entered?: { day: string; clock: string };
}

interface ScheduleInputsProps {
  composer: UseSmsComposer;
  later: Later;
  onChange: (later: Later) => void;
}

/** Reads "9:05" and "9.05". A text box, because browsers show a time input in their own language, with AM and PM. */
const fullClock = (clock: string): string => clock.trim().replace('.', ':').padStart(5, '0');

/** The date and the time of a scheduled message. */
export function ScheduleInputs({ composer, later, onChange }: ScheduleInputsProps): ReactNode {
  const { t, format } = useSmsUi();
  const { id, ...input } = composer.getFieldProps('sendAt');
  const { sendAt } = composer.draft;
  const [initialDay = '', initialClock = ''] =
    later.sendAt instanceof Date ? formatDateTime(later.sendAt).split(' ') : [];
  const { day, clock } = later.entered ?? { day: initialDay, clock: initialClock.slice(0, 5) };
  const choose = (nextDay: string, nextClock: string): void =>
    onChange({
      sendAt: parseDateTime(`${nextDay} ${fullClock(nextClock)}`) ?? 'undecided',
      entered: { day: nextDay, clock: nextClock },
    });
  const describedBy = [`${id}-zone`, input['aria-describedby']].filter(Boolean).join(' ');

  return (
    <div className="sms-schedule">
      <div className="sms-schedule-inputs">
        <div className="sms-field">
          <label className="sms-label" htmlFor={id}>
            {t('composer.date')}
          </label>
          <input
            id={id}
            type="date"
            className="sms-input"
            value={day}
            aria-describedby={describedBy}
            aria-invalid={input['aria-invalid']}
            onChange={(event) => choose(event.target.value, clock)}
          />
        </div>
        <div className="sms-field">
          <label className="sms-label" htmlFor={`${id}-clock`}>
            {t('composer.time')}
          </label>
          <input
            id={`${id}-clock`}
            type="text"
            inputMode="numeric"
            className="sms-input"
            placeholder="14:30"
            maxLength={5}
            autoComplete="off"
            value={clock}
            aria-describedby={describedBy}
            aria-invalid={input['aria-invalid']}
            onChange={(event) => choose(day, event.target.value)}
          />
        </div>
      </div>
      <div className="sms-hint" id={`${id}-zone`}>
        {sendAt instanceof Date
          ? t('composer.sendsAt', { time: format.fullDateTime(sendAt) })
          : t('composer.zone')}
      </div>
      <FieldFault {...composer.getFaultProps('sendAt')} text={composer.faultIn('sendAt')} />
    </div>
  );
}
