'use client';
import { useCallback, useEffect, useRef } from 'react';
import type { RowIndex } from '../../report/rowIndex.js';

/**
 * Returns the numbers of all rows as a set. Building a set of 50,000 takes too long for a press of "select all", so it
 * is built while the page is idle, and again only when the numbers change.
 */
export function useAllNumbers(index: RowIndex, isNeeded: boolean): () => ReadonlySet<string> {
  const { rows, generation } = index;
  const kept = useRef<{ generation: number; numbers: Set<string> }>(undefined);
  const collect = useCallback((): Set<string> => {
    const known = kept.current;
    if (known?.generation === generation && known.numbers.size === rows.length) return known.numbers;
    const numbers = new Set(rows.map((row) => row.number));
    kept.current = { generation, numbers };
    return numbers;
  }, [rows, generation]);
  useEffect(() => {
    if (!isNeeded || typeof requestIdleCallback === 'undefined') return undefined;
    const handle = requestIdleCallback(collect);
    return () => cancelIdleCallback(handle);
  }, [isNeeded, collect]);
  // A copy, because a host may modify a selection.
  return () => new Set(collect());
}
