import type { ComponentType } from 'react';
import { common as commonEn, counter as counterEn, thread as threadEn } from 'react-sms-ui/en';
import { SmsUiProvider } from 'react-sms-ui/provider';
import { common as commonTr, counter as counterTr, thread as threadTr } from 'react-sms-ui/tr';
import { usePreferences } from './lib/preferences.js';
import { useRoute, type Place } from './lib/router.js';
import { Shell } from './shell/Shell.js';
import { AccountView } from './views/account/AccountView.js';
import { FaultsView } from './views/faults/FaultsView.js';
import { JournalView } from './views/journal/JournalView.js';
import { MoreView } from './views/MoreView.js';
import { OrdersView } from './views/orders/OrdersView.js';
import { PhonesView } from './views/phones/PhonesView.js';
import { RegistryView } from './views/registry/RegistryView.js';
import { WebhooksView } from './views/webhooks/WebhooksView.js';

const PLACES: Record<Place, ComponentType<{ chosen: string | undefined }>> = {
  phones: PhonesView,
  orders: OrdersView,
  registry: RegistryView,
  faults: FaultsView,
  webhooks: WebhooksView,
  journal: JournalView,
  account: AccountView,
  more: MoreView,
};

/** The texts of the kit that the page uses. */
const KIT_TEXTS = {
  tr: { ...commonTr, ...counterTr, ...threadTr },
  en: { ...commonEn, ...counterEn, ...threadEn },
};

export function App() {
  const { place, chosen } = useRoute();
  const { locale, theme } = usePreferences();
  const Current = PLACES[place];
  return (
    <SmsUiProvider
      className="app"
      locale={locale}
      // Each message brings the mode of its own account.
      profile={{ characterMode: 'english' }}
      messages={KIT_TEXTS[locale]}
      theme={theme === 'system' ? 'auto' : theme}
    >
      <Shell place={place}>
        <Current chosen={chosen} />
      </Shell>
    </SmsUiProvider>
  );
}
