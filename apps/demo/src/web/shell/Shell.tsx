import type { ComponentType, ReactNode } from 'react';
import type { Setup } from '../../shared/api/setup.js';
import type { MessageKey } from '../i18n/messages.tr.js';
import { useText } from '../i18n/useText.js';
import { setPreference, usePreferences, type Theme } from '../lib/preferences.js';
import { Link, paths, type Route } from '../lib/router.js';
import { ComposeIcon, OrdersIcon } from './icons.js';

interface NavItem {
  href: string;
  label: MessageKey;
  icon: ComponentType;
  pages: readonly Route['page'][];
}

const NAV: readonly NavItem[] = [
  { href: paths.compose, label: 'nav.compose', icon: ComposeIcon, pages: ['compose'] },
  { href: paths.orders, label: 'nav.orders', icon: OrdersIcon, pages: ['orders', 'order'] },
];

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** Band, navigation and settings around every page. Below 640 px the navigation is a bar of tabs at the bottom. */
export function Shell({ route, setup, children }: { route: Route; setup?: Setup; children: ReactNode }) {
  const { t } = useText();
  return (
    <>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      {setup && (
        <section className="band" data-provider={setup.provider} aria-label={t('band.label')}>
          <span>
            {t(setup.provider === 'emulator' ? 'band.emulator' : 'band.real')}
            {setup.emulatorUrl !== undefined && (
              <a href={setup.emulatorUrl} target="_blank" rel="noreferrer">
                {t('band.phones')}
              </a>
            )}
          </span>
        </section>
      )}
      <div className="frame">
        <header className="side">
          <p className="brand">{t('app.name')}</p>
          <nav aria-label={t('nav.label')} className="nav">
            {NAV.map(({ href, label, icon: Icon, pages }) => (
              <Link key={href} href={href} aria-current={pages.includes(route.page) ? 'page' : undefined}>
                <Icon />
                <span>{t(label)}</span>
              </Link>
            ))}
          </nav>
          <Settings />
        </header>
        {children}
      </div>
    </>
  );
}

function Settings() {
  const { t } = useText();
  const { locale, theme } = usePreferences();
  return (
    <div className="settings">
      <label>
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
      <label>
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
