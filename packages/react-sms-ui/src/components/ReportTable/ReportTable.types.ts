import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import type { LoadError } from '../../parts/LoadFault.js';
import type { ClassNames } from '../../parts/part.js';
import type { DeliveryStatus, ReportRow } from '../../report/reportRow.js';
import type { Filter, Sort } from '../../report/rowIndex.js';

/** The parts of a ReportTable that take a class name. */
export type ReportTablePart =
  | 'root'
  | 'bar'
  | 'tools'
  | 'actions'
  | 'scroller'
  | 'head'
  | 'row'
  | 'cell'
  | 'reason'
  | 'pages';

/** The columns of a ReportTable. Number and status are always displayed. */
export type ReportColumn = 'number' | 'status' | 'reason' | 'updatedAt' | 'credits';

/** Filter and sort of a report. */
export interface ReportView {
  filter: Filter;
  sort: Sort | undefined;
}

/** One page of a report that the host pages, sorts and filters. */
export interface ReportPages {
  /** Page number, from 1. */
  page: number;
  pageSize: number;
  /** Number of recipients that match the view, over all pages. */
  total: number;
  /** Number of recipients per state, over the report. */
  counts: Readonly<Record<DeliveryStatus, number>>;
  onPageChange: (change: { page: number }) => void;
}

export interface ReportTableProps extends Omit<
  ComponentPropsWithoutRef<'div'>,
  'children' | 'defaultValue' | 'onChange'
> {
  /** All recipients, or those of one page with `pages`. Replace the objects of changed rows and append new rows. */
  rows: readonly ReportRow[];
  /** With it, the host pages, sorts and filters by `onViewChange`. Without it, the table sorts and filters `rows`. */
  pages?: ReportPages;
  /** The filter and sort, where the host holds them. */
  view?: ReportView;
  defaultView?: Partial<ReportView>;
  onViewChange?: (change: { view: ReportView; reason: 'sort' | 'status' | 'number' | 'clear' }) => void;
  /** Offers a choice of columns, of all that can be hidden or of the given ones. */
  columnChoice?: boolean | readonly ReportColumn[];
  /** The displayed columns, where the host holds them. Number and status are always displayed. */
  columns?: readonly ReportColumn[];
  /** Default: number, status and time. */
  defaultColumns?: readonly ReportColumn[];
  onColumnsChange?: (change: { columns: readonly ReportColumn[] }) => void;
  /** Displays a checkbox per row. */
  selectable?: boolean;
  /** Selected numbers, where the host holds them. */
  selection?: ReadonlySet<string>;
  defaultSelection?: ReadonlySet<string>;
  onSelectionChange?: (change: { selection: ReadonlySet<string>; reason: 'row' | 'all' | 'clear' }) => void;
  /**
   * Renders buttons for the selected recipients, such as "block", in a bar that is displayed while there is a selection. The
   * selection may contain numbers that the filter hides, or that are on another page.
   */
  renderActions?: (context: { selection: ReadonlySet<string>; clearSelection: () => void }) => ReactNode;
  /** Displays a skeleton while there are no rows. */
  isLoading?: boolean;
  /** Progress of loading the report. */
  progress?: { read: number; total: number };
  error?: LoadError;
  /** Height of the scrolling region in px. Default 480. */
  height?: number;
  /** Offers the displayed rows and columns as CSV. Default true. */
  downloadable?: boolean;
  classNames?: ClassNames<ReportTablePart>;
}
