'use client';
import { useEffect, useState, type RefObject } from 'react';

/** Returns whether an element is narrower than `below` px; false until it is measured. */
export function useNarrow(target: RefObject<HTMLElement | null>, below: number): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useEffect(() => {
    const element = target.current;
    if (element === null || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setNarrow(entry.contentRect.width < below);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [target, below]);
  return isNarrow;
}
