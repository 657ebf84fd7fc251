'use client';
import { memo, useState, type CSSProperties, type ReactNode } from 'react';
import { formatPhone } from '../../i18n/format.js';
import { isoTime } from '../../parts/day.js';
import { StatusMark } from '../../parts/StatusMark.js';
import { useSmsUi } from '../../provider/context.js';
import type { DeliveryStatus, ReportRow } from '../../report/reportRow.js';

interface ReportGridRowProps {
  row: ReportRow;
  /** The row in the grid, from 1; the header is 0. */
  place: number;
  /** The row over all pages including the header, from 1. */
  ariaRowIndex: number;
  /** Undefined in the markup of a server, where the rows follow each other. */
  top: number | undefined;
  height: number;
  now: number | undefined;
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
  place,
  ariaRowIndex,
  top,
  height,
  now,
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
      <div {...cell(first)} {...focusable(first)} data-column="number" dir="ltr">
        {phone}
      </div>
      <div {...cell(first + 1)} {...focusable(first + 1)} data-column="status">
        <StatusMark status={row.status} code={row.statusCode} />
      </div>
      <div {...cell(first + 2)} {...focusable(first + 2)} data-column="updatedAt">
        <ChangeTime time={row.updatedAt} now={now} />
      </div>
    </div>
  );
});

function useChanges(status: DeliveryStatus): number {
  const [seen, setSeen] = useState({ status, changes: 0 });
  if (seen.status !== status) setSeen({ status, changes: seen.changes + 1 });
  return seen.changes;
}

const DAY = 86_400_000;

interface ChangeTimeProps {
  time: number | undefined;
  now: number | undefined;
}

/** Displays relative time, with the exact time on hover and focus; for changes older than a day, the exact time. */
const ChangeTime = memo(function ChangeTime({ time, now }: ChangeTimeProps): ReactNode {
  const { format } = useSmsUi();
  if (time === undefined || Number.isNaN(time)) return <span className="sms-code">–</span>;
  const exact = format.dateTime(time);
  const isRecent = now !== undefined && now - time < DAY;
  return (
    <time dateTime={isoTime(time)} data-recent={isRecent || undefined}>
      {isRecent ? (
        <span className="sms-time-relative">{format.relative(Math.min(time, now), now)}</span>
      ) : null}
      <span className="sms-time-exact">{exact}</span>
    </time>
  );
});
