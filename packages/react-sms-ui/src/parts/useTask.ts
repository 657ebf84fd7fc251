'use client';
import { useCallback, useEffect, useRef, useState } from 'react';

/** How far the host's work is. `slow`: it runs on and has not answered for a while. */
export type TaskState = 'idle' | 'running' | 'slow' | 'failed' | 'done';

export interface Task {
  state: TaskState;
  /** Starts the work; again only once an earlier run is slow, failed or done, so that a second press starts nothing twice. */
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
  /** The run that nobody has waited for long enough to start another. Set at once: a second press may come before a render. */
  const isFresh = useRef(false);
  useEffect(() => {
    const { current } = round;
    return () => {
      current.task += 1;
    };
  }, []);
  useEffect(() => {
    if (state !== 'running') return undefined;
    const timer = setTimeout(() => {
      isFresh.current = false;
      setState('slow');
    }, SLOW_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const run = useCallback((work: () => unknown, onDone?: () => void) => {
    if (isFresh.current) return;
    isFresh.current = true;
    round.current.run += 1;
    const { task, run: mine } = round.current;
    const isCurrent = (): boolean => round.current.task === task;
    setState('running');
    void (async () => {
      try {
        refuseFailedResponse(await work());
      } catch {
        if (!isCurrent() || round.current.run !== mine) return;
        isFresh.current = false;
        setState('failed');
        return;
      }
      if (!isCurrent()) return;
      isFresh.current = false;
      round.current.task += 1;
      setState('done');
      onDone?.();
    })();
  }, []);
  const reset = useCallback(() => {
    round.current.task += 1;
    isFresh.current = false;
    setState('idle');
  }, []);
  return { state, run, reset };
}

/**
 * Throws for a `Response` with an error status, or what looks like one (`ok: false`). `fetch` resolves with one, and a host that hands it on has not done what was
 * asked: no receipt may follow.
 */
export function refuseFailedResponse(answer: unknown): void {
  if (typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false) {
    throw new Error('The server answered with an error status.');
  }
}
