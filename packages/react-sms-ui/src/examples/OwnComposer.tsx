'use client';
import type { ReactNode } from 'react';
import { useRecipients, useSmsComposer, useSmsUi, type SmsComposerProps } from '../index.js';

const WORDS = {
  tr: {
    recipients: 'Alıcılar',
    text: 'Mesaj metni',
    kind: 'Tür',
    transactional: 'Bilgilendirme',
    commercial: 'Ticari ileti',
    audience: 'Alıcılar kim?',
    BIREYSEL: 'Bireysel',
    TACIR: 'Tacir',
    sender: 'Başlık',
    choose: 'Seçin',
    credits: 'kontör',
    left: 'kalan',
    review: 'Gözden geçir',
    send: 'Gönder',
    back: 'Mesaja dön',
    result: {
      accepted: 'Kabul edildi',
      refused: 'Reddedildi',
      unreachable: 'Ulaşılamadı',
      unknown: 'Bilinmiyor',
    },
    again: 'Yeni mesaj',
  },
  en: {
    recipients: 'Recipients',
    text: 'Message',
    kind: 'Kind',
    transactional: 'Transactional',
    commercial: 'Commercial',
    audience: 'Who are the recipients?',
    BIREYSEL: 'Individuals',
    TACIR: 'Merchants',
    sender: 'Sender',
    choose: 'Choose',
    credits: 'credits',
    left: 'left',
    review: 'Review',
    send: 'Send',
    back: 'Back to the message',
    result: { accepted: 'Accepted', refused: 'Refused', unreachable: 'Not reached', unknown: 'Unknown' },
    again: 'New message',
  },
} as const;

interface OwnComposerProps {
  senders: readonly string[];
  balance: number;
  onSubmit: SmsComposerProps['onSubmit'];
}

/** A composer in markup of its own on `useSmsComposer`, without the kit's stylesheet. */
export function OwnComposer({ senders, balance, onSubmit }: OwnComposerProps): ReactNode {
  const words = WORDS[useSmsUi().locale];
  const composer = useSmsComposer({ senders, balance, onSubmit });
  const { draft, count, cost, submission, faultIn } = composer;
  const recipients = useRecipients({
    value: draft.recipients,
    readOnly: composer.isLocked,
    onChange: ({ value }) => composer.set('recipients', value),
  });
  return (
    <section className="example" aria-label={words.text} {...composer.getRootProps()}>
      <div id={composer.getFieldProps('recipients').id}>
        <label {...recipients.getLabelProps()}>{words.recipients}</label>
        <textarea
          {...recipients.getInputProps()}
          rows={2}
          aria-invalid={composer.getFieldProps('recipients')['aria-invalid']}
          aria-describedby={composer.getFieldProps('recipients')['aria-describedby']}
        />
        <p {...composer.getFaultProps('recipients')}>{faultIn('recipients')}</p>
      </div>
      <div>
        <label htmlFor={composer.getTextProps().id}>{words.text}</label>
        <textarea {...composer.getTextProps()} rows={4} />
        <p>
          {count.parts} SMS, {count.cost} / {count.limit}
        </p>
        <p {...composer.getFaultProps('text')}>{faultIn('text')}</p>
      </div>
      <fieldset>
        <legend>{words.kind}</legend>
        {(['transactional', 'commercial'] as const).map((kind) => (
          <label key={kind}>
            <input {...composer.getKindProps(kind)} /> {words[kind]}
          </label>
        ))}
        <p {...composer.getFaultProps('kind')}>{faultIn('kind')}</p>
      </fieldset>
      {draft.kind === 'commercial' ? (
        <fieldset>
          <legend>{words.audience}</legend>
          {(['BIREYSEL', 'TACIR'] as const).map((audience) => (
            <label key={audience}>
              <input {...composer.getAudienceProps(audience)} /> {words[audience]}
            </label>
          ))}
          <p {...composer.getFaultProps('audience')}>{faultIn('audience')}</p>
        </fieldset>
      ) : null}
      <div>
        <label htmlFor={composer.getSenderProps().id}>{words.sender}</label>
        <select {...composer.getSenderProps()}>
          <option value="">{words.choose}</option>
          {senders.map((sender) => (
            <option key={sender}>{sender}</option>
          ))}
        </select>
        <p {...composer.getFaultProps('sender')}>{faultIn('sender')}</p>
      </div>
      {cost === undefined ? null : (
        <p role="status">
          {cost.most} {words.credits}, {composer.balanceAfter} {words.left}
        </p>
      )}
      {submission.state === 'reviewing' ? (
        <div className="example-row" role="group" aria-label={words.review}>
          <button type="button" onClick={composer.send}>
            {words.send} ({submission.message.recipients.length})
          </button>
          <button type="button" onClick={composer.backToWriting}>
            {words.back}
          </button>
        </div>
      ) : (
        <button {...composer.getReviewProps()}>{words.review}</button>
      )}
      {submission.state === 'done' ? (
        <div className="example-row" role="alert">
          <p>{words.result[submission.result.state]}</p>
          {composer.isSent ? (
            <button type="button" onClick={composer.startOver}>
              {words.again}
            </button>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
