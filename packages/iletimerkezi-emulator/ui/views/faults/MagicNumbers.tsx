import { useText } from '../../i18n/text.js';
import { useQuery } from '../../lib/useQuery.js';
import type { StateView } from '../../lib/wire.js';

/** Numbers that end so meet an end of their own. */
export function MagicNumbers() {
  const { t, number } = useText();
  const { data } = useQuery<StateView>('/state', ['settings', 'accounts']);
  if (!data) return null;
  return (
    <section className="panel">
      <h2>{t('magic.title')}</h2>
      <p className="muted">{t('magic.lead')}</p>
      <dl className="facts magic">
        {data.settings.rules.map(({ suffix, outcome, delayMs }) => (
          <div key={suffix}>
            <dt>
              <code>…{suffix}</code>
            </dt>
            <dd>
              {t(`outcome.${outcome}`)}
              {delayMs !== undefined && (
                <span className="muted">
                  {' '}
                  {delayMs === 0 ? t('magic.atOnce') : t('magic.after', { seconds: number(delayMs / 1000) })}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
