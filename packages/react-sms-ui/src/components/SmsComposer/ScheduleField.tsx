'use client';
import { formatDateTime, parseDateTime } from 'iletimerkezi-core';
import { useState, type ReactNode } from 'react';
import { Icon } from '../../parts/Icon.js';
import { useSmsUi } from '../../provider/context.js';
import type { SmsDraft } from './SmsComposer.types.js';

/** "9:05" and "9.05" as people write them. Browsers show a time input in their own language, with AM and PM. */
const fullClock = (clock: string): string => clock.trim().replace('.', ':').padStart(5, '0');

interface ScheduleFieldProps {
  id: string;
  sendAt: SmsDraft['sendAt'];
  onChange: (sendAt: SmsDraft['sendAt']) => void;
  fault: string | undefined;
  readOnly: boolean;
}

/** Now or later. The provider works in Türkiye time, whatever the clock of the person's device says. */
export function ScheduleField({ id, sendAt, onChange, fault, readOnly }: ScheduleFieldProps): ReactNode {
  const { t, format } = useSmsUi();
  const [initialDay = '', initialClock = ''] =
    sendAt instanceof Date ? formatDateTime(sendAt).split(' ') : [];
  const [day, setDay] = useState(initialDay);
  const [clock, setClock] = useState(initialClock.slice(0, 5));

  const choose = (nextDay: string, nextClock: string): void => {
    setDay(nextDay);
    setClock(nextClock);
    onChange(parseDateTime(`${nextDay} ${fullClock(nextClock)}`) ?? 'undecided');
  };
  const describedBy = fault === undefined ? `${id}-zone` : `${id}-zone ${id}-fault`;

  return (
    <fieldset className="sms-field" disabled={readOnly} data-slot="sms-composer-schedule">
      <legend className="sms-label">{t('composer.when')}</legend>
      <div className="sms-options sms-options-short">
        <label className="sms-option">
          <input
            type="radio"
            className="sms-tick"
            name={`${id}-when`}
            checked={sendAt === 'now'}
            onChange={() => onChange('now')}
          />
          <span className="sms-option-title">{t('composer.now')}</span>
        </label>
        <label className="sms-option">
          <input
            type="radio"
            className="sms-tick"
            name={`${id}-when`}
            checked={sendAt !== 'now'}
            onChange={() => choose(day, clock)}
          />
          <span className="sms-option-title">{t('composer.later')}</span>
        </label>
      </div>
      {sendAt === 'now' ? null : (
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
                aria-invalid={fault !== undefined || undefined}
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
                aria-invalid={fault !== undefined || undefined}
                onChange={(event) => choose(day, event.target.value)}
              />
            </div>
          </div>
          <div className="sms-hint" id={`${id}-zone`}>
            {sendAt instanceof Date
              ? t('composer.sendsAt', { time: format.fullDateTime(sendAt) })
              : t('composer.zone')}
          </div>
          {fault === undefined ? null : (
            <div className="sms-fault" id={`${id}-fault`}>
              <Icon name="warning" />
              <span>{fault}</span>
            </div>
          )}
        </div>
      )}
    </fieldset>
  );
}
