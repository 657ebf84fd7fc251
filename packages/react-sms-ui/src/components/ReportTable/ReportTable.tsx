'use client';
import { forwardRef, useCallback, useMemo, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { downloadLines } from '../../parts/download.js';
import { Icon } from '../../parts/Icon.js';
import { LoadFault } from '../../parts/LoadFault.js';
import { Pager } from '../../parts/Pager.js';
import { partsOf } from '../../parts/part.js';
import { useControlled } from '../../parts/useControlled.js';
import { useSmsUi } from '../../provider/context.js';
import { DELIVERY_STATUSES, type DeliveryStatus, type ReportRow } from '../../report/reportRow.js';
import type { SortColumn } from '../../report/rowIndex.js';
import { reportCsv } from './reportCsv.js';
import { ReportGrid } from './ReportGrid.js';
import type { ReportTablePart, ReportTableProps, ReportView } from './ReportTable.types.js';
import { StatusBar } from './StatusBar.js';
import { useAllNumbers } from './useAllNumbers.js';
import { useReportRows } from './useReportRows.js';

const EVERYTHING: ReportView = { filter: { status: 'all', number: '' }, sort: undefined };
const NOBODY: ReadonlySet<string> = new Set();

/**
 * What became of every recipient of an order, at 50,000 rows as at one: counts that filter, a search for
 * numbers, sorting, selection, CSV, and live states that change in place while the order of the rows is
 * held. A keyboard grid after the ARIA Authoring Practices Guide, with true row numbers; cards where the
 * room is narrower than 480 px.
 */
export const ReportTable = forwardRef<HTMLDivElement, ReportTableProps>(function ReportTable(
  {
    rows,
    pages,
    view: controlledView,
    defaultView,
    onViewChange,
    selectable = false,
    selection: controlledSelection,
    defaultSelection = NOBODY,
    onSelectionChange,
    isLoading = false,
    progress,
    error,
    height = 480,
    downloadable = true,
    classNames,
    className,
    ...rest
  },
  ref,
) {
  const ui = useSmsUi();
  const { t } = ui;
  const part = partsOf<ReportTablePart>('report-table', classNames);
  const [view, setView] = useControlled<ReportView>(controlledView, () => ({
    ...EVERYTHING,
    ...defaultView,
  }));
  const local = pages === undefined ? view : EVERYTHING;
  const shown = useReportRows(rows, local.filter, local.sort);
  const [selection, setSelection] = useControlled(controlledSelection, defaultSelection);
  const allNumbers = useAllNumbers(shown.index, selectable);
  const allSelected = useMemo(
    () => selectable && holdsAll(selection, shown.view, shown.index.rows),
    // oxlint-disable-next-line react/exhaustive-deps -- one pass over 50,000 rows, not one for each update
    [selectable, selection, shown.view, shown.index.generation],
  );
  const counts = useMemo(() => pages?.counts ?? byStatus(shown.index.counts), [pages, shown.index]);
  const total = pages?.total ?? shown.view.length;
  const everyone = DELIVERY_STATUSES.reduce((sum, status) => sum + counts[status], 0);
  const isFiltered = view.filter.status !== 'all' || view.filter.number !== '';
  // Zeros to compare and a search through nothing would only be in the way.
  const isBare = everyone === 0 && !isFiltered;

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
  const shownRows = (): ReportRow[] =>
    Array.from(shown.view, (place) => rows[place]).filter((row) => row !== undefined);

  return (
    <div {...rest} {...part('root', className)} ref={ref} aria-busy={isLoading || undefined}>
      {error === undefined ? null : <LoadFault error={error} />}
      {isBare ? null : (
        <>
          <StatusBar
            counts={counts}
            status={view.filter.status}
            onStatusChange={(status) => change({ ...view, filter: { ...view.filter, status } }, 'status')}
          />
          <div {...part('tools')}>
            <input
              type="search"
              className="sms-input"
              inputMode="tel"
              autoComplete="off"
              aria-label={t('report.searchNumber')}
              placeholder={t('report.searchNumber')}
              value={view.filter.number}
              onChange={(event) =>
                change({ ...view, filter: { ...view.filter, number: event.target.value } }, 'number')
              }
            />
            <span className="sms-report-count" role="status">
              {progress === undefined
                ? isFiltered
                  ? t('report.shownOf', { shown: total, total: everyone })
                  : t('report.shown', { count: total })
                : t('common.partial', { read: progress.read, total: progress.total })}
            </span>
            {selectable && selection.size > 0 ? (
              <span className="sms-report-selected">
                {t('report.selected', { count: selection.size })}
                <Button kind="plain" onClick={() => select(NOBODY, 'clear')}>
                  {t('report.clearSelection')}
                </Button>
              </span>
            ) : null}
            {shown.waiting > 0 ? (
              <Button onClick={shown.showNew}>
                <Icon name="refresh" />
                {t('report.new', { count: shown.waiting })}
              </Button>
            ) : null}
            {downloadable && total > 0 ? (
              <Button
                kind="plain"
                onClick={() => void downloadLines(t('report.fileName'), reportCsv(ui, shownRows()))}
              >
                <Icon name="download" />
                {t('common.download')}
              </Button>
            ) : null}
          </div>
        </>
      )}
      {isLoading && rows.length === 0 ? (
        <>
          {isBare ? <BarSkeleton /> : null}
          <Skeleton />
        </>
      ) : total === 0 && error !== undefined ? null : total === 0 ? (
        <div className="sms-report-empty">
          <p>{isFiltered ? t('report.noMatch') : t('report.empty')}</p>
          {isFiltered ? (
            <Button onClick={() => change({ ...EVERYTHING, sort: view.sort }, 'clear')}>
              {t('report.showAll')}
            </Button>
          ) : null}
        </div>
      ) : (
        <ReportGrid
          rows={rows}
          view={shown.view}
          sort={view.sort}
          onSort={(column) => change({ ...view, sort: nextSort(view, column) }, 'sort')}
          offset={pages === undefined ? 0 : (pages.page - 1) * pages.pageSize}
          total={total}
          height={height}
          selection={selectable ? selection : undefined}
          allSelected={allSelected}
          onToggle={toggle}
          onToggleAll={() => {
            if (allSelected) {
              select(NOBODY, 'all');
              return;
            }
            const isEveryRow = shown.view.length === rows.length;
            const all = isEveryRow ? allNumbers() : numbersAt(shown.view, rows);
            VIEW_OF.set(all, shown.view);
            select(all, 'all');
          }}
          part={part}
        />
      )}
      {pages === undefined ? null : (
        <Pager
          {...part('pages')}
          page={pages.page}
          lastPage={Math.max(1, Math.ceil(pages.total / pages.pageSize))}
          onPageChange={pages.onPageChange}
        />
      )}
    </div>
  );
});

/** The view from which a selection was made: it holds all of it, which need not be asked row by row. */
const VIEW_OF = new WeakMap<ReadonlySet<string>, Uint32Array>();

/** Whether every row at these places is selected; none at all are not all. */
function holdsAll(selection: ReadonlySet<string>, places: Uint32Array, rows: readonly ReportRow[]): boolean {
  if (places.length === 0 || selection.size < places.length) return false;
  return (
    VIEW_OF.get(selection) === places || places.every((place) => selection.has(rows[place]?.number ?? ''))
  );
}

/** The numbers of some places. */
function numbersAt(places: Uint32Array, rows: readonly ReportRow[]): ReadonlySet<string> {
  const numbers = new Set<string>();
  for (const place of places) {
    const row = rows[place];
    if (row !== undefined) numbers.add(row.number);
  }
  return numbers;
}

/** Ascending, descending, the order's own order. */
function nextSort({ sort }: ReportView, column: SortColumn): ReportView['sort'] {
  if (sort?.column !== column) return { column, direction: 'ascending' };
  return sort.direction === 'ascending' ? { column, direction: 'descending' } : undefined;
}

function byStatus(counts: readonly number[]): Record<DeliveryStatus, number> {
  const [delivered = 0, waiting = 0, undelivered = 0, unknown = 0] = counts;
  return { delivered, waiting, undelivered, unknown };
}

/** The bar and the counts that will stand above the table. */
function BarSkeleton(): ReactNode {
  return (
    <div className="sms-report-skeleton-bar" aria-hidden="true">
      <span className="sms-skeleton" />
      <span className="sms-skeleton" />
      <span className="sms-skeleton" />
      <span className="sms-skeleton" />
    </div>
  );
}

const SKELETON_WIDTHS = ['62%', '54%', '66%', '58%', '60%', '52%'];

function Skeleton(): ReactNode {
  const { t } = useSmsUi();
  return (
    <div className="sms-report-skeleton">
      <span className="sms-hidden" role="status">
        {t('common.loading')}
      </span>
      <div aria-hidden="true">
        <span className="sms-skeleton" style={{ inlineSize: '30%' }} />
        <span className="sms-skeleton" style={{ inlineSize: '30%' }} />
        <span className="sms-skeleton" style={{ inlineSize: '30%' }} />
      </div>
      {SKELETON_WIDTHS.map((width) => (
        <div key={width} aria-hidden="true">
          <span className="sms-skeleton" style={{ inlineSize: width }} />
          <span className="sms-skeleton" style={{ maxInlineSize: 84 }} />
          <span className="sms-skeleton" style={{ maxInlineSize: 112 }} />
        </div>
      ))}
    </div>
  );
}
