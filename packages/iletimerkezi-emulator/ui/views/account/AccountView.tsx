import { useText } from '../../i18n/text.js';
import { href } from '../../lib/router.js';
import { useQuery } from '../../lib/useQuery.js';
import type { AccountView as Account } from '../../lib/wire.js';
import { Choice } from '../../parts/fields.js';
import { Loading, Problem } from '../../parts/Notes.js';
import { AccountFacts } from './AccountFacts.js';
import { QuirksPanel } from './QuirksPanel.js';
import { ResetPanel } from './ResetPanel.js';
import { WebhookForm } from './WebhookForm.js';

/** An account's facts and webhook URL, the readings in force, and the way back to the start. */
export function AccountView({ chosen }: { chosen: string | undefined }) {
  const { t } = useText();
  const { data, error, retry } = useQuery<Account[]>('/accounts', ['accounts', 'orders', 'messages']);
  const account = data?.find(({ key }) => key === chosen) ?? data?.[0];

  return (
    <div className="page">
      <header>
        <h1>{t('account.title')}</h1>
        {data && account && data.length > 1 && (
          <Choice
            label={t('account.choose')}
            value={account.key}
            options={data.map(({ key }) => ({ value: key, text: key }))}
            onChange={(key) => {
              location.hash = href('account', key);
            }}
          />
        )}
      </header>
      {error && <Problem error={error} retry={retry} />}
      {!data && !error && <Loading />}
      {account && (
        <div className="columns">
          <section className="panel">
            <h2>{account.key}</h2>
            <AccountFacts account={account} />
          </section>
          <div className="stack">
            <section className="panel">
              <h2>{t('nav.webhooks')}</h2>
              <WebhookForm key={account.key} account={account} />
            </section>
            <ResetPanel />
          </div>
        </div>
      )}
      <QuirksPanel />
    </div>
  );
}
