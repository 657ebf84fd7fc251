'use client';
import { MAX_PARTS } from 'iletimerkezi-core/segments';
import {
  forwardRef,
  memo,
  useCallback,
  useDeferredValue,
  useEffect,
  useId,
  useRef,
  type KeyboardEvent,
} from 'react';
import { Button } from '../../parts/Button.js';
import { Icon } from '../../parts/Icon.js';
import { Notice } from '../../parts/Notice.js';
import { partsOf } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';
import { PhonePreview } from '../PhonePreview/PhonePreview.js';
import { RecipientsField } from '../RecipientsField/RecipientsField.js';
import type { RecipientsChange } from '../RecipientsField/useRecipients.js';
import { fillVariables } from '../SegmentCounter/messageCount.js';
import { FIELD_OF, type DraftFault } from './draft.js';
import { Estimate } from './Estimate.js';
import { KindField } from './KindField.js';
import { MessageField } from './MessageField.js';
import { ReviewDialog } from './ReviewDialog.js';
import { ScheduleField } from './ScheduleField.js';
import type { SmsComposerProps, SmsDraft } from './SmsComposer.types.js';
import { mayHaveLeft } from './submitResult.js';
import { SubmitNotice } from './SubmitNotice.js';
import { useReveal } from './useReveal.js';
import { useSmsComposer } from './useSmsComposer.js';

// What a letter in the text does not change is not rendered for it.
const StillRecipients = memo(RecipientsField);
const StillKind = memo(KindField);
const StillSchedule = memo(ScheduleField);
const StillPreview = memo(PhonePreview);

/**
 * Writes a message and sends it after a review: recipients, text with its cost, what the law wants to know,
 * when, and from whom. What is written stands on the left, what the recipients get and what it costs on
 * the right; in one column, cost and review stay at the bottom of the screen. Ctrl/⌘ + Enter opens the
 * review and never sends. The host's `onSubmit` talks to its own server; this component knows no network.
 */
export const SmsComposer = forwardRef<HTMLElement, SmsComposerProps>(function SmsComposer(
  {
    senders,
    balance,
    value,
    defaultValue,
    onChange,
    onSubmit,
    templates,
    variables,
    blocked,
    readOnly = false,
    classNames,
    className,
    ...rest
  },
  ref,
) {
  const { t } = useSmsUi();
  const id = useId();
  const fieldId = (field: keyof SmsDraft): string => `${id}-${field}`;
  const focusField = (field: keyof SmsDraft): void => {
    const target = document.getElementById(fieldId(field));
    const inner = target?.matches('input, textarea, select')
      ? target
      : target?.querySelector('textarea, button');
    if (inner instanceof HTMLElement) inner.focus();
  };
  const composer = useSmsComposer({
    senders,
    value,
    defaultValue,
    onChange,
    onSubmit,
    variables,
    blocked,
    onFault: (fault) => focusField(FIELD_OF[fault]),
  });
  const { draft, set, count, recipients, unfilled, faults, submission } = composer;
  const setRecipients = useCallback((change: RecipientsChange) => set('recipients', change.value), [set]);
  const setKind = useCallback((kind: SmsDraft['kind']) => set('kind', kind), [set]);
  const setAudience = useCallback((audience: SmsDraft['audience']) => set('audience', audience), [set]);
  const setSendAt = useCallback((sendAt: SmsDraft['sendAt']) => set('sendAt', sendAt), [set]);
  const preview = useDeferredValue(draft.text);
  const part = partsOf('sms-composer', classNames);
  const isBusy = submission.state === 'sending';
  const isSent = submission.state === 'done' && mayHaveLeft(submission.result);

  const faultIn = (...names: DraftFault[]): string | undefined => {
    const found = names.find((name) => faults.includes(name));
    return found && t(`composer.fault.${found}`, { max: MAX_PARTS, names: nameSome(unfilled) });
  };
  // The button to start over is removed with its notice: the focus goes on to where the next message begins.
  const isStartedOver = useRef(false);
  useEffect(() => {
    if (isStartedOver.current) focusField('recipients');
    isStartedOver.current = false;
  });
  const reveal = useReveal();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || readOnly || isSent) return;
    event.preventDefault();
    composer.review();
  };

  return (
    // Only a shortcut on its way up from the fields is caught here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      aria-label={t('composer.label')}
      {...rest}
      {...part('root', className)}
      ref={ref}
      data-state={submission.state}
      onKeyDown={onKeyDown}
    >
      <div {...part('columns')}>
        <div {...part('form')} {...reveal}>
          <SubmitNotice
            submission={submission}
            onStartOver={() => {
              isStartedOver.current = true;
              composer.startOver();
            }}
            onNotSent={() => {
              composer.declareNotSent();
              document.getElementById(fieldId('text'))?.focus();
            }}
          />
          {faults.length > 0 ? (
            <Notice
              tone="undelivered"
              role="status"
              title={t('composer.fault.summary', { count: faults.length })}
            />
          ) : null}
          <StillRecipients
            id={fieldId('recipients')}
            value={draft.recipients}
            blocked={blocked}
            readOnly={readOnly || isBusy || isSent}
            error={faultIn('recipients')}
            onChange={setRecipients}
          />
          <MessageField
            id={fieldId('text')}
            text={draft.text}
            templates={templates}
            variables={variables}
            recipientCount={recipients.length}
            fault={
              faultIn('text', 'tooLong', 'placeholder') ??
              // Said while it is written: nobody should find out at the end.
              (unfilled.length > 0 && !isSent
                ? t('composer.fault.placeholder', { names: nameSome(unfilled) })
                : undefined)
            }
            readOnly={readOnly || isBusy || isSent}
            onChange={(text) => set('text', text)}
          />
          <StillKind
            id={id}
            kind={draft.kind}
            audience={draft.audience}
            kindFault={faultIn('kind')}
            audienceFault={faultIn('audience')}
            readOnly={readOnly || isBusy || isSent}
            onKindChange={setKind}
            onAudienceChange={setAudience}
          />
          <StillSchedule
            id={fieldId('sendAt')}
            sendAt={draft.sendAt}
            fault={faultIn('sendAt', 'past')}
            readOnly={readOnly || isBusy || isSent}
            onChange={setSendAt}
          />
          <div className="sms-field" data-slot="sms-composer-sender">
            <label className="sms-label" htmlFor={fieldId('sender')}>
              {t('composer.sender')}
            </label>
            <select
              id={fieldId('sender')}
              className="sms-input sms-select"
              value={draft.sender}
              disabled={readOnly || isBusy || isSent || senders.length === 0}
              aria-invalid={faults.includes('sender') || undefined}
              aria-describedby={`${id}-sender-hint`}
              onChange={(event) => set('sender', event.target.value)}
            >
              <option value="">{t('composer.senderNone')}</option>
              {senders.map((sender) => (
                <option key={sender}>{sender}</option>
              ))}
            </select>
            <div className={faults.includes('sender') ? 'sms-fault' : 'sms-hint'} id={`${id}-sender-hint`}>
              {faults.includes('sender') ? <Icon name="warning" /> : null}
              {senders.length === 0
                ? t('composer.sendersEmpty')
                : (faultIn('sender') ?? t('composer.senderHint'))}
            </div>
          </div>
        </div>
        <div {...part('aside')}>
          <StillPreview
            sender={draft.sender}
            text={fillVariables(preview, variables, 'sample')}
            time={draft.sendAt instanceof Date ? draft.sendAt : undefined}
          />
          <div {...part('footer')}>
            <Estimate count={count} recipientCount={recipients.length} balance={balance} />
            <Button
              kind="primary"
              disabled={readOnly || isSent}
              aria-disabled={isBusy || undefined}
              aria-keyshortcuts="Control+Enter Meta+Enter"
              onClick={composer.review}
            >
              {isBusy ? t('submit.sending') : t('composer.review')}
            </Button>
          </div>
        </div>
      </div>
      {submission.state === 'reviewing' ? (
        <ReviewDialog
          message={submission.message}
          count={count}
          balance={balance}
          onBack={composer.backToWriting}
          onSend={composer.send}
        />
      ) : null}
    </section>
  );
});

const NAMED = 3;

/** The first few placeholders, as they stand in the text. */
function nameSome(placeholders: readonly string[]): string {
  const named = placeholders.slice(0, NAMED).join(', ');
  return placeholders.length > NAMED ? `${named}, …` : named;
}
