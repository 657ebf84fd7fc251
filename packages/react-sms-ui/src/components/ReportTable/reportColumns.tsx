'use client';
import type { ReactNode } from 'react';
import { formatPhone } from '../../i18n/format.js';
import { knownStatus, StatusMark } from '../../parts/StatusMark.js';
import type { SmsUi } from '../../provider/context.js';
import type { ReportRow } from '../../report/reportRow.js';
import type { SortColumn } from '../../report/rowIndex.js';
import { ChangeTime } from './ChangeTime.js';
import { Credits, ReasonButton } from './cells.js';
import type { ReasonOf } from './reportReason.js';
import type { ReportColumn } from './ReportTable.types.js';

/** Attributes of the element in a cell that takes the focus. */
export interface FocusProps {
  tabIndex: number;
  'data-cell': string;
}

/** What the cells of a row are displayed with. */
export interface CellContext {
  now: number | undefined;
  reasonOf: ReasonOf;
  /** Displays the complete reason of a row beside an element. */
  onExplain: (row: ReportRow, source: HTMLElement) => void;
}

/** What the cells of an exported row are written with. */
export interface ExportContext extends Pick<SmsUi, 't'> {
  reasonOf: ReasonOf;
  timeOf: (moment: number) => string;
}

/** The heading of a column. */
type Title = `report.${'number' | 'status' | 'code' | 'reason' | 'updated' | 'cost' | 'credits'}`;

/** A column: the grid, its cards, the export and the choice of columns read it. The style sheet has its width. */
export interface GridColumn {
  readonly key: ReportColumn;
  readonly title: Title;
  readonly sort?: SortColumn;
  /** Line of a card, from 0. */
  readonly line: number;
  /** Whether the cell of a row contains a control, which then takes the focus. */
  readonly hasControl?: (row: ReportRow, context: CellContext) => boolean;
  readonly render: (row: ReportRow, context: CellContext, focus: FocusProps) => ReactNode;
  /** The cells of an exported row. */
  readonly exported: readonly {
    readonly title: Title;
    readonly write: (row: ReportRow, context: ExportContext) => string;
  }[];
}

const textOf = (value: number | undefined): string => (value === undefined ? '' : String(value));

const FIXED_COLUMNS: readonly GridColumn[] = [
  {
    key: 'number',
    title: 'report.number',
    sort: 'number',
    line: 0,
    render: ({ number }) => formatPhone(number),
    // Digits, which spreadsheets neither shorten nor evaluate.
    exported: [{ title: 'report.number', write: ({ number }) => number.replace(/^\+/, '') }],
  },
  {
    key: 'status',
    title: 'report.status',
    sort: 'status',
    line: 0,
    render: ({ status, statusCode }) => <StatusMark status={status} code={statusCode} />,
    exported: [
      { title: 'report.status', write: ({ status }, { t }) => t(`status.${knownStatus(status)}`) },
      { title: 'report.code', write: ({ statusCode }) => textOf(statusCode) },
    ],
  },
];

/** The columns that can be hidden, in their order. */
export const OPTIONAL_COLUMNS: readonly GridColumn[] = [
  {
    key: 'reason',
    title: 'report.reason',
    line: 2,
    hasControl: (row, { reasonOf }) => reasonOf(row) !== undefined,
    render: (row, { reasonOf, onExplain }, focus) => (
      <ReasonButton reason={reasonOf(row)} onExplain={(source) => onExplain(row, source)} focus={focus} />
    ),
    exported: [
      {
        title: 'report.reason',
        write: (row, { reasonOf }) => reasonOf(row)?.texts.join(' ') ?? '',
      },
    ],
  },
  {
    key: 'updatedAt',
    title: 'report.updated',
    sort: 'updatedAt',
    line: 1,
    render: ({ updatedAt }, { now }) => <ChangeTime time={updatedAt} now={now} />,
    exported: [
      {
        title: 'report.updated',
        write: ({ updatedAt }, { timeOf }) => (updatedAt === undefined ? '' : timeOf(updatedAt)),
      },
    ],
  },
  {
    key: 'credits',
    title: 'report.cost',
    sort: 'credits',
    line: 1,
    render: ({ credits }) => <Credits credits={credits} />,
    exported: [{ title: 'report.credits', write: ({ credits }) => textOf(credits) }],
  },
];

/** The columns that are displayed without a choice of the host. */
export const DEFAULT_COLUMNS: readonly ReportColumn[] = ['number', 'status', 'updatedAt'];

/** Returns the columns to display for a choice, in their order: number and status are always displayed. */
export const columnsOf = (chosen: readonly ReportColumn[]): readonly GridColumn[] => [
  ...FIXED_COLUMNS,
  ...OPTIONAL_COLUMNS.filter(({ key }) => chosen.includes(key)),
];
