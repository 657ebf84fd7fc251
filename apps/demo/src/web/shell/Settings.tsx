import { useText } from '../i18n/useText.js';
import { setPreference, usePreferences, type Theme } from '../lib/preferences.js';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** The language and theme settings. */
export function Settings() {
  const { t } = useText();
  const { locale, theme } = usePreferences();
  return (
    <div className="settings">
      <label className="field">
        <span>{t('settings.language')}</span>
        <select
          value={locale}
          onChange={(event) => setPreference('locale', event.target.value === 'tr' ? 'tr' : 'en')}
        >
          <option value="tr" lang="tr">
            Türkçe
          </option>
          <option value="en" lang="en">
            English
          </option>
        </select>
      </label>
      <label className="field">
        <span>{t('settings.theme')}</span>
        <select
          value={theme}
          onChange={(event) =>
            setPreference('theme', THEMES.find((name) => name === event.target.value) ?? 'system')
          }
        >
          {THEMES.map((name) => (
            <option key={name} value={name}>
              {t(`theme.${name}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
