import { useCallback, useRef, useState } from 'react';
import { ApiError } from './api.js';

/** Something the reader set off: whether it runs, and how it failed. */
export interface Action {
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
  readonly running: boolean;
  readonly error: ApiError | undefined;
}

/** Runs one piece of work at a time, and ignores a second press meanwhile; `run` resolves with whether it succeeded. */
export function useAction(): Action {
  const [state, setState] = useState<{ running: boolean; error?: ApiError }>({ running: false });
  // A second press may come before the first one is rendered.
  const isRunning = useRef(false);
  const run = useCallback(async (work: () => Promise<unknown>) => {
    if (isRunning.current) return false;
    isRunning.current = true;
    setState({ running: true });
    try {
      await work();
      setState({ running: false });
      return true;
    } catch (caught) {
      setState({
        running: false,
        error: caught instanceof ApiError ? caught : new ApiError(0, String(caught)),
      });
      return false;
    } finally {
      isRunning.current = false;
    }
  }, []);
  return { run, running: state.running, error: state.error };
}
