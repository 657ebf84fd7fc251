import type { ComponentType } from 'react';
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

export function App() {
  const { place, chosen } = useRoute();
  const Current = PLACES[place];
  return (
    <Shell place={place}>
      <Current chosen={chosen} />
    </Shell>
  );
}
