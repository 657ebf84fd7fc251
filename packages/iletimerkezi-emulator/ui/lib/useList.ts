import type { ApiError } from './api.js';
import { withQuery } from './api.js';
import type { Change } from './live.js';
import { useMore } from './useMore.js';
import { useQuery } from './useQuery.js';

/** Rows that are fetched a step more at a time. */
export interface List<Item> {
  /** Absent until the first answer. */
  readonly items: readonly Item[] | undefined;
  readonly error: ApiError | undefined;
  readonly retry: () => void;
  /** Fetches a step more, while there are more rows and no more than enough are shown. */
  readonly more: (() => void) | undefined;
}

/** Reads the rows of a path, one more than is shown to find out whether there are more. */
export function useList<Item>(
  path: string,
  filters: Record<string, string>,
  topics: readonly Change[],
  most = 1000,
): List<Item> {
  const { limit, more, atMost } = useMore(withQuery('', filters), most);
  const { data, error, retry } = useQuery<Item[]>(
    withQuery(path, { ...filters, limit: limit + 1 }),
    topics,
    true,
  );
  return {
    items: data?.slice(0, limit),
    error,
    retry,
    more: data && data.length > limit && !atMost ? more : undefined,
  };
}
