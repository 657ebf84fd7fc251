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
  /** The rows over which the view was made, and their index's generation. */
  rows: readonly ReportRow[];
  generation: number;
  view: Uint32Array;
}

export interface ReportRows {
  index: RowIndex;
  /** Places of the shown rows, in the order of the screen. */
  view: Uint32Array;
  /** Rows that match but would move the others; they wait for `showNew`. */
  waiting: number;
  showNew: () => void;
}

const isPlain = ({ filter, sort }: HeldView): boolean =>
  sort === undefined && filter.status === 'all' && filter.number === '';

/**
 * Rows for the screen. Without sort and filter the rows keep their own order and new ones simply follow.
 * Otherwise the order is held while live data arrives: states change in place, nothing jumps, and rows
 * that newly match are counted until the person asks for them.
 */
export function useReportRows(
  rows: readonly ReportRow[],
  filter: Filter,
  sort: Sort | undefined,
): ReportRows {
  const [index, setIndex] = useState(() => indexRows(rows));
  const [held, setHeld] = useState<HeldView>(() => ({
    filter,
    sort,
    rows,
    generation: index.generation,
    view: viewOf(index, filter, sort),
  }));

  // State that follows a prop, renewed during the render (React documentation, "Storing information from
  // previous renders"): no frame shows old keys with new rows.
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

  // Counting what is new may lag behind the states on the screen.
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

/** Rows that follow move nothing: in their own order they come last, and an empty view has nothing to move. */
function mayFollow(held: HeldView, rows: readonly ReportRow[]): boolean {
  return isPlain(held) ? held.view.length !== rows.length : held.view.length === 0 && held.rows !== rows;
}
