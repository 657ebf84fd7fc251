'use client';
import { forwardRef, useMemo, useRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { columnChooser } from '../../parts/columnChooserModule.js';
import { downloadLines } from '../../parts/download.js';
import { activeElementOf } from '../../parts/findById.js';
import { Icon } from '../../parts/Icon.js';
import { LoadFault } from '../../parts/LoadFault.js';
import { Pager } from '../../parts/Pager.js';
import { partsOf } from '../../parts/part.js';
import { useControlled } from '../../parts/useControlled.js';
import { useSmsUi } from '../../provider/context.js';
import type { ReportRow } from '../../report/reportRow.js';
import { columnsOf, DEFAULT_COLUMNS, OPTIONAL_COLUMNS } from './reportColumns.js';
import { reportCsv } from './reportCsv.js';
import { ReportGrid } from './ReportGrid.js';
import { BarSkeleton, ReportSkeleton } from './ReportSkeleton.js';
import { useReasons } from './reportReason.js';
import type { ReportColumn, ReportTablePart, ReportTableProps } from './ReportTable.types.js';
import { StatusBar } from './StatusBar.js';
import { useReportRows } from './useReportRows.js';

/**
 * Lists the delivery state of each recipient, for one row as for 50,000: counts that filter, a search for numbers, sorting,
 * selection, a choice of columns, CSV, and live states that change in place while the order is held. A keyboard grid after the ARIA Authoring
 * Practices Guide with the absolute row numbers; cards below a width of 480 px. Built on `useReportRows`.
 */
export const ReportTable = forwardRef<HTMLDivElement, ReportTableProps>(function ReportTable(
  {
    rows,
    pages,
    view,
    defaultView,
    onViewChange,
    columnChoice = false,
    columns: givenColumns,
    defaultColumns = DEFAULT_COLUMNS,
    onColumnsChange,
    selectable = false,
    selection,
    defaultSelection,
    onSelectionChange,
    renderActions,
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
  const report = useReportRows({
    rows,
    pages,
    view,
    defaultView,
    onViewChange,
    selectable,
    selection,
    defaultSelection,
    onSelectionChange,
  });
  const { matching, total, isFiltered, newRows } = report;
  // Without rows there is nothing to compare or to search.
  const isEmpty = total === 0 && !isFiltered;
  const [chosen, setChosen] = useControlled<readonly ReportColumn[]>(givenColumns, defaultColumns);
  const columns = useMemo(() => columnsOf(chosen), [chosen]);
  const chooser = columnChooser.useModule(columnChoice !== false);
  const reasonOf = useReasons(chosen.includes('reason'));
  const download = (some: readonly ReportRow[]): void =>
    void downloadLines(t('report.fileName'), reportCsv({ ui, columns, reasonOf }, some));
  const changeColumns = (next: readonly ReportColumn[]): void => {
    setChosen(next);
    onColumnsChange?.({ columns: next });
  };
  const actions = useRef<HTMLDivElement>(null);
  const clearSelection = (): void => {
    const bar = actions.current;
    // The bar is removed with the selection, and with it the focused button.
    if (bar?.contains(activeElementOf(bar))) {
      bar.parentElement?.querySelector<HTMLElement>('[role=grid] [tabindex="0"]')?.focus();
    }
    report.clearSelection();
  };
  const downloadSelected = (): void => download(rows.filter(({ number }) => report.selection.has(number)));

  const contents = (): ReactNode => {
    if (isLoading && rows.length === 0) {
      return (
        <>
          {isEmpty ? <BarSkeleton /> : null}
          <ReportSkeleton columns={columns} />
        </>
      );
    }
    if (matching > 0) {
      return (
        <ReportGrid
          report={report}
          columns={columns}
          reasonOf={reasonOf}
          offset={pages === undefined ? 0 : (pages.page - 1) * pages.pageSize}
          height={height}
          selectable={selectable}
          part={part}
        />
      );
    }
    if (error !== undefined) return null;
    return (
      <div className="sms-report-empty">
        <p>{isFiltered ? t('report.noMatch') : t('report.empty')}</p>
        {isFiltered ? <Button onClick={report.clearFilter}>{t('report.showAll')}</Button> : null}
      </div>
    );
  };

  return (
    <div {...rest} {...part('root', className)} ref={ref} aria-busy={isLoading || undefined}>
      {error === undefined ? null : <LoadFault error={error} />}
      {isEmpty ? null : (
        <>
          <StatusBar report={report} />
          <div {...part('tools')}>
            <input
              {...report.getSearchProps()}
              className="sms-input"
              aria-label={t('report.searchNumber')}
              placeholder={t('report.searchNumber')}
            />
            <span className="sms-report-count" role="status">
              {progress === undefined
                ? isFiltered
                  ? t('report.shownOf', { shown: matching, total })
                  : t('report.shown', { count: matching })
                : t('common.partial', { read: progress.read, total: progress.total })}
            </span>
            {newRows > 0 ? (
              <Button onClick={report.showNew}>
                <Icon name="refresh" />
                <span>{t('report.new', { count: newRows })}</span>
              </Button>
            ) : null}
            {columnChoice === false ? null : chooser === null ? (
              <Button className="sms-chip" disabled>
                <span>{t('common.columns')}</span>
                <Icon name="chevron" />
              </Button>
            ) : (
              <chooser.ColumnChooser
                columns={OPTIONAL_COLUMNS.filter(
                  ({ key }) => columnChoice === true || columnChoice.includes(key),
                ).map(({ key, title }) => ({ value: key, label: t(title) }))}
                shown={chosen}
                onChange={changeColumns}
              />
            )}
            {downloadable && matching > 0 ? (
              <Button kind="plain" onClick={() => download(report.shownRows())}>
                <Icon name="download" />
                <span>{t('common.download')}</span>
              </Button>
            ) : null}
          </div>
          {selectable && report.selection.size > 0 ? (
            <div {...part('actions')} ref={actions} role="group" aria-label={t('report.actions')}>
              <span role="status">{t('report.selected', { count: report.selection.size })}</span>
              {renderActions?.({ selection: report.selection, clearSelection })}
              {downloadable && pages === undefined ? (
                <Button kind="plain" onClick={downloadSelected}>
                  <Icon name="download" />
                  <span>{t('report.downloadSelected')}</span>
                </Button>
              ) : null}
              <Button kind="plain" onClick={clearSelection}>
                {t('report.clearSelection')}
              </Button>
            </div>
          ) : null}
        </>
      )}
      {contents()}
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
