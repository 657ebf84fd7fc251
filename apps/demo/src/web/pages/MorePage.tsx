import { useText } from '../i18n/useText.js';
import { Link } from '../lib/router.js';
import { CommandsButton } from '../shell/CommandsButton.js';
import { NAV } from '../shell/nav-items.js';
import { Page } from '../shell/Page.js';
import { Settings } from '../shell/Settings.js';

/** On a narrow screen: the pages that the tabs leave out, and the settings. */
export function MorePage() {
  const { t } = useText();
  return (
    <Page title={t('nav.more')}>
      <CommandsButton />
      <ul className="more-list">
        {NAV.filter(({ behindMore }) => behindMore).map(({ href, label, icon: Icon }) => (
          <li key={href}>
            <Link href={href}>
              <Icon />
              <span>{t(label)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Settings />
    </Page>
  );
}
