'use client';
import { useDeferredValue, useMemo, useState } from 'react';
import type { ReportRow } from '../../report/reportRow.js';
import {
  countMissing,
  indexRows,
  viewOf,
  type Filter,
  type RowIndex,
  type Sort,
} from '../../report/rowIndex.js';

interface HeldView {
  filter: Filter;
  sort: Sort | undefined;
  /** The rows that the view was made of, and the generation of their index. */
  rows: readonly ReportRow[];
  generation: number;
  view: Uint32Array;
}

export interface HeldRows {
  index: RowIndex;
  /** Positions in `rows` of the displayed rows, in display order. */
  view: Uint32Array;
  /** Number of matching rows that are not displayed, because they would move the others. `showNew` displays them. */
  waiting: number;
  showNew: () => void;
}

const isPlain = ({ filter, sort }: HeldView): boolean =>
  sort === undefined && filter.status === 'all' && filter.number === '';

/**
 * Filters and sorts rows for display. Without sort and filter, rows keep their order and new rows are appended. Otherwise the
 * order is held while live data arrives: states change in place, and rows that newly match are only counted.
 */
export function useHeldRows(rows: readonly ReportRow[], filter: Filter, sort: Sort | undefined): HeldRows {
  const [index, setIndex] = useState(() => indexRows(rows));
  const [held, setHeld] = useState<HeldView>(() => ({
    filter,
    sort,
    rows,
    generation: index.generation,
    view: viewOf(index, filter, sort),
  }));

  // Updates state during the render, so that no frame displays old keys with new rows. Source: React documentation,
  // "Storing information from previous renders".
  let current = index;
  if (rows !== index.rows) {
    current = indexRows(rows, index);
    setIndex(current);
  }
  let shown = held;
  const isSame =
    held.filter.status === filter.status &&
    held.filter.number === filter.number &&
    held.sort?.column === sort?.column &&
    held.sort?.direction === sort?.direction;
  const renewed = (): HeldView => ({
    filter,
    sort,
    rows,
    generation: current.generation,
    view: viewOf(current, filter, sort),
  });
  if (!isSame || current.generation !== held.generation || mayFollow(held, rows)) {
    shown = renewed();
    setHeld(shown);
  }

  // Counting new rows may lag behind the displayed states.
  const deferred = useDeferredValue(current);
  const waiting = useMemo(() => {
    if (deferred.rows === shown.rows || deferred.generation !== shown.generation || isPlain(shown)) return 0;
    return countMissing(shown.view, viewOf(deferred, shown.filter, undefined), deferred.rows.length);
  }, [deferred, shown]);

  return {
    index: current,
    view: shown.view,
    waiting,
    showNew: () => setHeld(renewed()),
  };
}

/** Appended rows do not move others: in the original order they come last, and an empty view has no rows. */
function mayFollow(held: HeldView, rows: readonly ReportRow[]): boolean {
  return isPlain(held) ? held.view.length !== rows.length : held.view.length === 0 && held.rows !== rows;
}
