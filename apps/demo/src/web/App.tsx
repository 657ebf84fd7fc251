import { useEffect } from 'react';
import { SmsUiProvider } from 'react-sms-ui';
import { usePreferences } from './lib/preferences.js';
import { api } from './lib/api.js';
import { useRoute, type Route } from './lib/router.js';
import { useLoad } from './lib/useLoad.js';
import { ComposePage } from './pages/ComposePage.js';
import { NotFoundPage } from './pages/NotFoundPage.js';
import { OrderPage } from './pages/OrderPage.js';
import { OrdersPage } from './pages/OrdersPage.js';
import { Shell } from './shell/Shell.js';

export function App() {
  const { locale } = usePreferences();
  const route = useRoute();
  const { loaded } = useLoad(api.setup);
  const setup = loaded.phase === 'ready' ? loaded.value : undefined;

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  return (
    <SmsUiProvider locale={locale}>
      <Shell route={route} setup={setup}>
        <CurrentPage route={route} real={setup?.provider === 'real'} />
      </Shell>
    </SmsUiProvider>
  );
}

function CurrentPage({ route, real }: { route: Route; real: boolean }) {
  switch (route.page) {
    case 'compose':
      return <ComposePage real={real} />;
    case 'orders':
      return <OrdersPage />;
    case 'order':
      return <OrderPage key={route.id} id={route.id} />;
    case 'not-found':
      return <NotFoundPage />;
  }
}
