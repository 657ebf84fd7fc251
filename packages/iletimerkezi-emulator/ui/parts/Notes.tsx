import type { ReactNode } from 'react';
import { StateMark } from 'react-sms-ui';
import { useText, type Texts } from '../i18n/text.js';
import type { ApiError } from '../lib/api.js';

/** Nothing is here: one sentence, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}

/** The shape of a list that is on its way. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useText();
  return (
    <output className="loading" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className="skeleton" />
      ))}
    </output>
  );
}

/** Displays a failure, with a button to retry if possible. */
export function Problem({ error, retry }: { error: ApiError; retry?: () => void }) {
  const text = useText();
  return (
    <div className="problem" role="alert">
      <StateMark icon="undelivered" tone="undelivered">
        {problemText(error, text)}
      </StateMark>
      {retry && (
        <button type="button" className="button" onClick={retry}>
          {text.t('common.retry')}
        </button>
      )}
    </div>
  );
}

/** Displays a failure in the reader's language. Messages of the emulator are not translated. */
export function problemText({ status, message }: ApiError, { t }: Texts): string {
  if (status === 0) return t('problem.gone');
  return message === '' ? t('problem.status', { status: String(status) }) : t('problem.refused', { message });
}
