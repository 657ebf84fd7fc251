import { useText } from '../../i18n/useText.js';
import { Page } from '../../shell/Page.js';

/** Replaces the pages about consents while no brand code is set. */
export function NoBrandCodePage() {
  const { t } = useText();
  return (
    <Page title={t('consents.title')} lead={t('noBrandCode.lead')}>
      <div className="empty">
        <p className="prose">{t('noBrandCode.todo')}</p>
        <pre className="command">
          <code>ILETIMERKEZI_BRAND_CODE=123456 npx -y pnpm@12 demo --real</code>
        </pre>
        <p className="prose muted">{t('noBrandCode.meanwhile')}</p>
      </div>
    </Page>
  );
}
