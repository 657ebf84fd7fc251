import { useText, type MessageKey } from '../../i18n/text.js';
import { useQuery } from '../../lib/useQuery.js';
import type { StateView } from '../../lib/wire.js';

const NAMES: Readonly<Record<string, MessageKey | undefined>> = {
  'dead phone': 'magic.deadPhone',
  'slow operator': 'magic.slowOperator',
};

/** Numbers that end so meet an end of their own. */
export function MagicNumbers() {
  const { t, number } = useText();
  const { data } = useQuery<StateView>('/state', ['settings', 'accounts']);
  if (!data) return null;
  const nameOf = (name: string): string => {
    const key = NAMES[name];
    return key === undefined ? name : t(key);
  };
  return (
    <section className="panel">
      <h2>{t('magic.title')}</h2>
      <p className="muted">{t('magic.lead')}</p>
      <dl className="facts magic">
        {data.settings.rules.map(({ suffix, name, outcome, delayMs }) => (
          <div key={suffix}>
            <dt>
              <code>…{suffix}</code>
            </dt>
            <dd>
              {name !== undefined && `${nameOf(name)}: `}
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
