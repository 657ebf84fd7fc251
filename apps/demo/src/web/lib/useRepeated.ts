import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../shared/api/problem.js';
import { problemOf } from '../api/call.js';

export interface Repeated<Value> {
  /** The last response; undefined before the first. */
  readonly value: Value | undefined;
  /** The error of the last request, if it failed. */
  readonly problem: Problem | undefined;
  /** Requests immediately. */
  readonly refresh: () => void;
}

const never = (): boolean => false;

/**
 * Polls while the page is visible, one request at a time.
 * @param isLast returns whether a response is the last one. Define it outside of components.
 */
export function useRepeated<Value>(
  load: () => Promise<Value>,
  everyMs: number,
  isLast: (value: Value) => boolean = never,
): Repeated<Value> {
  const [value, setValue] = useState<Value>();
  const [problem, setProblem] = useState<Problem>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      try {
        const answer = document.hidden ? undefined : await load();
        if (!current) return;
        if (answer !== undefined) setValue(() => answer);
        setProblem(undefined);
        if (answer !== undefined && isLast(answer)) return;
      } catch (error) {
        if (current) setProblem(problemOf(error));
      }
      if (current) timer = setTimeout(() => void ask(), everyMs);
    };
    void ask();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [load, everyMs, isLast, turn]);
  const refresh = useCallback(() => setTurn((count) => count + 1), []);
  return { value, problem, refresh };
}
