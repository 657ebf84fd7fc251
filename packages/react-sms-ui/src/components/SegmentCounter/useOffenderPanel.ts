'use client';
import { useEffect, useSyncExternalStore } from 'react';
import type { OffenderPanel } from './OffenderPanel.js';

type Panel = typeof OffenderPanel;

let panel: Panel | null = null;
const waiting = new Set<() => void>();

/** Fetches the list of costly characters, once for all counters. Without it the counter still counts. */
export async function loadOffenderPanel(): Promise<void> {
  ({ OffenderPanel: panel } = await import('./OffenderPanel.js'));
  for (const notify of waiting) notify();
}

function subscribe(notify: () => void): () => void {
  waiting.add(notify);
  return () => waiting.delete(notify);
}

/**
 * The list of costly characters, fetched when a text first needs it: most messages never do. Absent at
 * hydration as on the server, so that both agree on the first render.
 */
export function useOffenderPanel(isNeeded: boolean): Panel | null {
  const loaded = useSyncExternalStore(
    subscribe,
    () => panel,
    () => null,
  );
  useEffect(() => {
    if (isNeeded && loaded === null) loadOffenderPanel().catch(() => undefined);
  }, [isNeeded, loaded]);
  return isNeeded ? loaded : null;
}
