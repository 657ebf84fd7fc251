'use client';
import type { ReactNode } from 'react';
import { useConsentForm, useSmsUi, type ConsentFault, type UseConsentFormOptions } from '../index.js';

const WORDS = {
  tr: {
    type: 'Hangi sıfatla?',
    BIREYSEL: 'Bireysel',
    TACIR: 'Tacir ya da esnaf',
    phone: 'Cep telefonu',
    email: 'E-posta',
    consent: 'Onay veriyorum',
    refuse: 'Onay vermiyorum',
    recorded: 'Kaydedildi',
    failed: 'Kaydedilemedi',
    retry: 'Yeniden dene',
  },
  en: {
    type: 'In which capacity?',
    BIREYSEL: 'Individual',
    TACIR: 'Merchant or tradesperson',
    phone: 'Mobile number',
    email: 'E-mail',
    consent: 'I consent',
    refuse: 'I do not consent',
    recorded: 'Recorded',
    failed: 'Not recorded',
    retry: 'Try again',
  },
} as const;

/** A consent form in markup of its own on `useConsentForm`, without the kit's stylesheet. It displays all of `form.text`. */
export function OwnConsentForm(options: UseConsentFormOptions): ReactNode {
  const words = WORDS[useSmsUi().locale];
  const form = useConsentForm(options);
  const { text, asks, receipt } = form;
  const fault = (name: ConsentFault): ReactNode => <p {...form.getFaultProps(name)}>{form.faultIn(name)}</p>;
  if (receipt !== undefined) {
    return (
      <p className="example" role="status">
        {words.recorded}: {receipt.record.channels.join(', ')}
      </p>
    );
  }
  return (
    <section className="example" aria-label={text.title}>
      <p>
        {text.brand.name}, {text.brand.address}
      </p>
      <h2>{text.title}</h2>
      {text.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {asks.type ? (
        <fieldset>
          <legend>{words.type}</legend>
          {form.recipientTypes.map((type) => (
            <label key={type}>
              <input {...form.getTypeProps(type)} /> {words[type]}
            </label>
          ))}
          {fault('type')}
        </fieldset>
      ) : null}
      {(['phone', 'email'] as const)
        .filter((kind) => asks[kind])
        .map((kind) => (
          <div key={kind}>
            <label htmlFor={form.getContactProps(kind).id}>{words[kind]}</label>
            <input {...form.getContactProps(kind)} />
            {fault(kind)}
          </div>
        ))}
      <fieldset>
        <legend>{text.question}</legend>
        {text.boxes.map(({ channel, label }) => (
          <label key={channel}>
            <input {...form.getBoxProps(channel)} /> {label}
          </label>
        ))}
        {fault('channels')}
      </fieldset>
      <p>{text.free}</p>
      <div className="example-row">
        <button type="button" aria-disabled={form.isBusy} onClick={form.consent}>
          {words.consent}
        </button>
        <button type="button" aria-disabled={form.isBusy} onClick={form.refuse}>
          {words.refuse}
        </button>
      </div>
      {form.state === 'failed' ? (
        <p role="alert">
          {words.failed}{' '}
          <button type="button" onClick={form.retry}>
            {words.retry}
          </button>
        </p>
      ) : null}
    </section>
  );
}
