import { useCallback, useEffect, useRef } from 'react';

const SOON_MS = 300;

/** Calls `work` a moment after it was first asked for: a flood of events asks the server three times a second at most. */
export function useSoon(work: () => void): () => void {
  const latest = useRef(work);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = work;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, SOON_MS);
  }, []);
}
