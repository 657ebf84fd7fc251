'use client';
import { useDeferredValue, useMemo, useRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { FieldFault } from '../../parts/FieldFault.js';
import { personalParts } from '../../personal/personalModule.js';
import { useSmsUi } from '../../provider/context.js';
import type { TemplateVariable } from '../SegmentCounter/messageCount.js';
import { findOffendingGraphemes } from '../SegmentCounter/graphemes.js';
import { SegmentCounter } from '../SegmentCounter/SegmentCounter.js';
import { SavedItems } from './SavedItems.js';
import type { MessageTemplate, SmsComposerProps } from './SmsComposer.types.js';
import type { UseSmsComposer } from './useSmsComposer.js';
import type { TextBox } from './useTextBox.js';

interface MessageFieldProps {
  composer: UseSmsComposer;
  box: TextBox;
  templates: readonly MessageTemplate[] | undefined;
  onSaveTemplate: SmsComposerProps['onSaveTemplate'];
  variables: readonly TemplateVariable[] | undefined;
  isPersonal: boolean;
}

/** A `textarea` over a copy of its text, which marks the characters that raise the cost. */
export function MessageField({
  composer,
  box,
  templates,
  onSaveTemplate,
  variables,
  isPersonal,
}: MessageFieldProps): ReactNode {
  const { t } = useSmsUi();
  const input = composer.getTextProps();
  const { id, value: text, readOnly } = input;
  const recipientCount = composer.recipients.length;
  const { personal } = composer;
  const shownText = personal?.textOf(personal.shown);
  const parts = personalParts.useModule(isPersonal);
  const insertable = isPersonal ? parts?.placeholdersOf(composer.draft.recipients) : variables;
  const { ref, write, insert } = box;
  const mirror = useRef<HTMLDivElement>(null);

  // The text has its own direction; the placeholder has that of the page.
  const direction = text === '' ? undefined : 'auto';
  return (
    <div className="sms-field" data-slot="sms-composer-message">
      <div className="sms-message-head">
        <label className="sms-label" htmlFor={id}>
          {t('composer.text')}
        </label>
        {readOnly ? null : (
          <SavedItems<MessageTemplate>
            what="template"
            items={templates}
            take={(template) => (text.trim() === '' ? undefined : { ...template, text })}
            isWritten={(template) => template.text === text}
            open={(template) => {
              write(template.text);
              return undefined;
            }}
            onSave={onSaveTemplate}
          />
        )}
      </div>
      <div className="sms-message-box">
        <div ref={mirror} className="sms-message-mirror" aria-hidden="true" translate="no" dir={direction}>
          <Marked text={text} />
        </div>
        <textarea
          {...input}
          ref={ref}
          className="sms-input sms-message-input"
          rows={5}
          dir={direction}
          placeholder={t('composer.textPlaceholder')}
          onScroll={(event) => {
            if (mirror.current) mirror.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <FieldFault {...composer.getFaultProps('text')} text={composer.faultIn('text')} />
      {insertable?.length && !readOnly ? (
        <div className="sms-message-variables">
          <span className="sms-hint" id={`${id}-variables`}>
            {t('composer.variables')}
          </span>
          {insertable.map(({ name, label }) => (
            <Button
              key={name}
              kind="plain"
              aria-describedby={`${id}-variables`}
              onClick={() => insert(`{${name}}`)}
            >
              {label}
            </Button>
          ))}
        </div>
      ) : null}
      {personal === undefined ? (
        <SegmentCounter
          text={text}
          sentText={composer.sentText}
          variables={composer.variables}
          recipientCount={recipientCount > 0 ? recipientCount : undefined}
          onReplace={readOnly ? undefined : (change) => write(change.text)}
        />
      ) : (
        <>
          {/* Counts the text of the recipient that is shown. */}
          <SegmentCounter text={shownText?.ok === true ? shownText.text : composer.sentText} />
          {parts === null ? null : <parts.PersonalFields personal={personal} readOnly={readOnly} />}
        </>
      )}
    </div>
  );
}

/** The text with its offenders marked. Marks do not change widths, so that both layers stay aligned. */
function Marked({ text }: { text: string }): ReactNode {
  const { profile } = useSmsUi();
  const { characterMode, turkishLetterCost } = profile;
  const shown = useDeferredValue(text);
  const pieces = useMemo(() => {
    const found: ReactNode[] = [];
    let start = 0;
    for (const { position, length } of joinAdjacent(
      findOffendingGraphemes(shown, { characterMode, turkishLetterCost }),
    )) {
      found.push(shown.slice(start, position));
      found.push(<mark key={position}>{shown.slice(position, position + length)}</mark>);
      start = position + length;
    }
    found.push(shown.slice(start));
    return found;
  }, [shown, characterMode, turkishLetterCost]);
  // A div gives no height to a trailing line end, a text box does.
  return (
    <>
      {pieces}
      {'\n'}
    </>
  );
}

interface Range {
  position: number;
  length: number;
}

/** Joins ranges without a character between them: a mark within a word of joined letters would change their forms. */
function joinAdjacent(ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const { position, length } of ranges) {
    const last = joined.at(-1);
    if (last !== undefined && last.position + last.length === position) last.length += length;
    else joined.push({ position, length });
  }
  return joined;
}
