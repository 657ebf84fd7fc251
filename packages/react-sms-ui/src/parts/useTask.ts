'use client';
import { useCallback, useEffect, useRef, useState } from 'react';

/** The progress of the host's callback. `slow`: it has been running for 10 s. */
export type TaskState = 'idle' | 'running' | 'slow' | 'failed' | 'done';

export interface Task {
  state: TaskState;
  /**
   * Starts the callback. Ignored while a run is in progress and not slow, so that a second press does not start it
   * twice.
   */
  run: (work: () => unknown, onDone?: () => void) => void;
  reset: () => void;
}

/** Time after which a run counts as slow. */
const SLOW_MS = 10_000;

/**
 * Runs a callback of the host that may be slow, reject or never settle. Any successful run completes the task. Of
 * several runs, only the latest can fail it.
 */
export function useTask(): Task {
  const [state, setState] = useState<TaskState>('idle');
  const round = useRef({ task: 0, run: 0 });
  /** Whether a run is in progress and not slow. Set without a render, because a second press may arrive before it. */
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
 * Throws for a `Response` with an error status, or an object like one (`ok: false`). `fetch` resolves with such a
 * response, which must not lead to a receipt.
 */
export function refuseFailedResponse(answer: unknown): void {
  if (typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false) {
    throw new Error('The server answered with an error status.');
  }
}
