import type { ReactNode } from 'react';
import type { Setup } from '../../shared/api/setup.js';
import { useText } from '../i18n/useText.js';
import type { Route } from '../lib/router.js';
import { Commands } from './Commands.js';
import { CommandsButton } from './CommandsButton.js';
import { Nav } from './Nav.js';
import { Settings } from './Settings.js';

/** The frame of every page: provider band, navigation, settings. */
export function Shell({ route, setup, children }: { route: Route; setup?: Setup; children: ReactNode }) {
  const { t } = useText();
  return (
    <Commands>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      {setup && (
        <section className="band" data-provider={setup.provider} aria-label={t('band.label')}>
          <span>
            {setup.emulatorUrl === undefined ? (
              t('band.real')
            ) : (
              <a href={setup.emulatorUrl} target="_blank" rel="noreferrer">
                {t('band.emulator')}
              </a>
            )}
          </span>
        </section>
      )}
      <div className="frame">
        <header className="side">
          <p className="brand">{t('app.name')}</p>
          <CommandsButton />
          <Nav page={route.page} />
          <Settings />
        </header>
        {children}
      </div>
    </Commands>
  );
}
