'use client';
import { formatDateTime, parseDateTime } from 'iletimerkezi-core';
import { useState, type ReactNode } from 'react';
import { FieldFault } from '../../parts/FieldFault.js';
import { useSmsUi } from '../../provider/context.js';
import type { UseSmsComposer } from './useSmsComposer.js';

/** Reads "9:05" and "9.05". A text box, because browsers show a time input in their own language, with AM and PM. */
const fullClock = (clock: string): string => clock.trim().replace('.', ':').padStart(5, '0');

/** Chooses now or a date and time. Times are Türkiye time, as at the provider, and independent of the device's zone. */
export function ScheduleField({ composer }: { composer: UseSmsComposer }): ReactNode {
  const { t, format } = useSmsUi();
  const { id, ...input } = composer.getFieldProps('sendAt');
  const { sendAt } = composer.draft;
  const [initialDay = '', initialClock = ''] =
    sendAt instanceof Date ? formatDateTime(sendAt).split(' ') : [];
  const [day, setDay] = useState(initialDay);
  const [clock, setClock] = useState(initialClock.slice(0, 5));

  const choose = (nextDay: string, nextClock: string): void => {
    setDay(nextDay);
    setClock(nextClock);
    composer.set('sendAt', parseDateTime(`${nextDay} ${fullClock(nextClock)}`) ?? 'undecided');
  };
  const describedBy = [`${id}-zone`, input['aria-describedby']].filter(Boolean).join(' ');

  return (
    <fieldset className="sms-field" disabled={composer.isLocked} data-slot="sms-composer-schedule">
      <legend className="sms-label">{t('composer.when')}</legend>
      <div className="sms-options sms-options-short">
        <label className="sms-option">
          <input
            type="radio"
            className="sms-tick"
            name={`${id}-when`}
            checked={sendAt === 'now'}
            onChange={() => composer.set('sendAt', 'now')}
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
      )}
    </fieldset>
  );
}
