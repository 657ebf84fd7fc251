'use client';
import { findCode } from 'iletimerkezi-core/client';
import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { Notice } from '../../parts/Notice.js';
import { useSmsUi } from '../../provider/context.js';
import type { SubmitResult } from './SmsComposer.types.js';
import type { Submission } from './useSmsComposer.js';

interface SubmitNoticeProps {
  submission: Submission;
  onStartOver: () => void;
  onNotSent: () => void;
}

/** What became of the message, said honestly; the focus moves here when it is known. */
export function SubmitNotice({ submission, onStartOver, onNotSent }: SubmitNoticeProps): ReactNode {
  const { t } = useSmsUi();
  const place = useRef<HTMLDivElement>(null);
  const isDone = submission.state === 'done';
  useEffect(() => {
    if (isDone) place.current?.focus();
  }, [isDone]);
  if (submission.state === 'writing' || submission.state === 'reviewing') return null;
  return (
    <div ref={place} tabIndex={-1} className="sms-submit" data-slot="sms-composer-submit">
      {submission.state === 'sending' ? (
        <Notice tone="information" role="status" title={t('submit.sending')}>
          {submission.isSlow ? t('submit.slow') : undefined}
        </Notice>
      ) : (
        <Result
          result={submission.result}
          sendAt={submission.message.sendAt}
          onStartOver={onStartOver}
          onNotSent={onNotSent}
        />
      )}
    </div>
  );
}

interface ResultProps {
  result: SubmitResult;
  sendAt: Date | undefined;
  onStartOver: () => void;
  onNotSent: () => void;
}

function Result({ result, sendAt, onStartOver, onNotSent }: ResultProps): ReactNode {
  const { t, format, locale } = useSmsUi();
  switch (result.state) {
    case 'accepted':
      return (
        <Notice
          tone="delivered"
          role="status"
          title={t('submit.accepted')}
          actions={<Button onClick={onStartOver}>{t('submit.new')}</Button>}
        >
          {sendAt === undefined
            ? t('submit.acceptedText')
            : t('submit.acceptedLater', { time: format.fullDateTime(sendAt) })}
          <div className="sms-code">
            {result.orderIds.map((id) => (
              <div key={id}>{t('submit.order', { id })}</div>
            ))}
          </div>
        </Notice>
      );
    case 'refused': {
      const explained = result.code === undefined ? undefined : findCode(result.code)?.[locale];
      return (
        <Notice
          tone="undelivered"
          role="alert"
          title={explained?.title ?? t(result.code === undefined ? 'submit.notSent' : 'submit.refused')}
        >
          {explained ? `${explained.meaning} ${explained.fix} ` : result.message ? `${result.message} ` : ''}
          {t('submit.refusedText')}
          {result.code === undefined ? null : (
            <div className="sms-code">{t('common.code', { code: String(result.code) })}</div>
          )}
        </Notice>
      );
    }
    case 'unreachable':
      return (
        <Notice tone="undelivered" role="alert" title={t('submit.unreachable')}>
          {result.message ? `${result.message} ` : ''}
          {t('submit.unreachableText')}
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
              <Button onClick={onNotSent}>{t('submit.notSentAfterAll')}</Button>
              <Button onClick={onStartOver}>{t('submit.new')}</Button>
            </>
          }
        >
          {t('submit.unknownText')}
          {result.message ? <div className="sms-code">{result.message}</div> : null}
        </Notice>
      );
  }
}
