'use client';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { Icon } from '../../parts/Icon.js';
import type { PartProps } from '../../parts/part.js';
import { useHydrated } from '../../provider/useHydrated.js';
import { useNarrow } from '../../parts/useNarrow.js';
import { usePrinting } from '../../parts/usePrinting.js';
import { useNow, useSmsUi } from '../../provider/context.js';
import type { ReportRow } from '../../report/reportRow.js';
import type { CellContext, GridColumn } from './reportColumns.js';
import { ReportGridRow } from './ReportGridRow.js';
import type { ReasonOf } from './reportReason.js';
import type { ReportTablePart } from './ReportTable.types.js';
import { useGridKeys, type Cell } from './useGridKeys.js';
import type { UseReportRows } from './useReportRows.js';

interface ReportGridProps {
  report: UseReportRows;
  columns: readonly GridColumn[];
  reasonOf: ReasonOf;
  /** Number of rows before the first one of this page. */
  offset: number;
  height: number;
  selectable: boolean;
  part: (part: ReportTablePart, extra?: string) => PartProps;
}

const ROW_HEIGHTS = { comfortable: 44, compact: 32 } as const;
const CARD_PADDING = 16;
const CARD_LINE = 24;
const CARDS_BELOW = 480;
/** Firefox ignores the height of an element from 17,895,698 px on. */
const MAX_HEIGHT = 17_000_000;
/** Rows that are printed: about 25 pages. The CSV has all of them. */
const PRINTED_ROWS = 1_000;

// React 18.3 warns about layout effects on the server, where there is no focus.
const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** Renders the rows in view, and the one that has the focus. */
export function ReportGrid({
  report,
  columns,
  reasonOf,
  offset,
  height,
  selectable,
  part,
}: ReportGridProps): ReactNode {
  const { t, density } = useSmsUi();
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const isPrinting = usePrinting();
  // Rows follow each other on paper and in markup of the server; otherwise each has a position of its own.
  const isPositioned = useHydrated() && !isPrinting;
  const isCards = useNarrow(scroller, CARDS_BELOW);
  const rowHeight = isCards ? cardHeight(columns) : ROW_HEIGHTS[density];
  const { positions, selection } = report;
  const { sort, filter } = report.view;
  const rowCount = Math.min(positions.length, isPrinting ? PRINTED_ROWS : Math.floor(MAX_HEIGHT / rowHeight));
  const columnCount = columns.length + (selectable ? 1 : 0);
  const pendingFocus = useRef<Cell | undefined>(undefined);

  const grid = useGridKeys(rowCount, columnCount, Math.max(1, Math.floor(height / rowHeight) - 2), (cell) => {
    pendingFocus.current = cell;
    if (cell.row > 0) virtual.scrollToIndex(cell.row - 1);
    else virtual.scrollToOffset(0);
  });
  const activeRow = grid.active.row;
  const rangeExtractor = useCallback(
    (range: Range) => {
      if (isPrinting) return Array.from({ length: range.count }, (_, index) => index);
      const places = defaultRangeExtractor(range);
      const focused = activeRow - 1;
      if (focused < 0 || focused >= range.count || places.includes(focused)) return places;
      return [...places, focused].toSorted((a, b) => a - b);
    },
    [activeRow, isPrinting],
  );
  const virtual = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollPaddingStart: rowHeight,
    // The header is above the rows in the same scroller and moves each of them down by its height.
    scrollPaddingEnd: rowHeight,
    overscan: 6,
    initialRect: { width: 720, height },
    useFlushSync: false,
    rangeExtractor,
  });
  useBrowserLayoutEffect(() => virtual.measure(), [virtual, rowHeight]);
  const shownView = useRef({ sort, filter });
  useBrowserLayoutEffect(() => {
    if (shownView.current.sort === sort && shownView.current.filter === filter) return;
    shownView.current = { sort, filter };
    virtual.scrollToOffset(0);
  }, [virtual, sort, filter]);
  useBrowserLayoutEffect(() => {
    const cell = pendingFocus.current;
    if (cell === undefined) return;
    const target = scroller.current?.querySelector<HTMLElement>(`[data-cell="${cell.row}:${cell.column}"]`);
    if (!target) return;
    pendingFocus.current = undefined;
    target.focus({ preventScroll: true });
  });

  const panel = useRef<HTMLDivElement>(null);
  const [explainedRow, setExplainedRow] = useState<ReportRow>();
  const explained = explainedRow && reasonOf(explainedRow);
  const explain: CellContext['onExplain'] = useCallback((row, source) => {
    setExplainedRow(row);
    panel.current?.togglePopover({ source });
  }, []);

  const first = selectable ? 1 : 0;
  const focusable = (column: number) => ({
    tabIndex: grid.active.row === 0 && grid.active.column === column ? 0 : -1,
    'data-cell': `0:${column}`,
  });
  const rowPart = part('row').className;
  const cellPart = part('cell').className;
  const table = (
    <div
      {...part('scroller')}
      ref={scroller}
      role="grid"
      aria-label={t('report.label')}
      aria-rowcount={report.matching + 1}
      aria-colcount={columnCount}
      aria-multiselectable={selectable || undefined}
      data-layout={isCards ? 'cards' : 'table'}
      data-selectable={selectable || undefined}
      data-columns={columns.map(({ key }) => key).join(' ')}
      data-static={isPositioned ? undefined : true}
      style={isPositioned ? { maxBlockSize: height } : undefined}
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
                {...report.getSelectAllProps()}
                className="sms-tick"
                aria-label={t('report.selectAll')}
                {...focusable(0)}
              />
            </div>
          ) : null}
          {columns.map(({ key, title, sort: sortColumn }, index) => (
            <div
              key={key}
              role="columnheader"
              aria-colindex={first + index + 1}
              {...(sortColumn === undefined ? focusable(first + index) : report.getHeaderProps(sortColumn))}
              className={cellPart}
              data-column={key}
            >
              {sortColumn === undefined ? (
                t(title)
              ) : (
                <button {...report.getSortProps(sortColumn)} {...focusable(first + index)}>
                  <span>{t(title)}</span>
                  <Icon name={sort?.column === sortColumn ? sort.direction : 'sort'} />
                </button>
              )}
            </div>
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        className="sms-report-body"
        style={isPositioned ? { blockSize: virtual.getTotalSize() } : undefined}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = report.rowAt(index);
          if (row === undefined) return null;
          return (
            <ReportGridRow
              key={row.number}
              row={row}
              place={index + 1}
              ariaRowIndex={offset + index + 2}
              top={isPositioned ? start : undefined}
              height={rowHeight}
              columns={columns}
              now={now}
              reasonOf={reasonOf}
              onExplain={explain}
              selectable={selectable}
              selected={selection.has(row.number)}
              activeColumn={activeRow === index + 1 ? grid.active.column : -1}
              rowClassName={rowPart}
              cellClassName={cellPart}
              onToggle={report.toggle}
            />
          );
        })}
      </div>
    </div>
  );
  return (
    <>
      {rowCount < positions.length ? (
        <p className="sms-hint">{t('report.limit', { count: rowCount })}</p>
      ) : null}
      {table}
      <div {...part('reason', 'sms-popup-panel')} ref={panel} popover="auto">
        {explained === undefined ? null : (
          <>
            {explained.texts.map((text) => (
              <p key={text}>{text}</p>
            ))}
            <p className="sms-code">{t('common.code', { code: String(explained.code) })}</p>
          </>
        )}
      </div>
    </>
  );
}

/** The height of a card, by the lines that its columns take. */
function cardHeight(columns: readonly GridColumn[]): number {
  return CARD_PADDING + CARD_LINE * new Set(columns.map(({ line }) => line)).size;
}
