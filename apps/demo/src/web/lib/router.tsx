import { useCallback, useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent } from 'react';

export type Route =
  | { page: 'compose' }
  | { page: 'orders' }
  | { page: 'order'; id: string }
  | { page: 'consents' }
  | { page: 'person'; recipient: string }
  | { page: 'import'; id?: string }
  | { page: 'verification' }
  | { page: 'proof' }
  | { page: 'form'; mode: 'ask' | 'withdraw' }
  | { page: 'blacklist' }
  | { page: 'phones'; number?: string }
  | { page: 'sign-in' }
  | { page: 'faults' }
  | { page: 'overview' }
  | { page: 'more' }
  | { page: 'not-found' };

/** All URLs of the page. The server returns the same document for each, so that links and reloads work. */
export const paths = {
  compose: '/',
  orders: '/orders',
  order: (id: string) => `/orders/${id}`,
  consents: '/consents',
  person: (recipient: string) => `/consents/people/${encodeURIComponent(recipient)}`,
  imports: '/consents/import',
  importsWithOptions: '/consents/import?options=open',
  import: (id: string) => `/consents/import/${id}`,
  verification: '/consents/verification',
  proof: '/consents/proof',
  form: '/form',
  withdrawal: '/form/withdraw',
  blacklist: '/blacklist',
  phones: '/phones',
  phone: (number: string) => `/phones/${encodeURIComponent(number)}`,
  signIn: '/sign-in',
  faults: '/faults',
  overview: '/overview',
  more: '/more',
};

const MOVED = 'demo:moved';

/** The route of each URL pattern. `*` matches one segment, which is passed to the route. */
const ROUTES: Readonly<Record<string, (segment: string) => Route>> = {
  '/': () => ({ page: 'compose' }),
  '/orders': () => ({ page: 'orders' }),
  '/orders/*': (id) => ({ page: 'order', id }),
  '/consents': () => ({ page: 'consents' }),
  '/consents/people/*': (recipient) => ({ page: 'person', recipient }),
  '/consents/import': () => ({ page: 'import' }),
  '/consents/import/*': (id) => ({ page: 'import', id }),
  '/consents/verification': () => ({ page: 'verification' }),
  '/consents/proof': () => ({ page: 'proof' }),
  '/form': () => ({ page: 'form', mode: 'ask' }),
  '/form/withdraw': () => ({ page: 'form', mode: 'withdraw' }),
  '/blacklist': () => ({ page: 'blacklist' }),
  '/phones': () => ({ page: 'phones' }),
  '/phones/*': (number) => ({ page: 'phones', number }),
  '/sign-in': () => ({ page: 'sign-in' }),
  '/faults': () => ({ page: 'faults' }),
  '/overview': () => ({ page: 'overview' }),
  '/more': () => ({ page: 'more' }),
};

export function routeOf(pathname: string): Route {
  const segments = pathname.split('/').filter(Boolean);
  const last = segments.at(-1) ?? '';
  const exact = ROUTES[`/${segments.join('/')}`];
  const parent = ROUTES[`/${[...segments.slice(0, -1), '*'].join('/')}`];
  return (exact ?? parent)?.(decoded(last)) ?? { page: 'not-found' };
}

/** A manually entered URL can contain a stray percent sign. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(subscribe, () => location.pathname));
}

/** Reads and sets the query parameters of the page, as text. Setting them replaces the history entry. */
export function useQuery(): [query: string, set: (query: URLSearchParams) => void] {
  return [useSyncExternalStore(subscribe, () => location.search), replaceQuery];
}

function replaceQuery(query: URLSearchParams): void {
  history.replaceState(null, '', `${location.pathname}${query.size > 0 ? `?${query}` : ''}`);
  dispatchEvent(new Event(MOVED));
}

/** Reads and sets a query parameter. Setting it replaces the history entry. */
export function useQueryValue(name: string): [value: string, set: (value: string) => void] {
  const value = useSyncExternalStore(subscribe, () => new URLSearchParams(location.search).get(name) ?? '');
  const set = useCallback(
    (next: string) => {
      const query = new URLSearchParams(location.search);
      if (next === '') query.delete(name);
      else query.set(name, next);
      replaceQuery(query);
    },
    [name],
  );
  return [value, set];
}

export function navigate(path: string): void {
  history.pushState(null, '', path);
  scrollTo(0, 0);
  dispatchEvent(new Event(MOVED));
}

/** A link. A plain click navigates within the page; other clicks are left to the browser. */
export function Link({
  href,
  onClick,
  children,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(href);
  };
  return (
    <a href={href} onClick={follow} {...rest}>
      {children}
    </a>
  );
}

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(MOVED, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(MOVED, listener);
  };
}
