import { useText } from '../i18n/text.js';
import { setPreference, usePreferences, type Theme } from '../lib/preferences.js';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const LANGUAGES = [
  ['tr', 'Türkçe'],
  ['en', 'English'],
] as const;

/** Language and appearance. */
export function Preferences() {
  const { t } = useText();
  const { locale, theme } = usePreferences();
  return (
    <div className="preferences">
      <fieldset className="segmented" aria-label={t('settings.language')}>
        {LANGUAGES.map(([code, name]) => (
          <button
            key={code}
            type="button"
            lang={code}
            aria-pressed={code === locale}
            onClick={() => setPreference('locale', code)}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <fieldset className="segmented" aria-label={t('settings.theme')}>
        {THEMES.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === theme}
            onClick={() => setPreference('theme', name)}
          >
            {t(`theme.${name}`)}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
