'use client';
import { useState, type ReactNode } from 'react';
import { Notice } from '../../parts/Notice.js';
import { useSmsUi } from '../../provider/context.js';
import type { VerificationProblem } from './PhoneVerification.types.js';
import { waitingTime } from './waitingTime.js';

interface ProblemNoticeProps {
  problem: VerificationProblem | undefined;
  retryIn: number;
}

/** Displays a problem that is not at a field, what it means and what to do. */
export function ProblemNotice({ problem, retryIn }: ProblemNoticeProps): ReactNode {
  const { t, locale } = useSmsUi();
  const time = waitingTime(retryIn, locale);
  switch (problem?.kind) {
    case 'limited':
      return (
        <Notice tone="waiting" role="alert" title={t('phoneVerification.limitedTitle')}>
          {retryIn === 0 ? (
            t('phoneVerification.limitedNow')
          ) : (
            <Waiting text={t('phoneVerification.limited', { time })} />
          )}
        </Notice>
      );
    case 'unavailable':
      return (
        <Notice tone="undelivered" role="alert" title={t('phoneVerification.unavailableTitle')}>
          {t('phoneVerification.unavailable')}
        </Notice>
      );
    case 'unknown':
      return (
        <Notice tone="unknown" role="alert" title={t(`phoneVerification.unknown.${problem.call}Title`)}>
          {t(`phoneVerification.unknown.${problem.call}`)}
        </Notice>
      );
    case 'undelivered':
      return (
        <Notice tone="undelivered" role="alert" title={t('phoneVerification.undeliveredTitle')}>
          {t('phoneVerification.undelivered')}
        </Notice>
      );
    case 'expired':
    case 'used':
      return (
        <Notice tone="waiting" role="alert" title={t(`phoneVerification.${problem.kind}Title`)}>
          {t(`phoneVerification.${problem.kind}`)}
        </Notice>
      );
    case 'locked':
      return (
        <Notice tone="undelivered" role="alert" title={t('phoneVerification.lockedTitle')}>
          {retryIn === 0 ? (
            t('phoneVerification.lockedNow')
          ) : (
            <Waiting text={t('phoneVerification.locked', { time })} />
          )}
        </Notice>
      );
    default:
      return null;
  }
}

/** A text that counts down. A screen reader reads its first version only, not one each second. */
function Waiting({ text }: { text: string }): ReactNode {
  const [first] = useState(text);
  return (
    <>
      <span className="sms-hidden">{first}</span>
      <span aria-hidden="true">{text}</span>
    </>
  );
}
