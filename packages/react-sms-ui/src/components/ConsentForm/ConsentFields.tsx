'use client';
import type { ConsentChannel, RecipientType } from 'iletimerkezi-core/client';
import type { ReactNode } from 'react';
import { formatPhone } from '../../i18n/format.js';
import { Icon } from '../../parts/Icon.js';
import type { PartProps } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';
import type { FormText } from './consentRecord.js';

function Fault({ id, text }: { id: string; text: string | undefined }): ReactNode {
  return (
    <div id={id} role="alert">
      {text === undefined ? null : (
        <div className="sms-fault">
          <Icon name="warning" />
          {text}
        </div>
      )}
    </div>
  );
}

interface BoxesFieldProps extends PartProps {
  id: string;
  text: FormText;
  ticks: ReadonlyMap<ConsentChannel, number>;
  /** The known number or address that a channel reaches. */
  reached: (channel: ConsentChannel) => string | undefined;
  onTick: (channel: ConsentChannel) => void;
  fault: string | undefined;
  disabled: boolean;
}

/** A box of its own per channel. */
export function BoxesField({
  id,
  text,
  ticks,
  reached,
  onTick,
  fault,
  disabled,
  ...part
}: BoxesFieldProps): ReactNode {
  return (
    <fieldset {...part} disabled={disabled} aria-describedby={`${id}-fault`}>
      <legend className="sms-label">{text.question}</legend>
      <div className="sms-consent-boxes">
        {text.boxes.map(({ channel, label }, index) => {
          const address = reached(channel);
          return (
            <label className="sms-consent-box" key={channel} data-channel={channel}>
              <input
                type="checkbox"
                className="sms-tick"
                checked={ticks.has(channel)}
                data-fix={index === 0 ? 'channels' : undefined}
                onChange={() => onTick(channel)}
              />
              <span className="sms-consent-box-label">{label}</span>
              {address === undefined ? null : (
                <bdi className="sms-consent-box-address">{formatPhone(address)}</bdi>
              )}
            </label>
          );
        })}
      </div>
      <Fault id={`${id}-fault`} text={fault} />
    </fieldset>
  );
}

interface TypeFieldProps {
  id: string;
  types: readonly RecipientType[];
  value: RecipientType | undefined;
  onSelect: (type: RecipientType) => void;
  fault: string | undefined;
  disabled: boolean;
}

/** In which capacity the person decides; nothing is chosen in advance. */
export function TypeField({ id, types, value, onSelect, fault, disabled }: TypeFieldProps): ReactNode {
  const { t } = useSmsUi();
  return (
    <fieldset className="sms-consent-form-boxes" disabled={disabled} aria-describedby={`${id}-fault`}>
      <legend className="sms-label">{t('consent.type')}</legend>
      <div className="sms-consent-boxes" data-columns="2">
        {types.map((type, index) => (
          <label className="sms-consent-box" key={type}>
            <input
              type="radio"
              className="sms-tick"
              name={id}
              checked={value === type}
              data-fix={index === 0 ? 'type' : undefined}
              onChange={() => onSelect(type)}
            />
            <span className="sms-consent-box-label">{t(`consent.type.${type}`)}</span>
            <span className="sms-consent-box-address">{t(`consent.type.${type}.hint`)}</span>
          </label>
        ))}
      </div>
      <Fault id={`${id}-fault`} text={fault} />
    </fieldset>
  );
}

interface ContactFieldProps {
  kind: 'phone' | 'email';
  id: string;
  value: string;
  onChange: (value: string) => void;
  fault: string | undefined;
  readOnly: boolean;
}

/** Where the person can be reached, when the host does not know it. */
export function ContactField({ kind, id, value, onChange, fault, readOnly }: ContactFieldProps): ReactNode {
  const { t } = useSmsUi();
  return (
    <div className="sms-field">
      <label className="sms-label" htmlFor={id}>
        {t(`consent.${kind}`)}
      </label>
      <input
        id={id}
        className="sms-input sms-consent-contact"
        type={kind === 'phone' ? 'tel' : 'email'}
        autoComplete={kind === 'phone' ? 'tel' : 'email'}
        dir="ltr"
        value={value}
        readOnly={readOnly}
        data-fix={kind}
        aria-invalid={fault !== undefined || undefined}
        aria-describedby={`${id}-fault`}
        onChange={(event) => onChange(event.target.value)}
      />
      <Fault id={`${id}-fault`} text={fault} />
    </div>
  );
}
