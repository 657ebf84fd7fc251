'use client';
import { isMoment } from 'iletimerkezi-core';
import { useState, type ReactNode } from 'react';
import { LoadFault } from '../../parts/LoadFault.js';
import { useSmsUi } from '../../provider/context.js';
import { scheduleInputs } from './scheduleModule.js';
import type { UseSmsComposer } from './useSmsComposer.js';

/** Chooses now or a date and time. Times are Türkiye time, as at the provider, and independent of the device's zone. */
export function ScheduleField({ composer }: { composer: UseSmsComposer }): ReactNode {
  const { t } = useSmsUi();
  const { id } = composer.getFieldProps('sendAt');
  const { sendAt } = composer.draft;
  const isLater = sendAt !== 'now';
  /** The time that was entered for later, kept while the person looks at "now". */
  const [entered, setEntered] = useState<Date>();
  const time = isLater ? (isMoment(sendAt) ? sendAt : undefined) : entered;
  /** Whether later was chosen once: the fields are then hidden instead of removed, so that their text is kept. */
  const [wasLater, setWasLater] = useState(isLater);
  if (isLater && !wasLater) setWasLater(true);

  const choose = (next: Date | undefined): void => {
    setEntered(next);
    composer.set('sendAt', next ?? 'undecided');
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
            onChange={() => {
              setEntered(time);
              composer.set('sendAt', 'now');
            }}
          />
          <span className="sms-option-title">{t('composer.now')}</span>
        </label>
        <label className="sms-option">
          <input
            type="radio"
            className="sms-tick"
            name={`${id}-when`}
            checked={isLater}
            onChange={() => choose(entered)}
          />
          <span className="sms-option-title">{t('composer.later')}</span>
        </label>
      </div>
      {wasLater ? (
        <div className="sms-schedule" hidden={!isLater}>
          <LaterFields composer={composer} sendAt={time} onChange={choose} />
        </div>
      ) : null}
    </fieldset>
  );
}

interface LaterFieldsProps {
  composer: UseSmsComposer;
  sendAt: Date | undefined;
  onChange: (sendAt: Date | undefined) => void;
}

/** The fields of a later time, or why they are missing. */
function LaterFields({ composer, sendAt, onChange }: LaterFieldsProps): ReactNode {
  const { t } = useSmsUi();
  const module = scheduleInputs.useModule(true);
  const hasFailed = scheduleInputs.useHasFailed();
  if (module !== null) {
    return <module.ScheduleInputs composer={composer} sendAt={sendAt} onChange={onChange} />;
  }
  if (!hasFailed) return <span className="sms-hint">{t('common.loading')}</span>;
  return (
    <div id={composer.getFieldProps('sendAt').id}>
      <LoadFault
        error={{
          message: t('composer.laterFailed'),
          onRetry: () => void scheduleInputs.load().catch(() => undefined),
        }}
      />
    </div>
  );
}
