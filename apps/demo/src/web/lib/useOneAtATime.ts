import { useCallback, useRef, useState } from 'react';

/** Runs work of which a second press must not start another: while it runs, `run` does nothing. */
export function useOneAtATime(): { run: (work: () => Promise<void>) => void; busy: boolean } {
  const [busy, setBusy] = useState(false);
  // A second press may come before the first one is rendered.
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
