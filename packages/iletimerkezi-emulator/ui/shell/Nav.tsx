import { useText } from '../i18n/text.js';
import { href, VIEWS, type Place, type View } from '../lib/router.js';
import { Glyph } from '../parts/icons.js';

/** The links that a narrow screen shows under "more". */
export const BEHIND_MORE: readonly View[] = ['registry', 'faults', 'journal', 'account'];

/** The views: a column, a rail, or tabs at the bottom, by the width of the screen. */
export function Nav({ place }: { place: Place }) {
  const { t } = useText();
  return (
    <nav className="nav" aria-label={t('nav.label')}>
      {VIEWS.map((view) => (
        <a
          key={view}
          href={href(view)}
          aria-current={view === place ? 'page' : undefined}
          data-behind={BEHIND_MORE.includes(view) ? '' : undefined}
        >
          <Glyph name={view} />
          <span>{t(`nav.${view}`)}</span>
        </a>
      ))}
      <a
        className="nav-more"
        href={href('more')}
        aria-current={place === 'more' ? 'page' : undefined}
        data-holds={BEHIND_MORE.some((view) => view === place) ? '' : undefined}
      >
        <Glyph name="more" />
        <span>{t('nav.more')}</span>
      </a>
    </nav>
  );
}
