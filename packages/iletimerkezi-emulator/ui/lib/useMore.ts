import { useState } from 'react';

const STEP = 50;

/** Returns a number of rows to request, which `more` raises by one step. It starts again when `of` changes. */
export function useMore(of: string, most: number): { limit: number; more: () => void; atMost: boolean } {
  const [state, setState] = useState({ of, limit: STEP });
  const limit = state.of === of ? state.limit : STEP;
  return { limit, more: () => setState({ of, limit: Math.min(most, limit + STEP) }), atMost: limit >= most };
}
