'use client';
import { useEffect, useState } from 'react';
import type { OffenderPanel } from './OffenderPanel.js';

type Panel = typeof OffenderPanel;

/**
 * The list of costly characters, fetched when a text first needs it: most messages never do. It comes after
 * mounting, on the server never, so that server and browser agree on the first render.
 */
export function useOffenderPanel(isNeeded: boolean): Panel | null {
  const [panel, setPanel] = useState<{ Panel: Panel } | null>(null);
  useEffect(() => {
    if (!isNeeded || panel !== null) return undefined;
    let isMounted = true;
    void import('./OffenderPanel.js').then(({ OffenderPanel: Panel }) => {
      if (isMounted) setPanel({ Panel });
    });
    return () => {
      isMounted = false;
    };
  }, [isNeeded, panel]);
  return isNeeded && panel !== null ? panel.Panel : null;
}
