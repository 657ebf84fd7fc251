'use client';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { Icon } from '../../parts/Icon.js';
import type { PartProps } from '../../parts/part.js';
import { useNarrow } from '../../parts/useNarrow.js';
import { useNow, useSmsUi } from '../../provider/context.js';
import type { ReportRow } from '../../report/reportRow.js';
import type { Sort, SortColumn } from '../../report/rowIndex.js';
import { ReportGridRow } from './ReportGridRow.js';
import type { ReportTablePart } from './ReportTable.types.js';
import { useGridKeys, type Cell } from './useGridKeys.js';

interface ReportGridProps {
  rows: readonly ReportRow[];
  view: Uint32Array;
  sort: Sort | undefined;
  onSort: (column: SortColumn) => void;
  /** Rows before the first one of this page. */
  offset: number;
  /** Rows over all pages. */
  total: number;
  height: number;
  selection: ReadonlySet<string> | undefined;
  /** Whether every row of the view is selected. */
  allSelected: boolean;
  onToggle: (number: string) => void;
  onToggleAll: () => void;
  part: (part: ReportTablePart) => PartProps;
}

const COLUMNS: readonly SortColumn[] = ['number', 'status', 'updatedAt'];
const ROW_HEIGHTS = { comfortable: 44, compact: 32 } as const;
const CARD_HEIGHT = 64;
const CARDS_BELOW = 480;

// React warns about layout effects on the server (up to 18.3), where nothing can be focused anyway.
const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** The rows themselves: only those on the screen are in the page, and the one that has the focus. */
export function ReportGrid({
  rows,
  view,
  sort,
  onSort,
  offset,
  total,
  height,
  selection,
  allSelected,
  onToggle,
  onToggleAll,
  part,
}: ReportGridProps): ReactNode {
  const { t, density } = useSmsUi();
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const isCards = useNarrow(scroller, CARDS_BELOW);
  const rowHeight = isCards ? CARD_HEIGHT : ROW_HEIGHTS[density];
  const selectable = selection !== undefined;
  const columns = COLUMNS.length + (selectable ? 1 : 0);
  const pendingFocus = useRef<Cell | undefined>(undefined);

  const grid = useGridKeys(view.length, columns, Math.max(1, Math.floor(height / rowHeight) - 2), (cell) => {
    pendingFocus.current = cell;
    if (cell.row > 0) virtual.scrollToIndex(cell.row - 1);
  });
  const activeRow = grid.active.row;
  const rangeExtractor = useCallback(
    (range: Range) => {
      const places = defaultRangeExtractor(range);
      const focused = activeRow - 1;
      if (focused < 0 || focused >= range.count || places.includes(focused)) return places;
      return [...places, focused].toSorted((a, b) => a - b);
    },
    [activeRow],
  );
  const virtual = useVirtualizer({
    count: view.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollPaddingStart: rowHeight,
    // The heading stands before the rows and moves each of them down by its own height.
    scrollPaddingEnd: rowHeight,
    overscan: 6,
    initialRect: { width: 720, height },
    useFlushSync: false,
    rangeExtractor,
  });
  useBrowserLayoutEffect(() => virtual.measure(), [virtual, rowHeight]);
  useBrowserLayoutEffect(() => {
    const cell = pendingFocus.current;
    if (cell === undefined) return;
    const target = scroller.current?.querySelector<HTMLElement>(`[data-cell="${cell.row}:${cell.column}"]`);
    if (!target) return;
    pendingFocus.current = undefined;
    target.focus({ preventScroll: true });
  });

  const first = selectable ? 1 : 0;
  const rowPart = part('row').className;
  const cellPart = part('cell').className;
  return (
    <div
      {...part('scroller')}
      ref={scroller}
      role="grid"
      aria-label={t('report.label')}
      aria-rowcount={total + 1}
      aria-colcount={columns}
      aria-multiselectable={selectable || undefined}
      data-layout={isCards ? 'cards' : 'table'}
      data-selectable={selectable || undefined}
      style={{ maxBlockSize: height }}
      onKeyDown={grid.onKeyDown}
      onFocus={(event) => {
        const name = event.target.getAttribute('data-cell')?.split(':').map(Number);
        const [row, column] = name ?? [];
        if (row !== undefined && column !== undefined) grid.setActive({ row, column });
      }}
    >
      <div role="rowgroup" {...part('head')}>
        <div role="row" aria-rowindex={1} className={rowPart}>
          {selectable ? (
            <div role="columnheader" aria-colindex={1} className={cellPart}>
              <input
                type="checkbox"
                className="sms-tick"
                ref={(box) => {
                  if (box) box.indeterminate = selection.size > 0 && !allSelected;
                }}
                checked={allSelected}
                aria-label={t('report.selectAll')}
                tabIndex={grid.active.row === 0 && grid.active.column === 0 ? 0 : -1}
                data-cell="0:0"
                onChange={onToggleAll}
              />
            </div>
          ) : null}
          {COLUMNS.map((column, index) => (
            <div
              key={column}
              role="columnheader"
              aria-colindex={first + index + 1}
              aria-sort={sort?.column === column ? sort.direction : 'none'}
              className={cellPart}
              data-column={column}
            >
              <button
                type="button"
                tabIndex={grid.active.row === 0 && grid.active.column === first + index ? 0 : -1}
                data-cell={`0:${first + index}`}
                onClick={() => onSort(column)}
              >
                {t(column === 'updatedAt' ? 'report.updated' : `report.${column}`)}
                <Icon name={sort?.column === column ? sort.direction : 'sort'} />
              </button>
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="sms-report-body" style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[view[index] ?? -1];
          if (row === undefined) return null;
          return (
            <ReportGridRow
              key={row.number}
              row={row}
              place={index + 1}
              ariaRowIndex={offset + index + 2}
              top={start}
              height={rowHeight}
              now={now}
              selectable={selectable}
              selected={selection?.has(row.number) ?? false}
              activeColumn={activeRow === index + 1 ? grid.active.column : -1}
              rowClassName={rowPart}
              cellClassName={cellPart}
              onToggle={onToggle}
            />
          );
        })}
      </div>
    </div>
  );
}
