import { useCallback, useRef, useState } from 'react';

/** Prevents concurrent runs: `run` does nothing while the previous run is in progress. */
export function useOneAtATime(): { run: (work: () => Promise<void>) => void; busy: boolean } {
  const [busy, setBusy] = useState(false);
  // A second click can arrive before the first is rendered.
  const isRunning = useRef(false);
  const run = useCallback((work: () => Promise<void>) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    void work().finally(() => {
      isRunning.current = false;
      setBusy(false);
    });
  }, []);
  return { run, busy };
}
