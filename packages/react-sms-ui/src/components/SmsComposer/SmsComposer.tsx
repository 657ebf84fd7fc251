'use client';
import { forwardRef, memo, useCallback, useDeferredValue } from 'react';
import { Button } from '../../parts/Button.js';
import { FieldFault } from '../../parts/FieldFault.js';
import { FaultSummary } from '../../parts/FaultSummary.js';
import { partsOf } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';
import { PhonePreview } from '../PhonePreview/PhonePreview.js';
import { RecipientsField } from '../RecipientsField/RecipientsField.js';
import type { RecipientsChange } from '../RecipientsField/useRecipients.js';
import { fillVariables } from '../SegmentCounter/messageCount.js';
import { ContentField } from './ContentField.js';
import { FIELD_OF } from './draft.js';
import { DraftItems } from './DraftItems.js';
import { Estimate } from './Estimate.js';
import { KindField } from './KindField.js';
import { MessageField } from './MessageField.js';
import { ReviewDialog } from './ReviewDialog.js';
import { ScheduleField } from './ScheduleField.js';
import type { SmsComposerProps } from './SmsComposer.types.js';
import { SubmitNotice } from './SubmitNotice.js';
import { testSend } from './testSendModule.js';
import { useTextBox } from './useTextBox.js';
import { useReveal } from './useReveal.js';
import { useSmsComposer } from './useSmsComposer.js';

// Typing in the text does not render these two again.
const MemoizedRecipients = memo(RecipientsField);
const MemoizedPreview = memo(PhonePreview);

/**
 * Composes a message and sends it after a review: recipients, text with its cost, kind, time and sender. From 960 px the
 * fields are on the left, and the preview and the cost on the right; below, cost and review stay at the bottom of the screen.
 * Chosen recipients collapse to one line. Ctrl/⌘ + Enter opens the review and never sends.
 *
 * Makes no network call: `onSubmit` sends the message to the host's server. Built on `useSmsComposer`.
 */
export const SmsComposer = forwardRef<HTMLElement, SmsComposerProps>(function SmsComposer(
  {
    senders,
    balance,
    value,
    defaultValue,
    onChange,
    onSubmit,
    onPreview,
    onSendTest,
    testNumber,
    templates,
    onSaveTemplate,
    drafts,
    onSaveDraft,
    variables,
    personal: isPersonal = false,
    optOutLink,
    blocked,
    readOnly = false,
    classNames,
    className,
    ...rest
  },
  ref,
) {
  const { t } = useSmsUi();
  const composer = useSmsComposer({
    senders,
    balance,
    value,
    defaultValue,
    onChange,
    onSubmit,
    onPreview,
    variables,
    personal: isPersonal,
    optOutLink,
    blocked,
    readOnly,
  });
  const { draft, set, faults, submission, faultIn, personal } = composer;
  const setRecipients = useCallback((change: RecipientsChange) => set('recipients', change.value), [set]);
  const shownText = personal?.textOf(personal.shown);
  const preview = useDeferredValue(shownText?.ok === true ? shownText.text : composer.sentText);
  const part = partsOf('sms-composer', classNames);
  const reveal = useReveal();
  const box = useTextBox(composer);
  const tests = testSend.useModule(onSendTest !== undefined);
  const rootProps = composer.getRootProps();
  const ownRef = rootProps.ref;
  const rootRef = useCallback(
    (element: HTMLElement | null) => {
      ownRef(element);
      if (typeof ref === 'function') ref(element);
      else if (ref) ref.current = element;
    },
    [ownRef, ref],
  );
  const sender = composer.getSenderProps();
  const senderHint = `${sender.id}-hint`;

  return (
    // Handles a shortcut that bubbles up from the fields.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      aria-label={t('composer.label')}
      {...rest}
      {...part('root', className)}
      {...rootProps}
      ref={rootRef}
    >
      <div {...part('columns')} {...reveal}>
        <div {...part('form')}>
          <SubmitNotice composer={composer} />
          <FaultSummary
            title={t('composer.fault.summary', { count: faults.length })}
            summary={composer.getSummaryProps()}
            faults={faults.map((fault) => ({
              id: composer.getFaultProps(FIELD_OF[fault]).id,
              text: composer.describe(fault),
              focus: () => composer.focusField(FIELD_OF[fault]),
            }))}
          />
          <DraftItems composer={composer} box={box} drafts={drafts} onSaveDraft={onSaveDraft} />
          <MemoizedRecipients
            id={composer.getFieldProps('recipients').id}
            collapsible
            value={draft.recipients}
            blocked={blocked}
            keepCells={isPersonal}
            readOnly={composer.isLocked}
            error={faultIn('recipients')}
            onChange={setRecipients}
          />
          <MessageField
            composer={composer}
            box={box}
            templates={templates}
            onSaveTemplate={onSaveTemplate}
            variables={isPersonal ? undefined : variables}
            isPersonal={isPersonal}
          />
          <KindField composer={composer} />
          <ContentField composer={composer} box={box} />
          <ScheduleField composer={composer} />
          <div className="sms-field" data-slot="sms-composer-sender">
            <label className="sms-label" htmlFor={sender.id}>
              {t('composer.sender')}
            </label>
            <select
              {...sender}
              className="sms-input sms-select"
              aria-describedby={sender['aria-describedby'] ?? senderHint}
            >
              <option value="">{t('composer.senderNone')}</option>
              {senders.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
            {sender['aria-invalid'] ? (
              <FieldFault
                {...composer.getFaultProps('sender')}
                text={senders.length === 0 ? t('composer.sendersEmpty') : faultIn('sender')}
              />
            ) : (
              <div className="sms-hint" id={senderHint}>
                {t(senders.length === 0 ? 'composer.sendersEmpty' : 'composer.senderHint')}
              </div>
            )}
          </div>
        </div>
        <div {...part('aside')}>
          <MemoizedPreview
            sender={draft.sender}
            text={fillVariables(preview, composer.variables, 'sample')}
            time={draft.sendAt instanceof Date ? draft.sendAt : undefined}
          />
          {onSendTest === undefined || tests === null || composer.isLocked ? null : (
            <tests.TestSend composer={composer} onSendTest={onSendTest} testNumber={testNumber} />
          )}
          <div {...part('footer')}>
            <Estimate composer={composer} balance={balance} />
            <Button kind="primary" {...composer.getReviewProps()}>
              {t(composer.isSending ? 'submit.sending' : 'composer.review')}
            </Button>
          </div>
        </div>
      </div>
      {submission.state === 'reviewing' ? (
        <ReviewDialog composer={composer} message={submission.message} />
      ) : null}
    </section>
  );
});
