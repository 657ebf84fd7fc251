'use client';
import { useState, type ReactNode } from 'react';
import { useSmsUi } from '../../provider/context.js';
import type { Later } from './ScheduleInputs.js';
import { scheduleInputs } from './scheduleModule.js';
import type { UseSmsComposer } from './useSmsComposer.js';

/** Chooses now or a date and time. Times are Türkiye time, as at the provider, and independent of the device's zone. */
export function ScheduleField({ composer }: { composer: UseSmsComposer }): ReactNode {
  const { t } = useSmsUi();
  const { id } = composer.getFieldProps('sendAt');
  const { sendAt } = composer.draft;
  const isLater = sendAt !== 'now';
  const [later, setLater] = useState<Later>({ sendAt: isLater ? sendAt : 'undecided' });
  const module = scheduleInputs.useModule(isLater);

  const choose = (next: Later): void => {
    setLater(next);
    composer.set('sendAt', next.sendAt);
  };

  return (
    <fieldset className="sms-field" disabled={composer.isLocked} data-slot="sms-composer-schedule">
      <legend className="sms-label">{t('composer.when')}</legend>
      <div className="sms-options sms-options-short">
        <label className="sms-option">
          <input
            type="radio"
            className="sms-tick"
            name={`${id}-when`}
            checked={!isLater}
            onChange={() => composer.set('sendAt', 'now')}
          />
          <span className="sms-option-title">{t('composer.now')}</span>
        </label>
        <label className="sms-option">
          <input
            type="radio"
            className="sms-tick"
            name={`${id}-when`}
            checked={isLater}
            onChange={() => choose(later)}
          />
          <span className="sms-option-title">{t('composer.later')}</span>
        </label>
      </div>
      {module === null ? null : <module.ScheduleInputs composer={composer} later={later} onChange={choose} />}
    </fieldset>
  );
}
