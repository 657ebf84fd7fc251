'use client';
import type { ReactNode } from 'react';
import { useSmsUi } from '../../provider/context.js';
import type { FocusProps } from './reportColumns.js';
import type { Reason } from './reportReason.js';

/** A dash for a value that is not known. */
function Missing({ children }: { children: string }): ReactNode {
  return (
    <span className="sms-code">
      <span aria-hidden="true">–</span>
      <span className="sms-hidden">{children}</span>
    </span>
  );
}

/** Displays billed credits. */
export function Credits({ credits }: { credits: number | undefined }): ReactNode {
  const { t } = useSmsUi();
  if (credits === undefined) return <Missing>{t('report.noCredits')}</Missing>;
  return <span>{t('report.creditCount', { count: credits })}</span>;
}

interface ReasonButtonProps {
  reason: Reason | undefined;
  onExplain: (button: HTMLElement) => void;
  focus: FocusProps;
}

/** Displays the beginning of a reason. Pressing it displays all of it. */
export function ReasonButton({ reason, onExplain, focus }: ReasonButtonProps): ReactNode {
  const { t } = useSmsUi();
  if (reason === undefined) return <Missing>{t('report.noReason')}</Missing>;
  return (
    <button
      type="button"
      className="sms-report-reason"
      {...focus}
      onClick={(event) => onExplain(event.currentTarget)}
    >
      <span>{reason.texts.join(' ')}</span>
    </button>
  );
}
