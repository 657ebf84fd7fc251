'use client';
import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Calls back after `ms` that were not paused. Time in which the page is hidden does not count. */
export function useTimeLeft(ms: number, isPaused: boolean, onEnd: () => void): void {
  const isHidden = useSyncExternalStore(
    subscribe,
    () => document.hidden,
    () => false,
  );
  const left = useRef(ms);
  const latest = useRef(onEnd);
  useEffect(() => {
    latest.current = onEnd;
  });
  const stands = isPaused || isHidden;
  useEffect(() => {
    if (stands) return undefined;
    const start = performance.now();
    const timer = setTimeout(() => latest.current(), left.current);
    return () => {
      clearTimeout(timer);
      left.current = Math.max(MIN_LEFT_MS, left.current - (performance.now() - start));
    };
  }, [stands]);
}

/** A toast does not disappear at the moment at which the pointer or the focus leaves it. */
const MIN_LEFT_MS = 2_000;

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}
