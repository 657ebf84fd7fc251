import { lazy, Suspense, useEffect } from 'react';
import { SmsUiProvider, Toaster, type AccountProfile } from 'react-sms-ui';
import type { Setup } from '../shared/api/setup.js';
import { usePreferences } from './lib/preferences.js';
import { accountApi } from './api/account.js';
import { useRoute, type Route } from './lib/router.js';
import { useLoad } from './lib/useLoad.js';
import { ProblemNote } from './shell/ProblemNote.js';
import { PageBoundary } from './shell/PageBoundary.js';
import { Shell } from './shell/Shell.js';

// Pages are loaded on demand, so that the first page does not wait for the others.
const composePage = async () => ({
  default: (await import('./pages/compose/ComposePage.js')).ComposePage,
});
const ComposePage = lazy(composePage);
// Start loading the most used page while the setup is requested from the server.
if (window.location.pathname === '/') composePage().catch(() => undefined);
const OrdersPage = lazy(async () => ({ default: (await import('./pages/orders/OrdersPage.js')).OrdersPage }));
const OrderPage = lazy(async () => ({ default: (await import('./pages/orders/OrderPage.js')).OrderPage }));
const LedgerPage = lazy(async () => ({
  default: (await import('./pages/consents/LedgerPage.js')).LedgerPage,
}));
const NoBrandCodePage = lazy(async () => ({
  default: (await import('./pages/consents/NoBrandCodePage.js')).NoBrandCodePage,
}));
const PersonPage = lazy(async () => ({
  default: (await import('./pages/consents/PersonPage.js')).PersonPage,
}));
const ImportPage = lazy(async () => ({
  default: (await import('./pages/consents/ImportPage.js')).ImportPage,
}));
const ImportRunPage = lazy(async () => ({
  default: (await import('./pages/consents/ImportRunPage.js')).ImportRunPage,
}));
const VerificationPage = lazy(async () => ({
  default: (await import('./pages/consents/VerificationPage.js')).VerificationPage,
}));
const ProofPage = lazy(async () => ({ default: (await import('./pages/consents/ProofPage.js')).ProofPage }));
const FormPage = lazy(async () => ({ default: (await import('./pages/consents/FormPage.js')).FormPage }));
const BlacklistPage = lazy(async () => ({
  default: (await import('./pages/BlacklistPage.js')).BlacklistPage,
}));
const PhonesPage = lazy(async () => ({ default: (await import('./pages/phones/PhonesPage.js')).PhonesPage }));
const SignInPage = lazy(async () => ({
  default: (await import('./pages/sign-in/SignInPage.js')).SignInPage,
}));
const FaultsPage = lazy(async () => ({ default: (await import('./pages/faults/FaultsPage.js')).FaultsPage }));
const OverviewPage = lazy(async () => ({
  default: (await import('./pages/overview/OverviewPage.js')).OverviewPage,
}));
const MorePage = lazy(async () => ({ default: (await import('./pages/MorePage.js')).MorePage }));
const NotFoundPage = lazy(async () => ({ default: (await import('./pages/NotFoundPage.js')).NotFoundPage }));

export function App() {
  const { locale, theme } = usePreferences();
  const route = useRoute();
  const { loaded, reload } = useLoad(accountApi.setup);
  const setup = loaded.phase === 'ready' ? loaded.value : undefined;
  // Parts cannot be counted before the server has returned the account's character mode.
  const profile: AccountProfile = {
    characterMode: setup?.characterMode ?? 'english',
    billing: setup?.billing ?? 'credits',
  };

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
      {route.page === 'form' ? (
        // The customer's page, without the navigation of the shop.
        <PageBoundary>
          <Suspense fallback={null}>
            <FormPage key={route.mode} mode={route.mode} />
          </Suspense>
        </PageBoundary>
      ) : (
        <Toaster>
          <Shell route={route} setup={setup}>
            {loaded.phase === 'failed' && (
              <main id="content" className="page">
                <ProblemNote problem={loaded.problem} onRetry={reload} />
              </main>
            )}
            {setup && (
              <PageBoundary key={route.page}>
                <Suspense fallback={<main id="content" className="page" />}>
                  <CurrentPage route={route} setup={setup} />
                </Suspense>
              </PageBoundary>
            )}
          </Shell>
        </Toaster>
      )}
    </SmsUiProvider>
  );
}

/** The pages that require a brand code. */
const NEED_BRAND_CODE: ReadonlySet<Route['page']> = new Set([
  'consents',
  'person',
  'import',
  'verification',
  'proof',
]);

function CurrentPage({ route, setup }: { route: Exclude<Route, { page: 'form' }>; setup: Setup }) {
  if (!setup.keepsConsents && NEED_BRAND_CODE.has(route.page)) return <NoBrandCodePage />;
  switch (route.page) {
    case 'compose':
      return <ComposePage setup={setup} />;
    case 'orders':
      return <OrdersPage />;
    case 'order':
      return <OrderPage key={route.id} id={route.id} canRepeat={setup.provider === 'emulator'} />;
    case 'consents':
      return <LedgerPage />;
    case 'person':
      return <PersonPage key={route.recipient} recipient={route.recipient} />;
    case 'import':
      return route.id === undefined ? <ImportPage /> : <ImportRunPage key={route.id} id={route.id} />;
    case 'verification':
      return <VerificationPage />;
    case 'proof':
      return <ProofPage />;
    case 'blacklist':
      return <BlacklistPage />;
    case 'phones':
      return <PhonesPage setup={setup} number={route.number} />;
    case 'sign-in':
      return <SignInPage setup={setup} />;
    case 'faults':
      return <FaultsPage setup={setup} />;
    case 'overview':
      return <OverviewPage setup={setup} />;
    case 'more':
      return <MorePage />;
    case 'not-found':
      return <NotFoundPage />;
  }
}
