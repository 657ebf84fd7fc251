'use client';
import { useSyncExternalStore } from 'react';

const subscribe = (): (() => void) => () => undefined;

/**
 * Returns false on the server and while its markup is hydrated, true otherwise. Set `style` only after hydration: a content
 * security policy without `unsafe-inline` removes style attributes from markup, and React would not set them again.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}
