import { useEffect, useRef, type ReactNode } from 'react';
import { useText } from '../i18n/text.js';
import { useConnection } from '../lib/live.js';
import type { Place } from '../lib/router.js';
import { ClockBar } from './ClockBar.js';
import { Nav } from './Nav.js';
import { Preferences } from './Preferences.js';

/** Renders the frame of all views. */
export function Shell({ place, children }: { place: Place; children: ReactNode }) {
  const { t } = useText();
  const connection = useConnection();
  const main = useRef<HTMLElement>(null);
  const before = useRef(place);
  const title = t(`nav.${place}`);

  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  useEffect(() => {
    if (before.current !== place) main.current?.focus({ preventScroll: true });
    before.current = place;
  }, [place]);

  return (
    <>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          // The hash is the route: move the focus, leave the address.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('app.skip')}
      </a>
      <aside className="band" aria-label={t('app.name')}>
        <span>{t('app.band')}</span>
      </aside>
      <div className="frame">
        <header className="side">
          <p className="brand">
            <b>iletiMerkezi</b> {t('app.name').replace('iletiMerkezi ', '')}
          </p>
          <Nav place={place} />
          <div className="side-foot">
            <output className="connection" data-state={connection}>
              <i aria-hidden="true" />
              {t(
                connection === 'live'
                  ? 'app.live'
                  : connection === 'lost'
                    ? 'app.disconnected'
                    : 'app.connecting',
              )}
            </output>
            <Preferences />
          </div>
        </header>
        <div className="column">
          <ClockBar />
          {connection === 'lost' && (
            <p className="lost" role="alert">
              {t('app.lost')}
            </p>
          )}
          <main ref={main} id="main" tabIndex={-1} aria-label={title}>
            {children}
          </main>
        </div>
      </div>
    </>
  );
}
