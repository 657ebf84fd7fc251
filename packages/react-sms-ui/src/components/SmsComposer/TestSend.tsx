'use client';
import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { formatPhone } from '../../i18n/format.js';
import { Button } from '../../parts/Button.js';
import { FieldFault } from '../../parts/FieldFault.js';
import { Notice } from '../../parts/Notice.js';
import { useSmsUi } from '../../provider/context.js';
import { codeTexts } from '../../parts/codeTextsModule.js';
import type { SmsComposerProps, SubmitResult } from './SmsComposer.types.js';
import type { UseSmsComposer } from './useSmsComposer.js';
import { useTestSend, type TestState } from './useTestSend.js';

interface TestSendProps {
  composer: UseSmsComposer;
  onSendTest: NonNullable<SmsComposerProps['onSendTest']>;
  testNumber: string | undefined;
}

/** Sends the text that is shown to the author's own phone. */
export function TestSend({ composer, onSendTest, testNumber }: TestSendProps): ReactNode {
  const { t } = useSmsUi();
  const id = useId();
  const [number, setNumber] = useState(testNumber ?? '');
  const { test, send, stopWaiting } = useTestSend(composer, onSendTest);
  const button = useRef<HTMLButtonElement>(null);
  const isSending = test.state === 'sending';
  codeTexts.useModule(isSending);
  const fault = faultText();

  function faultText(): string | undefined {
    if (test.state === 'number' || test.state === 'values') return t(`composer.test.${test.state}`);
    return test.state === 'incomplete' ? composer.describe(test.fault) : undefined;
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(number);
  };

  return (
    <details
      className="sms-test"
      data-slot="sms-composer-test"
      open={test.state === 'idle' ? undefined : true}
    >
      <summary>{t('composer.test.title')}</summary>
      <form className="sms-test-form" noValidate onSubmit={submit}>
        <label className="sms-label" htmlFor={`${id}-number`}>
          {t('composer.test.to')}
        </label>
        <div className="sms-test-row">
          <input
            id={`${id}-number`}
            className="sms-input"
            type="tel"
            autoComplete="tel"
            dir="ltr"
            value={number}
            aria-invalid={test.state === 'number' || undefined}
            aria-describedby={fault === undefined ? `${id}-hint` : `${id}-fault`}
            onChange={({ target }) => setNumber(target.value)}
          />
          <Button ref={button} type="submit" aria-disabled={isSending || undefined}>
            {t(isSending ? 'submit.sending' : 'composer.test.send')}
          </Button>
        </div>
        <FieldFault id={`${id}-fault`} text={fault} />
        <div className="sms-hint" id={`${id}-hint`}>
          {t(composer.personal === undefined ? 'composer.test.hint' : 'composer.test.hintPersonal')}
        </div>
      </form>
      {test.state === 'sending' && test.isSlow ? (
        <Notice
          tone="waiting"
          role="status"
          title={t('composer.test.slow')}
          actions={
            <Button
              onClick={() => {
                stopWaiting();
                button.current?.focus();
              }}
            >
              {t('composer.test.stopWaiting')}
            </Button>
          }
        >
          {t('composer.test.unknownText')}
        </Notice>
      ) : null}
      <Outcome test={test} />
    </details>
  );
}

const TONES = {
  accepted: 'delivered',
  refused: 'undelivered',
  unreachable: 'undelivered',
  unknown: 'waiting',
} as const satisfies Record<SubmitResult['state'], string>;

function Outcome({ test }: { test: TestState }): ReactNode {
  const { t, locale } = useSmsUi();
  const texts = codeTexts.useModule(test.state === 'done' && test.result.state === 'refused');
  if (test.state !== 'done') return null;
  const { result, to } = test;
  const code = result.state === 'refused' ? result.code : undefined;
  const explained = code === undefined ? undefined : texts?.findCode(code)?.[locale];
  const detail = 'message' in result ? result.message : undefined;
  return (
    <Notice
      tone={TONES[result.state]}
      role={result.state === 'accepted' ? 'status' : 'alert'}
      title={t(`composer.test.${result.state}`, { number: formatPhone(to) })}
    >
      {explained ? `${explained.title}. ${explained.fix}` : detail}
      {code === undefined ? null : <div className="sms-code">{t('common.code', { code: String(code) })}</div>}
      {result.state === 'unknown' ? <div>{t('composer.test.unknownText')}</div> : null}
    </Notice>
  );
}
