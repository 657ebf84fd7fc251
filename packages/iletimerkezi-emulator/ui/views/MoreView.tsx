import { useText } from '../i18n/text.js';
import { href } from '../lib/router.js';
import { Glyph } from '../parts/icons.js';
import { BEHIND_MORE } from '../shell/Nav.js';
import { Preferences } from '../shell/Preferences.js';

/** On a narrow screen: the views that the tabs leave out, and the preferences. */
export function MoreView() {
  const { t } = useText();
  return (
    <div className="page">
      <h1>{t('nav.more')}</h1>
      <ul className="more-list">
        {BEHIND_MORE.map((view) => (
          <li key={view}>
            <a href={href(view)}>
              <Glyph name={view} />
              {t(`nav.${view}`)}
            </a>
          </li>
        ))}
      </ul>
      <Preferences />
    </div>
  );
}
