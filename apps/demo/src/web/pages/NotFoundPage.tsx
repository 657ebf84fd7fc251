import { useText } from '../i18n/useText.js';
import { Link, paths } from '../lib/router.js';
import { Page } from '../shell/Page.js';

export function NotFoundPage() {
  const { t } = useText();
  return (
    <Page title={t('notFound.title')}>
      <div className="empty">
        <p>{t('notFound.text')}</p>
        <Link className="button" href={paths.compose}>
          {t('notFound.action')}
        </Link>
      </div>
    </Page>
  );
}
