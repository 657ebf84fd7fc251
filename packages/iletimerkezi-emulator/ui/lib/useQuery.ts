import { useCallback, useEffect, useState } from 'react';
import { ApiError, read } from './api.js';
import { onChange, type Change } from './live.js';

/** `data` stays while a newer answer is fetched or fails. */
export interface Query<Data> {
  readonly data: Data | undefined;
  readonly error: ApiError | undefined;
  /** When `data` came, by this machine's clock. */
  readonly answeredAt: number;
  /** Asks again now. */
  readonly retry: () => void;
}

interface Answer<Data> {
  path: string | undefined;
  data?: Data;
  at?: number;
  error?: ApiError;
}

/** A costly answer is not asked for again before this many times its own duration has passed. */
const REST = 4;

/**
 * Reads a path and reads it again when one of `topics` changes: one request at a time, paced by how long it takes, so
 * that a flood of changes or a million messages never pile up requests.
 * @param keep shows the previous path's answer until the new one is there (a search box).
 */
export function useQuery<Data>(
  path: string | undefined,
  topics: readonly Change[],
  keep = false,
): Query<Data> {
  const [answer, setAnswer] = useState<Answer<Data>>({ path: undefined });
  const [asked, setAsked] = useState(0);
  const topicKey = topics.join(' ');

  useEffect(() => {
    if (path === undefined) return;
    const stop = new AbortController();
    let busy = false;
    let again = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const ask = async (): Promise<void> => {
      busy = true;
      again = false;
      const started = performance.now();
      try {
        const data = await read<Data>(path, stop.signal);
        if (!stop.signal.aborted) setAnswer({ path, data, at: Date.now() });
      } catch (caught) {
        if (stop.signal.aborted) return;
        const error = caught instanceof ApiError ? caught : new ApiError(0, String(caught));
        setAnswer((before) => ({
          path,
          data: before.path === path ? before.data : undefined,
          at: before.at,
          error,
        }));
      }
      const took = performance.now() - started;
      timer = setTimeout(() => {
        busy = false;
        if (again) void ask();
      }, took * REST);
    };
    void ask();
    const watched = topicKey.split(' ');
    const unlisten = onChange((changes) => {
      if (!watched.some((topic) => [...changes].some((change) => change === topic))) return;
      if (busy) again = true;
      else void ask();
    });
    return () => {
      stop.abort();
      clearTimeout(timer);
      unlisten();
    };
  }, [path, topicKey, asked]);

  const retry = useCallback(() => setAsked((count) => count + 1), []);
  const current: Answer<Data> = answer.path === path || keep ? answer : { path };
  return { data: current.data, error: current.error, answeredAt: current.at ?? 0, retry };
}
