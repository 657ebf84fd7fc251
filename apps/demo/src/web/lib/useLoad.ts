import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../shared/api/problem.js';
import { problemOf } from '../api/call.js';

export type Loaded<Value> =
  | { phase: 'loading' }
  | { phase: 'ready'; value: Value }
  | { phase: 'failed'; problem: Problem };

/** Runs `load` when it changes and on `reload`. Drops responses of outdated requests. */
export function useLoad<Value>(load: () => Promise<Value>): { loaded: Loaded<Value>; reload: () => void } {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ phase: 'loading' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let current = true;
    load().then(
      (value) => current && setLoaded({ phase: 'ready', value }),
      (error: unknown) => current && setLoaded({ phase: 'failed', problem: problemOf(error) }),
    );
    return () => {
      current = false;
    };
  }, [load, turn]);
  const reload = useCallback(() => setTurn((value) => value + 1), []);
  return { loaded, reload };
}
