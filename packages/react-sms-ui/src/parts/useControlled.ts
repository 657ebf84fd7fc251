'use client';
import { useCallback, useState } from 'react';

/** Holds a value that the host controls where it passes one, and the component otherwise. */
export function useControlled<Value>(
  controlled: Value | undefined,
  initial: Value | (() => Value),
): [value: Value, setOwn: (next: Value) => void] {
  const [own, setOwnState] = useState(initial);
  const setOwn = useCallback((next: Value) => setOwnState(() => next), []);
  return [controlled === undefined ? own : controlled, setOwn];
}
