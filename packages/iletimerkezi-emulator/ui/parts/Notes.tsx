import type { ReactNode } from 'react';
import { useText } from '../i18n/text.js';
import type { ApiError } from '../lib/api.js';
import { Glyph } from './icons.js';

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

/** What failed, and a way to try again where there is one. */
export function Problem({ error, retry }: { error: ApiError; retry?: () => void }) {
  const { t } = useText();
  const text =
    error.status === 0
      ? t('problem.gone')
      : error.message === ''
        ? t('problem.status', { status: String(error.status) })
        : t('problem.refused', { message: error.message });
  return (
    <div className="problem" role="alert">
      <Glyph name="failed" size={16} />
      <span>{text}</span>
      {retry && (
        <button type="button" className="button" onClick={retry}>
          {t('common.retry')}
        </button>
      )}
    </div>
  );
}
