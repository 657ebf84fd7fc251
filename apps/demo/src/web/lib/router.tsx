import { useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent } from 'react';

export type Route =
  | { page: 'compose' }
  | { page: 'orders' }
  | { page: 'order'; id: string }
  | { page: 'not-found' };

/** Every address of the page; the server answers each with the same document, so links and reloads keep the place. */
export const paths = {
  compose: '/',
  orders: '/orders',
  order: (id: string) => `/orders/${id}`,
};

const MOVED = 'demo:moved';

export function routeOf(pathname: string): Route {
  if (pathname === paths.compose) return { page: 'compose' };
  const [first, second, ...rest] = pathname.split('/').filter(Boolean);
  if (first !== 'orders' || rest.length > 0) return { page: 'not-found' };
  return second === undefined ? { page: 'orders' } : { page: 'order', id: second };
}

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(subscribe, () => location.pathname));
}

export function navigate(path: string): void {
  history.pushState(null, '', path);
  scrollTo(0, 0);
  dispatchEvent(new Event(MOVED));
}

/** A real link: new tabs, copying and middle clicks work; a plain click moves within the page. */
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
