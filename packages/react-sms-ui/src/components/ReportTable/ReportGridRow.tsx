'use client';
import { memo, useState, type CSSProperties, type ReactNode } from 'react';
import { formatPhone } from '../../i18n/format.js';
import { useSmsUi } from '../../provider/context.js';
import type { DeliveryStatus, ReportRow } from '../../report/reportRow.js';
import type { CellContext, GridColumn } from './reportColumns.js';

interface ReportGridRowProps extends CellContext {
  row: ReportRow;
  columns: readonly GridColumn[];
  /** The row in the grid, from 1; the header is 0. */
  place: number;
  /** The row over all pages including the header, from 1. */
  ariaRowIndex: number;
  /** Undefined in the markup of a server, where the rows follow each other. */
  top: number | undefined;
  height: number;
  selectable: boolean;
  selected: boolean;
  /** The focusable column, or -1. */
  activeColumn: number;
  rowClassName: string;
  cellClassName: string;
  onToggle: (number: string) => void;
}

/** One recipient. The row is tinted briefly when its state changes. */
export const ReportGridRow = memo(function ReportGridRow({
  row,
  columns,
  place,
  ariaRowIndex,
  top,
  height,
  now,
  reasonOf,
  onExplain,
  selectable,
  selected,
  activeColumn,
  rowClassName,
  cellClassName,
  onToggle,
}: ReportGridRowProps): ReactNode {
  const { t } = useSmsUi();
  const changes = useChanges(row.status);
  const phone = formatPhone(row.number);
  const first = selectable ? 1 : 0;
  const style: CSSProperties | undefined =
    top === undefined ? undefined : { blockSize: height, transform: `translateY(${top}px)` };
  const context: CellContext = { now, reasonOf, onExplain };
  const cell = (column: number) => ({
    role: 'gridcell',
    className: cellClassName,
    'data-slot': 'report-table-cell',
    'aria-colindex': column + 1,
  });
  const focusable = (column: number) => ({
    tabIndex: activeColumn === column ? 0 : -1,
    'data-cell': `${place}:${column}`,
  });
  return (
    <div
      role="row"
      className={rowClassName}
      data-slot="report-table-row"
      aria-rowindex={ariaRowIndex}
      aria-selected={selectable ? selected : undefined}
      data-changed={changes === 0 ? undefined : changes % 2 === 0 ? 'even' : 'odd'}
      style={style}
    >
      {selectable ? (
        <div {...cell(0)}>
          <input
            {...focusable(0)}
            type="checkbox"
            className="sms-tick"
            checked={selected}
            aria-label={t('report.selectRow', { number: phone })}
            onChange={() => onToggle(row.number)}
          />
        </div>
      ) : null}
      {columns.map(({ key, hasControl, render }, index) => {
        const focus = focusable(first + index);
        return (
          <div
            key={key}
            {...cell(first + index)}
            {...(hasControl?.(row, context) === true ? undefined : focus)}
            data-column={key}
            dir={key === 'number' ? 'ltr' : undefined}
          >
            {render(row, context, focus)}
          </div>
        );
      })}
    </div>
  );
});

function useChanges(status: DeliveryStatus): number {
  const [seen, setSeen] = useState({ status, changes: 0 });
  if (seen.status !== status) setSeen({ status, changes: seen.changes + 1 });
  return seen.changes;
}
