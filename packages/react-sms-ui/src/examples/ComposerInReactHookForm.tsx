'use client';
import type { ReactNode } from 'react';
import { useController, useForm } from 'react-hook-form';
import {
  NO_RECIPIENTS,
  useRecipients,
  useSmsComposer,
  useSmsUi,
  type ComposedMessage,
  type SmsDraft,
  type SubmitResult,
} from '../index.js';

const WORDS = {
  tr: {
    campaign: 'Kampanya adı',
    campaignMissing: 'Kampanyaya bir ad verin.',
    recipients: 'Alıcılar',
    text: 'Mesaj metni',
    review: 'Gözden geçir',
    send: 'Gönder',
    sent: 'Gönderildi',
  },
  en: {
    campaign: 'Campaign name',
    campaignMissing: 'Name the campaign.',
    recipients: 'Recipients',
    text: 'Message',
    review: 'Review',
    send: 'Send',
    sent: 'Sent',
  },
} as const;

interface CampaignForm {
  campaign: string;
  draft: SmsDraft;
}

interface ComposerInReactHookFormProps {
  sender: string;
  onSubmit: (campaign: string, message: ComposedMessage) => Promise<SubmitResult>;
}

/**
 * A composer inside of a form of react-hook-form, which holds the draft beside a field of its own. The form validates its
 * field, then the composer checks the draft and opens the review.
 */
export function ComposerInReactHookForm({ sender, onSubmit }: ComposerInReactHookFormProps): ReactNode {
  const words = WORDS[useSmsUi().locale];
  const { control, register, handleSubmit, getValues, formState } = useForm<CampaignForm>({
    defaultValues: {
      campaign: '',
      draft: {
        recipients: NO_RECIPIENTS,
        text: '',
        kind: 'transactional',
        audience: undefined,
        sendAt: 'now',
        sender,
      },
    },
  });
  const { field } = useController({ control, name: 'draft' });
  const composer = useSmsComposer({
    senders: [sender],
    value: field.value,
    onChange: ({ value }) => field.onChange(value),
    onSubmit: (message) => onSubmit(getValues('campaign'), message),
  });
  const recipients = useRecipients({
    value: field.value.recipients,
    readOnly: composer.isLocked,
    onChange: ({ value }) => composer.set('recipients', value),
  });
  const { submission, faultIn } = composer;
  const campaignFault = formState.errors.campaign?.message;
  return (
    <form
      className="example"
      noValidate
      onSubmit={(event) => void handleSubmit(composer.review)(event)}
      {...composer.getRootProps()}
    >
      <div>
        <label htmlFor="campaign">{words.campaign}</label>
        <input
          id="campaign"
          aria-invalid={campaignFault !== undefined || undefined}
          aria-describedby="campaign-fault"
          {...register('campaign', { required: words.campaignMissing })}
        />
        <p id="campaign-fault">{campaignFault}</p>
      </div>
      <div id={composer.getFieldProps('recipients').id}>
        <label {...recipients.getLabelProps()}>{words.recipients}</label>
        <textarea {...recipients.getInputProps()} rows={3} />
        <p {...composer.getFaultProps('recipients')}>{faultIn('recipients')}</p>
      </div>
      <div>
        <label htmlFor={composer.getTextProps().id}>{words.text}</label>
        <textarea {...composer.getTextProps()} rows={4} onBlur={field.onBlur} />
        <p {...composer.getFaultProps('text')}>{faultIn('text')}</p>
      </div>
      {submission.state === 'reviewing' ? (
        <button type="button" onClick={composer.send}>
          {words.send} ({submission.message.recipients.length})
        </button>
      ) : (
        <button {...composer.getReviewProps()} type="submit" onClick={undefined}>
          {words.review}
        </button>
      )}
      {submission.state === 'done' && composer.isSent ? <p role="status">{words.sent}</p> : null}
    </form>
  );
}
