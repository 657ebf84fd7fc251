'use client';
import { useCallback, useMemo, type ChangeEvent } from 'react';
import { useControlled } from '../../parts/useControlled.js';
import { DELIVERY_STATUSES, type DeliveryStatus, type ReportRow } from '../../report/reportRow.js';
import type { Sort, SortColumn } from '../../report/rowIndex.js';
import type { ReportTableProps, ReportView } from './ReportTable.types.js';
import { useAllNumbers } from './useAllNumbers.js';
import { useHeldRows } from './useHeldRows.js';

/** The options of {@link useReportRows}; they have the meaning of the props of `ReportTable`. */
export type UseReportRowsOptions = Pick<
  ReportTableProps,
  | 'rows'
  | 'pages'
  | 'view'
  | 'defaultView'
  | 'onViewChange'
  | 'selectable'
  | 'selection'
  | 'defaultSelection'
  | 'onSelectionChange'
>;

/** State, derived values, actions and prop getters of a report. */
export interface UseReportRows {
  /** Filter and sort. */
  view: ReportView;
  /** Positions in `rows` of the displayed rows, in display order. An array of numbers, so that 50,000 rows are cheap to sort. */
  positions: Uint32Array;
  /** Returns the displayed row at an index, from 0. */
  rowAt: (index: number) => ReportRow | undefined;
  /** Makes an array of all displayed rows, for an export. */
  shownRows: () => ReportRow[];
  /** Recipients per state, independent of the filter. */
  counts: Readonly<Record<DeliveryStatus, number>>;
  /** Recipients that match the filter, over all pages. */
  matching: number;
  /** Recipients of the report, over all pages. */
  total: number;
  isFiltered: boolean;
  /** Rows that match the filter since it was set. They are not displayed before `showNew`, so that displayed rows do not move. */
  newRows: number;
  showNew: () => void;
  /** Sorts by a column: ascending, then descending, then in the original order. */
  sortBy: (column: SortColumn) => void;
  filterByStatus: (status: DeliveryStatus | 'all') => void;
  /** Filters by digits; blanks, a leading 0 and +90 are ignored. */
  filterByNumber: (number: string) => void;
  clearFilter: () => void;
  /** Selected numbers. */
  selection: ReadonlySet<string>;
  /** Whether every displayed row is selected. */
  isAllSelected: boolean;
  toggle: (number: string) => void;
  /** Selects all displayed rows, or clears the selection where all are selected. */
  toggleAll: () => void;
  clearSelection: () => void;
  /** For the header cell of a column. */
  getHeaderProps: (column: SortColumn) => { 'aria-sort': Sort['direction'] | 'none' };
  /** For the button that sorts by a column. */
  getSortProps: (column: SortColumn) => { type: 'button'; onClick: () => void };
  /** For the button that filters by a state, and removes that filter when pressed again. */
  getStatusProps: (status: DeliveryStatus) => {
    type: 'button';
    'aria-pressed': boolean;
    onClick: () => void;
  };
  /** For the `input` that searches for a number. */
  getSearchProps: () => {
    type: 'search';
    inputMode: 'tel';
    autoComplete: 'off';
    value: string;
    onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  };
  /** For the `input` that selects one row. */
  getSelectProps: (number: string) => { type: 'checkbox'; checked: boolean; onChange: () => void };
  /** For the `input` that selects all displayed rows. */
  getSelectAllProps: () => {
    ref: (box: HTMLInputElement | null) => void;
    type: 'checkbox';
    checked: boolean;
    onChange: () => void;
  };
}

const EVERYTHING: ReportView = { filter: { status: 'all', number: '' }, sort: undefined };
const NO_NUMBERS: ReadonlySet<string> = new Set();

/**
 * Filters, sorts, counts and selects the recipients of a report with up to 50,000 rows and more, and holds the order while
 * states change live. `ReportTable` is built on it. Needs no provider.
 *
 * @example
 * const report = useReportRows({ rows });
 * <input {...report.getSearchProps()} aria-label="Search" />
 * <ul>{report.shownRows().map((row) => <li key={row.number}>{row.number}: {row.status}</li>)}</ul>
 */
export function useReportRows(options: UseReportRowsOptions): UseReportRows {
  const { rows, pages, selectable = false, onViewChange, onSelectionChange } = options;
  const [view, setView] = useControlled<ReportView>(options.view, () => ({
    ...EVERYTHING,
    ...options.defaultView,
  }));
  // With pages, the host filters and sorts.
  const local = pages === undefined ? view : EVERYTHING;
  const shown = useHeldRows(rows, local.filter, local.sort);
  const [selection, setSelection] = useControlled(options.selection, options.defaultSelection ?? NO_NUMBERS);
  const allNumbers = useAllNumbers(shown.index, selectable);
  const isAllSelected = useMemo(
    () => selectable && holdsAll(selection, shown.view, shown.index.rows),
    // oxlint-disable-next-line react/exhaustive-deps -- checks 50,000 rows once, not with every live update
    [selectable, selection, shown.view, shown.index.generation],
  );
  const counts = useMemo(() => pages?.counts ?? byStatus(shown.index.counts), [pages, shown.index]);

  const change = (next: ReportView, reason: 'sort' | 'status' | 'number' | 'clear'): void => {
    setView(next);
    onViewChange?.({ view: next, reason });
  };
  const select = useCallback(
    (next: ReadonlySet<string>, reason: 'row' | 'all' | 'clear') => {
      setSelection(next);
      onSelectionChange?.({ selection: next, reason });
    },
    [onSelectionChange, setSelection],
  );
  const toggle = useCallback(
    (number: string) => {
      const next = new Set(selection);
      if (!next.delete(number)) next.add(number);
      select(next, 'row');
    },
    [select, selection],
  );
  const toggleAll = (): void => {
    if (isAllSelected) {
      select(NO_NUMBERS, 'all');
      return;
    }
    const all = shown.view.length === rows.length ? allNumbers() : numbersAt(shown.view, rows);
    VIEW_OF.set(all, shown.view);
    select(all, 'all');
  };
  const sortBy = (column: SortColumn): void => change({ ...view, sort: nextSort(view, column) }, 'sort');
  const filterByStatus = (status: DeliveryStatus | 'all'): void =>
    change({ ...view, filter: { ...view.filter, status } }, 'status');
  const filterByNumber = (number: string): void =>
    change({ ...view, filter: { ...view.filter, number } }, 'number');

  return {
    view,
    positions: shown.view,
    rowAt: (index) => rows[shown.view[index] ?? -1],
    shownRows: () => Array.from(shown.view, (position) => rows[position]).filter((row) => row !== undefined),
    counts,
    matching: pages?.total ?? shown.view.length,
    total: DELIVERY_STATUSES.reduce((sum, status) => sum + counts[status], 0),
    isFiltered: view.filter.status !== 'all' || view.filter.number !== '',
    newRows: shown.waiting,
    showNew: shown.showNew,
    sortBy,
    filterByStatus,
    filterByNumber,
    clearFilter: () => change({ ...EVERYTHING, sort: view.sort }, 'clear'),
    selection,
    isAllSelected,
    toggle,
    toggleAll,
    clearSelection: () => select(NO_NUMBERS, 'clear'),
    getHeaderProps: (column) => ({
      'aria-sort': view.sort?.column === column ? view.sort.direction : 'none',
    }),
    getSortProps: (column) => ({ type: 'button', onClick: () => sortBy(column) }),
    getStatusProps: (status) => ({
      type: 'button',
      'aria-pressed': view.filter.status === status,
      onClick: () => filterByStatus(view.filter.status === status ? 'all' : status),
    }),
    getSearchProps: () => ({
      type: 'search',
      inputMode: 'tel',
      autoComplete: 'off',
      value: view.filter.number,
      onChange: (event) => filterByNumber(event.target.value),
    }),
    getSelectProps: (number) => ({
      type: 'checkbox',
      checked: selection.has(number),
      onChange: () => toggle(number),
    }),
    getSelectAllProps: () => ({
      ref: (box) => {
        if (box) box.indeterminate = selection.size > 0 && !isAllSelected;
      },
      type: 'checkbox',
      checked: isAllSelected,
      onChange: toggleAll,
    }),
  };
}

/** The view that a selection was made from: it contains all rows of that view, which then need no comparison row by row. */
const VIEW_OF = new WeakMap<ReadonlySet<string>, Uint32Array>();

/** Whether the rows at all these positions are selected; false without any. */
function holdsAll(
  selection: ReadonlySet<string>,
  positions: Uint32Array,
  rows: readonly ReportRow[],
): boolean {
  if (positions.length === 0 || selection.size < positions.length) return false;
  return (
    VIEW_OF.get(selection) === positions ||
    positions.every((position) => selection.has(rows[position]?.number ?? ''))
  );
}

function numbersAt(positions: Uint32Array, rows: readonly ReportRow[]): ReadonlySet<string> {
  const numbers = new Set<string>();
  for (const position of positions) {
    const row = rows[position];
    if (row !== undefined) numbers.add(row.number);
  }
  return numbers;
}

/** Ascending, descending, then the original order. */
function nextSort({ sort }: ReportView, column: SortColumn): ReportView['sort'] {
  if (sort?.column !== column) return { column, direction: 'ascending' };
  return sort.direction === 'ascending' ? { column, direction: 'descending' } : undefined;
}

function byStatus(counts: readonly number[]): Record<DeliveryStatus, number> {
  const [delivered = 0, waiting = 0, undelivered = 0, unknown = 0] = counts;
  return { delivered, waiting, undelivered, unknown };
}
