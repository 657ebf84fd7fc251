'use client';
import { useCallback, useEffect, useRef, useState } from 'react';

/** How far the host's work is. `slow`: it runs on and has not answered for a while. */
export type TaskState = 'idle' | 'running' | 'slow' | 'failed' | 'done';

export interface Task {
  state: TaskState;
  /** Starts the work, also again while an earlier run has not answered. */
  run: (work: () => unknown, onDone?: () => void) => void;
  reset: () => void;
}

/** After this long without an answer the person is told so. */
const SLOW_MS = 10_000;

/**
 * Runs a callback of the host that may take long, reject or never answer. Any run that succeeds ends the
 * task, for it did what was asked; of several runs only the newest one can fail it.
 */
export function useTask(): Task {
  const [state, setState] = useState<TaskState>('idle');
  const round = useRef({ task: 0, run: 0 });
  useEffect(() => {
    const { current } = round;
    return () => {
      current.task += 1;
    };
  }, []);
  useEffect(() => {
    if (state !== 'running') return undefined;
    const timer = setTimeout(() => setState('slow'), SLOW_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const run = useCallback((work: () => unknown, onDone?: () => void) => {
    round.current.run += 1;
    const { task, run: mine } = round.current;
    const isCurrent = (): boolean => round.current.task === task;
    setState('running');
    void (async () => {
      try {
        await work();
      } catch {
        if (isCurrent() && round.current.run === mine) setState('failed');
        return;
      }
      if (!isCurrent()) return;
      round.current.task += 1;
      setState('done');
      onDone?.();
    })();
  }, []);
  const reset = useCallback(() => {
    round.current.task += 1;
    setState('idle');
  }, []);
  return { state, run, reset };
}
