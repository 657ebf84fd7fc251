'use client';
import type { ReactNode } from 'react';
import { formatPhone } from '../../i18n/format.js';
import { FieldFault } from '../../parts/FieldFault.js';
import type { PartProps } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';
import type { ConsentFault, UseConsentForm } from './useConsentForm.js';

interface FieldProps {
  form: UseConsentForm;
}

/** A live region that announces the fault of a field. */
function Fault({ form, of }: FieldProps & { of: ConsentFault }): ReactNode {
  return (
    <div {...form.getFaultProps(of)}>
      <FieldFault text={form.faultIn(of)} />
    </div>
  );
}

/** One box per channel. */
export function BoxesField({ form, ...part }: FieldProps & PartProps): ReactNode {
  return (
    <fieldset {...part} disabled={form.isLocked} aria-describedby={form.getFaultProps('channels').id}>
      <legend className="sms-label">{form.text.question}</legend>
      <div className="sms-consent-boxes">
        {form.text.boxes.map(({ channel, label }) => {
          const address = form.knownRecipient(channel);
          return (
            <label className="sms-consent-box" key={channel} data-channel={channel}>
              <input {...form.getBoxProps(channel)} className="sms-tick" />
              <span className="sms-consent-box-label">{label}</span>
              {address === undefined ? null : (
                <bdi className="sms-consent-box-address">{formatPhone(address)}</bdi>
              )}
            </label>
          );
        })}
      </div>
      <Fault form={form} of="channels" />
    </fieldset>
  );
}

/** The capacity in which the person decides. No option is selected in advance. */
export function TypeField({ form }: FieldProps): ReactNode {
  const { t } = useSmsUi();
  return (
    <fieldset
      className="sms-consent-form-boxes"
      disabled={form.isLocked}
      aria-describedby={form.getFaultProps('type').id}
    >
      <legend className="sms-label">{t('consent.type')}</legend>
      <div className="sms-consent-boxes" data-columns="2">
        {form.recipientTypes.map((type) => (
          <label className="sms-consent-box" key={type}>
            <input {...form.getTypeProps(type)} className="sms-tick" />
            <span className="sms-consent-box-label">{t(`consent.type.${type}`)}</span>
            <span className="sms-consent-box-address">{t(`consent.type.${type}.hint`)}</span>
          </label>
        ))}
      </div>
      <Fault form={form} of="type" />
    </fieldset>
  );
}

/** The person's number or address, where the host did not give it. */
export function ContactField({ kind, form }: FieldProps & { kind: 'phone' | 'email' }): ReactNode {
  const { t } = useSmsUi();
  const input = form.getContactProps(kind);
  return (
    <div className="sms-field">
      <label className="sms-label" htmlFor={input.id}>
        {t(`consent.${kind}`)}
      </label>
      <input {...input} className="sms-input sms-consent-contact" />
      <Fault form={form} of={kind} />
    </div>
  );
}
