import { useSyncExternalStore } from 'react';

export const VIEWS = ['phones', 'orders', 'registry', 'faults', 'webhooks', 'journal', 'account'] as const;
export type View = (typeof VIEWS)[number];
export type Place = View | 'more';

/** The current view and the entry that is selected in it. */
export interface Route {
  readonly place: Place;
  readonly chosen: string | undefined;
}

/** The route in the address's hash; an unknown one is the phones. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const [name = '', chosen] = hash.replace(/^#\/?/, '').split('/');
  const place = [...VIEWS, 'more' as const].find((known) => known === name) ?? 'phones';
  return { place, chosen: chosen ? decode(chosen) : undefined };
}

/** A link to a view, or to something in it. */
export function href(place: Place, chosen?: string | number): string {
  return chosen === undefined ? `#/${place}` : `#/${place}/${encodeURIComponent(chosen)}`;
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** A hand-written address may hold a stray percent sign. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
