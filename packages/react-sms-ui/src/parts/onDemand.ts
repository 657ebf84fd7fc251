'use client';
import { useEffect, useSyncExternalStore } from 'react';

/** A module that is loaded when a component first needs it, once per page. */
export interface OnDemand<Module> {
  load: () => Promise<void>;
  /** Returns the module, or null until it is loaded. Null on the server and at hydration, so that both renders agree. */
  useModule: (isNeeded: boolean) => Module | null;
  /** Whether the last attempt to load the module failed. False while `load` is running again. */
  useHasFailed: () => boolean;
}

/** The address in the error of Chromium for a module that could not be fetched. */
const FAILED_ADDRESS = /Failed to fetch dynamically imported module: (https?:\S+)/;

/**
 * Fetches a module again under another query. Chromium remembers that an address failed and never requests it again; Firefox and
 * WebKit do (https://github.com/whatwg/html/pull/10327).
 */
const importAgain = async <Module>(address: string): Promise<Module> =>
  // The address is known only at run time, so that bundlers leave the import as it is.
  (await import(/* webpackIgnore: true */ /* @vite-ignore */ `${address}?again=${Date.now()}`)) as Module;

/** Loads a module on demand. Where loading fails, components continue without it and try again with the next mount. */
export function onDemand<Module>(importModule: () => Promise<Module>): OnDemand<Module> {
  let module: Module | null = null;
  let hasFailed = false;
  /** The address that failed, where the browser names it. */
  let failed: string | undefined;
  const listeners = new Set<() => void>();
  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  const load = async (): Promise<void> => {
    hasFailed = false;
    notify();
    try {
      module = await (failed === undefined ? importModule() : importAgain<Module>(failed));
    } catch (error) {
      hasFailed = true;
      failed ??= FAILED_ADDRESS.exec(String(error))?.[1];
      throw error;
    } finally {
      notify();
    }
  };
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    load,
    useModule: (isNeeded) => {
      const loaded = useSyncExternalStore(
        subscribe,
        () => module,
        () => null,
      );
      useEffect(() => {
        if (isNeeded && loaded === null) load().catch(() => undefined);
      }, [isNeeded, loaded]);
      return isNeeded ? loaded : null;
    },
    useHasFailed: () =>
      useSyncExternalStore(
        subscribe,
        () => hasFailed,
        () => false,
      ),
  };
}
