import type { Problem } from '../../shared/api/problem.js';
import { useText } from '../i18n/useText.js';

/** Shows a problem with its explanation, what to do, and the provider's code. */
export function ProblemNote({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { t, locale } = useText();
  return (
    <div className="problem" role="alert" data-code={problem.code}>
      <p className="problem-message">{problem.message[locale]}</p>
      {problem.hint[locale] !== '' && <p>{problem.hint[locale]}</p>}
      {problem.providerCode !== undefined && (
        <p className="small muted">{t('problem.providerCode', { code: String(problem.providerCode) })}</p>
      )}
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {t('problem.retry')}
        </button>
      )}
    </div>
  );
}
