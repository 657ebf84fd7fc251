import { useState } from 'react';

const STEP = 50;

/** How many rows to ask for: a step more each time, back to one step when `of` changes. */
export function useMore(of: string, most: number): { limit: number; more: () => void; atMost: boolean } {
  const [state, setState] = useState({ of, limit: STEP });
  const limit = state.of === of ? state.limit : STEP;
  return { limit, more: () => setState({ of, limit: Math.min(most, limit + STEP) }), atMost: limit >= most };
}
