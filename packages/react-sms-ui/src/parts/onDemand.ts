'use client';
import { useEffect, useSyncExternalStore } from 'react';

/** A module that is loaded when a component first needs it, once per page. */
export interface OnDemand<Module> {
  load: () => Promise<void>;
  /** Returns the module, or null until it is loaded. Null on the server and at hydration, so that both renders agree. */
  useModule: (isNeeded: boolean) => Module | null;
}

/** Loads a module on demand. Where loading fails, components continue without it and try again with the next mount. */
export function onDemand<Module>(importModule: () => Promise<Module>): OnDemand<Module> {
  let module: Module | null = null;
  const listeners = new Set<() => void>();
  const load = async (): Promise<void> => {
    module = await importModule();
    for (const listener of listeners) listener();
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
  };
}
