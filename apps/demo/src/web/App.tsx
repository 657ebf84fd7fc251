import { useEffect, useMemo } from 'react';
import { SmsUiProvider } from 'react-sms-ui';
import type { Setup } from '../shared/api.js';
import { usePreferences } from './lib/preferences.js';
import { api } from './lib/api.js';
import { useRoute, type Route } from './lib/router.js';
import { useLoad } from './lib/useLoad.js';
import { ComposePage } from './pages/ComposePage.js';
import { NotFoundPage } from './pages/NotFoundPage.js';
import { OrderPage } from './pages/OrderPage.js';
import { OrdersPage } from './pages/OrdersPage.js';
import { ProblemNote } from './shell/ProblemNote.js';
import { Shell } from './shell/Shell.js';

export function App() {
  const { locale, theme } = usePreferences();
  const route = useRoute();
  const { loaded, reload } = useLoad(api.setup);
  const setup = loaded.phase === 'ready' ? loaded.value : undefined;
  const profile = useMemo(() => ({ characterMode: setup?.characterMode ?? 'unicode' }), [setup]);

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  return (
    <SmsUiProvider
      locale={locale}
      theme={theme === 'system' ? 'auto' : theme}
      profile={profile}
      className="app"
    >
      <Shell route={route} setup={setup}>
        {loaded.phase === 'failed' && (
          <main id="content" className="page">
            <ProblemNote problem={loaded.problem} onRetry={reload} />
          </main>
        )}
        {setup && <CurrentPage route={route} setup={setup} />}
      </Shell>
    </SmsUiProvider>
  );
}

function CurrentPage({ route, setup }: { route: Route; setup: Setup }) {
  switch (route.page) {
    case 'compose':
      return <ComposePage setup={setup} />;
    case 'orders':
      return <OrdersPage />;
    case 'order':
      return <OrderPage key={route.id} id={route.id} />;
    case 'not-found':
      return <NotFoundPage />;
  }
}
