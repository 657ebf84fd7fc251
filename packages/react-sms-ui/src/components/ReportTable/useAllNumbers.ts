'use client';
import { useCallback, useEffect, useRef } from 'react';
import type { RowIndex } from '../../report/rowIndex.js';

/**
 * Gives the numbers of all rows as a set. 50,000 of them take longer to put in than a press of "select all"
 * may take, so the set is made while the page is idle, once for rows that only change their states.
 */
export function useAllNumbers(index: RowIndex, isNeeded: boolean): () => ReadonlySet<string> {
  const { rows, generation } = index;
  const kept = useRef<{ generation: number; numbers: Set<string> }>(undefined);
  const gather = useCallback((): Set<string> => {
    const known = kept.current;
    if (known?.generation === generation && known.numbers.size === rows.length) return known.numbers;
    const numbers = new Set(rows.map((row) => row.number));
    kept.current = { generation, numbers };
    return numbers;
  }, [rows, generation]);
  useEffect(() => {
    if (!isNeeded || typeof requestIdleCallback === 'undefined') return undefined;
    const handle = requestIdleCallback(gather);
    return () => cancelIdleCallback(handle);
  }, [isNeeded, gather]);
  // A set of its own: what a host does with one selection must not show in the next.
  return () => new Set(gather());
}
