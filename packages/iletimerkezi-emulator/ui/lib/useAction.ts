import { useCallback, useState } from 'react';
import { ApiError } from './api.js';

/** Something the reader set off: whether it runs, and how it failed. */
export interface Action {
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
  readonly running: boolean;
  readonly error: ApiError | undefined;
}

/** Runs one piece of work at a time; `run` resolves with whether it succeeded. */
export function useAction(): Action {
  const [state, setState] = useState<{ running: boolean; error?: ApiError }>({ running: false });
  const run = useCallback(async (work: () => Promise<unknown>) => {
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
    }
  }, []);
  return { run, running: state.running, error: state.error };
}
