'use client';
import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { Notice } from '../../parts/Notice.js';
import { useSmsUi } from '../../provider/context.js';
import type { SubmitResult } from './SmsComposer.types.js';
import { codeTexts } from '../../parts/codeTextsModule.js';
import type { UseSmsComposer } from './useSmsComposer.js';

/** Reports the outcome of sending, and receives the focus when it is known. */
export function SubmitNotice({ composer }: { composer: UseSmsComposer }): ReactNode {
  const { submission } = composer;
  const { t } = useSmsUi();
  const root = useRef<HTMLDivElement>(null);
  const isDone = submission.state === 'done';
  codeTexts.useModule(submission.state === 'sending');
  useEffect(() => {
    if (isDone) root.current?.focus();
  }, [isDone]);
  if (submission.state === 'writing' || submission.state === 'reviewing') return null;
  return (
    <div ref={root} tabIndex={-1} className="sms-submit" data-slot="sms-composer-submit">
      {submission.state === 'sending' ? (
        <Notice tone="information" role="status" title={t('submit.sending')}>
          {submission.isSlow ? t('submit.slow') : undefined}
        </Notice>
      ) : (
        <Result result={submission.result} sendAt={submission.message.sendAt} composer={composer} />
      )}
    </div>
  );
}

interface ResultProps {
  result: SubmitResult;
  sendAt: Date | undefined;
  composer: UseSmsComposer;
}

function Result({ result, sendAt, composer }: ResultProps): ReactNode {
  const { t, format } = useSmsUi();
  const startOver = <Button onClick={composer.startOver}>{t('submit.new')}</Button>;
  switch (result.state) {
    case 'accepted':
      return (
        <Notice tone="delivered" role="status" title={t('submit.accepted')} actions={startOver}>
          <span>
            {sendAt === undefined
              ? t('submit.acceptedText')
              : t('submit.acceptedLater', { time: format.fullDateTime(sendAt) })}
          </span>
          <div className="sms-code">
            {result.orderIds.map((id) => (
              <div key={id}>{t('submit.order', { id })}</div>
            ))}
          </div>
        </Notice>
      );
    case 'refused':
      return <Refusal code={result.code} message={result.message} />;
    case 'unreachable':
      return (
        <Notice tone="undelivered" role="alert" title={t('submit.unreachable')}>
          {`${result.message ? `${result.message} ` : ''}${t('submit.unreachableText')}`}
        </Notice>
      );
    case 'unknown':
      return (
        <Notice
          tone="waiting"
          role="alert"
          title={t('submit.unknown')}
          actions={
            <>
              <Button onClick={composer.declareNotSent}>{t('submit.notSentAfterAll')}</Button>
              {startOver}
            </>
          }
        >
          <span>{t('submit.unknownText')}</span>
          {result.message ? <div className="sms-code">{result.message}</div> : null}
        </Notice>
      );
  }
}

/** Explains a refusal by the provider's code. */
function Refusal({ code, message }: { code: number | undefined; message: string | undefined }): ReactNode {
  const { t, locale } = useSmsUi();
  const texts = codeTexts.useModule(true);
  const explained = code === undefined ? undefined : texts?.findCode(code)?.[locale];
  return (
    <Notice
      tone="undelivered"
      role="alert"
      title={explained?.title ?? t(code === undefined ? 'submit.notSent' : 'submit.refused')}
    >
      <span>{explained ? `${explained.meaning} ${explained.fix} ` : message ? `${message} ` : ''}</span>
      <span>{t('submit.refusedText')}</span>
      {code === undefined ? null : <div className="sms-code">{t('common.code', { code: String(code) })}</div>}
    </Notice>
  );
}
