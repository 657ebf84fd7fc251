import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../shared/api/problem.js';
import { problemOf } from '../api/call.js';

export interface Repeated<Value> {
  /** The last answer; undefined before the first. */
  readonly value: Value | undefined;
  /** Why the last question got none. */
  readonly problem: Problem | undefined;
  /** Asks at once. */
  readonly refresh: () => void;
}

/** Asks again and again while the page is seen, one question at a time. */
export function useRepeated<Value>(load: () => Promise<Value>, everyMs: number): Repeated<Value> {
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
  }, [load, everyMs, turn]);
  const refresh = useCallback(() => setTurn((count) => count + 1), []);
  return { value, problem, refresh };
}
