'use client';
import type { ReactNode } from 'react';
import { Icon } from '../../parts/Icon.js';
import { useSmsUi } from '../../provider/context.js';
import type { Audience, SmsDraft } from './SmsComposer.types.js';

interface KindFieldProps {
  id: string;
  kind: SmsDraft['kind'];
  audience: SmsDraft['audience'];
  onKindChange: (kind: 'transactional' | 'commercial') => void;
  onAudienceChange: (audience: Audience) => void;
  kindFault: string | undefined;
  audienceFault: string | undefined;
  readOnly: boolean;
}

const KINDS = ['transactional', 'commercial'] as const;
const AUDIENCES = ['BIREYSEL', 'TACIR'] as const;

/** Two large options with what the law says of each; a commercial message says whom it addresses. */
export function KindField({
  id,
  kind,
  audience,
  onKindChange,
  onAudienceChange,
  kindFault,
  audienceFault,
  readOnly,
}: KindFieldProps): ReactNode {
  const { t } = useSmsUi();
  return (
    <div className="sms-kind" data-slot="sms-composer-kind">
      <fieldset className="sms-field" disabled={readOnly} aria-describedby={`${id}-kind-fault`}>
        <legend className="sms-label">{t('composer.kind')}</legend>
        <div className="sms-options" data-invalid={kindFault === undefined ? undefined : true}>
          {KINDS.map((option) => (
            <Option
              key={option}
              id={option === 'transactional' ? `${id}-kind` : undefined}
              name={`${id}-kind`}
              title={t(`composer.${option}`)}
              hint={t(`composer.${option}Hint`)}
              checked={kind === option}
              onSelect={() => onKindChange(option)}
            />
          ))}
        </div>
        <Fault id={`${id}-kind-fault`} text={kindFault} />
      </fieldset>
      {kind === 'commercial' ? (
        <fieldset className="sms-field" disabled={readOnly} aria-describedby={`${id}-audience-fault`}>
          <legend className="sms-label">{t('composer.audience')}</legend>
          <div className="sms-options" data-invalid={audienceFault === undefined ? undefined : true}>
            {AUDIENCES.map((option) => (
              <Option
                key={option}
                id={option === 'BIREYSEL' ? `${id}-audience` : undefined}
                name={`${id}-audience`}
                title={t(`composer.audience.${option}`)}
                hint={t(`composer.audience.${option}.hint`)}
                checked={audience === option}
                onSelect={() => onAudienceChange(option)}
              />
            ))}
          </div>
          <Fault id={`${id}-audience-fault`} text={audienceFault} />
        </fieldset>
      ) : null}
    </div>
  );
}

interface OptionProps {
  id: string | undefined;
  name: string;
  title: string;
  hint: string;
  checked: boolean;
  onSelect: () => void;
}

function Option({ id, name, title, hint, checked, onSelect }: OptionProps): ReactNode {
  return (
    <label className="sms-option">
      <input id={id} type="radio" className="sms-tick" name={name} checked={checked} onChange={onSelect} />
      <span className="sms-option-title">{title}</span>
      <span className="sms-option-hint">{hint}</span>
    </label>
  );
}

function Fault({ id, text }: { id: string; text: string | undefined }): ReactNode {
  return (
    <div id={id}>
      {text === undefined ? null : (
        <div className="sms-fault">
          <Icon name="warning" />
          <span>{text}</span>
        </div>
      )}
    </div>
  );
}
