import { useCallback, useState } from 'react';
import { BlacklistManager } from 'react-sms-ui';
import { blacklistApi } from '../api/blacklist.js';
import { useText } from '../i18n/useText.js';
import { loadErrorOf } from '../lib/load-error.js';
import { useLoad } from '../lib/useLoad.js';
import { Page } from '../shell/Page.js';

const STEP = 1000;

/** The provider's blacklist. */
export function BlacklistPage() {
  const { t, locale } = useText();
  const [limit, setLimit] = useState(STEP);
  const { loaded, reload } = useLoad(useCallback(() => blacklistApi.list(limit), [limit]));
  const page = loaded.phase === 'ready' ? loaded.value : undefined;
  const isLoadingMore = page !== undefined && page.more && page.numbers.length < limit;
  return (
    <Page title={t('blacklist.title')} lead={t('blacklist.lead')}>
      <BlacklistManager
        className="blacklist"
        numbers={page?.numbers ?? []}
        isLoading={loaded.phase === 'loading' || isLoadingMore}
        error={loadErrorOf(loaded, locale, reload)}
        onBlock={async ({ number }) => {
          await blacklistApi.block(number);
          reload();
        }}
        onUnblock={async ({ number }) => {
          await blacklistApi.free(number);
          reload();
        }}
        onMore={page?.more ? () => setLimit(limit + STEP) : undefined}
      />
    </Page>
  );
}
