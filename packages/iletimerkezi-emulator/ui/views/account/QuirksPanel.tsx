import { useState } from 'react';
import { PROFILES, type Profile } from '../../../src/quirks/quirks.js';
import { QUIRKS_TR } from '../../i18n/quirks.tr.js';
import { useText } from '../../i18n/text.js';
import { change } from '../../lib/api.js';
import { tellChanged } from '../../lib/live.js';
import { useAction } from '../../lib/useAction.js';
import { useQuery } from '../../lib/useQuery.js';
import type { QuirkView } from '../../lib/wire.js';
import { Choice } from '../../parts/fields.js';
import { Problem } from '../../parts/Notes.js';

/** Every switch the provider's contradictions made necessary. */
export function QuirksPanel() {
  const { t, locale } = useText();
  const { data, error, retry } = useQuery<QuirkView[]>('/quirks', ['settings']);
  const [profile, setProfile] = useState<Profile>('seed');
  const action = useAction();
  const put = (body: object) =>
    void action.run(async () => {
      await change('PUT', '/quirks', body);
      tellChanged('settings');
    });
  const differing = data?.filter(({ value, profiles }) => value !== profiles.seed).length ?? 0;

  return (
    <section className="panel">
      <h2>{t('quirks.title')}</h2>
      <p className="muted">{t('quirks.lead', { count: differing })}</p>
      <div className="inline-form">
        <Choice
          label={t('quirks.profile')}
          value={profile}
          options={PROFILES.map((value) => ({ value, text: `${value} (${t(`quirks.profile.${value}`)})` }))}
          onChange={setProfile}
        />
        <button type="button" className="button" disabled={action.running} onClick={() => put({ profile })}>
          {t('quirks.apply')}
        </button>
      </div>
      {error && <Problem error={error} retry={retry} />}
      {action.error && <Problem error={action.error} />}
      <ul className="rows quirks">
        {data?.map((quirk) => (
          <li key={quirk.name} data-changed={quirk.value === quirk.profiles.seed ? undefined : ''}>
            <div>
              <label htmlFor={`quirk-${quirk.name}`}>
                <code>{quirk.name}</code>
                {quirk.value !== quirk.profiles.seed && <span className="badge">{t('quirks.changed')}</span>}
              </label>
              <span className="muted small" id={`about-${quirk.name}`}>
                {locale === 'tr' ? QUIRKS_TR[quirk.name] : quirk.about}
              </span>
            </div>
            <select
              id={`quirk-${quirk.name}`}
              aria-describedby={`about-${quirk.name}`}
              value={quirk.value}
              disabled={action.running}
              onChange={(event) => put({ quirks: { [quirk.name]: event.target.value } })}
            >
              {quirk.values.map((value) => (
                <option key={value}>{value}</option>
              ))}
            </select>
          </li>
        ))}
      </ul>
    </section>
  );
}
