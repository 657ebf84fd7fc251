import { useText } from '../i18n/useText.js';
import { Link, paths, type Route } from '../lib/router.js';
import { MoreIcon } from './icons.js';
import { NAV } from './nav-items.js';

/** The navigation: a column, a rail, or tabs at the bottom, depending on the screen width. */
export function Nav({ page }: { page: Route['page'] }) {
  const { t } = useText();
  const holds = NAV.some(({ pages, behindMore }) => behindMore === true && pages.includes(page));
  return (
    <nav aria-label={t('nav.label')} className="nav">
      {NAV.map(({ href, label, icon: Icon, pages, behindMore }) => (
        <Link
          key={href}
          href={href}
          aria-current={pages.includes(page) ? 'page' : undefined}
          data-behind={behindMore === true ? '' : undefined}
        >
          <Icon />
          <span>{t(label)}</span>
        </Link>
      ))}
      <Link
        className="nav-more"
        href={paths.more}
        aria-current={page === 'more' ? 'page' : undefined}
        data-holds={holds ? '' : undefined}
      >
        <MoreIcon />
        <span>{t('nav.more')}</span>
      </Link>
    </nav>
  );
}
