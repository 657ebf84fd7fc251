'use client';
import { findOffenders } from 'iletimerkezi-core/segments';
import { useDeferredValue, useMemo, useRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { editText, insertText } from '../../parts/editText.js';
import { Icon } from '../../parts/Icon.js';
import { useSmsUi } from '../../provider/context.js';
import type { TemplateVariable } from '../SegmentCounter/messageCount.js';
import { SegmentCounter } from '../SegmentCounter/SegmentCounter.js';
import type { MessageTemplate } from './SmsComposer.types.js';

interface MessageFieldProps {
  id: string;
  text: string;
  onChange: (text: string) => void;
  templates: readonly MessageTemplate[] | undefined;
  variables: readonly TemplateVariable[] | undefined;
  recipientCount: number;
  fault: string | undefined;
  readOnly: boolean;
}

/** A real text box; behind it the same text, which marks the characters that make it dearer. */
export function MessageField({
  id,
  text,
  onChange,
  templates,
  variables,
  recipientCount,
  fault,
  readOnly,
}: MessageFieldProps): ReactNode {
  const { t } = useSmsUi();
  const box = useRef<HTMLTextAreaElement>(null);
  const mirror = useRef<HTMLDivElement>(null);

  // Written into the box as if it were typed, so that the browser's undo brings back what was there.
  const write = (next: string): void => {
    if (box.current === null || !editText(box.current, next)) onChange(next);
  };
  const insert = (name: string): void => {
    const start = box.current?.selectionStart ?? text.length;
    const end = box.current?.selectionEnd ?? start;
    const inserted = `{${name}}`;
    if (box.current !== null && insertText(box.current, inserted)) return;
    onChange(text.slice(0, start) + inserted + text.slice(end));
  };

  // What is written reads in its own direction, whatever that of the page; the placeholder in the page's.
  const direction = text === '' ? undefined : 'auto';
  return (
    <div className="sms-field" data-slot="sms-composer-message">
      <div className="sms-message-head">
        <label className="sms-label" htmlFor={id}>
          {t('composer.text')}
        </label>
        {templates?.length && !readOnly ? (
          <select
            className="sms-input sms-select sms-message-template"
            aria-label={t('composer.template')}
            value=""
            onChange={(event) => {
              const chosen = templates[Number(event.target.value)];
              if (chosen) write(chosen.text);
            }}
          >
            <option value="">{t('composer.templateNone')}</option>
            {templates.map((template, index) => (
              <option key={template.name} value={index}>
                {template.name}
              </option>
            ))}
          </select>
        ) : null}
      </div>
      <div className="sms-message-box">
        <div ref={mirror} className="sms-message-mirror" aria-hidden="true" dir={direction}>
          <Marked text={text} />
        </div>
        <textarea
          ref={box}
          id={id}
          className="sms-input sms-message-input"
          rows={5}
          value={text}
          dir={direction}
          readOnly={readOnly}
          placeholder={t('composer.textPlaceholder')}
          aria-invalid={fault !== undefined || undefined}
          aria-describedby={fault === undefined ? undefined : `${id}-fault`}
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => {
            if (mirror.current) mirror.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      {fault === undefined ? null : (
        <div className="sms-fault" id={`${id}-fault`}>
          <Icon name="warning" />
          <span>{fault}</span>
        </div>
      )}
      {variables?.length && !readOnly ? (
        <div className="sms-message-variables">
          <span className="sms-hint" id={`${id}-variables`}>
            {t('composer.variables')}
          </span>
          {variables.map((variable) => (
            <Button
              key={variable.name}
              kind="plain"
              aria-describedby={`${id}-variables`}
              onClick={() => insert(variable.name)}
            >
              {variable.label}
            </Button>
          ))}
        </div>
      ) : null}
      <SegmentCounter
        text={text}
        variables={variables}
        recipientCount={recipientCount > 0 ? recipientCount : undefined}
        onReplace={readOnly ? undefined : (change) => write(change.text)}
      />
    </div>
  );
}

/** The text with its offenders marked; marks change no width, so the two layers stay in line. */
function Marked({ text }: { text: string }): ReactNode {
  const { profile } = useSmsUi();
  const { characterMode, turkishLetterCost } = profile;
  const shown = useDeferredValue(text);
  const pieces = useMemo(() => {
    const found: ReactNode[] = [];
    let start = 0;
    for (const { position, length } of findOffenders(shown, { characterMode, turkishLetterCost })) {
      found.push(shown.slice(start, position));
      found.push(<mark key={position}>{shown.slice(position, position + length)}</mark>);
      start = position + length;
    }
    found.push(shown.slice(start));
    return found;
  }, [shown, characterMode, turkishLetterCost]);
  // A trailing line end has no height of its own in a div, as it has in a text box.
  return (
    <>
      {pieces}
      {'\n'}
    </>
  );
}
