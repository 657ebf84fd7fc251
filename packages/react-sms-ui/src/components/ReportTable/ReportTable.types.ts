import type { ComponentPropsWithoutRef } from 'react';
import type { LoadError } from '../../parts/LoadFault.js';
import type { ClassNames } from '../../parts/part.js';
import type { DeliveryStatus, ReportRow } from '../../report/reportRow.js';
import type { Filter, Sort } from '../../report/rowIndex.js';

/** The parts of a ReportTable that take a class name. */
export type ReportTablePart = 'root' | 'bar' | 'tools' | 'scroller' | 'head' | 'row' | 'cell' | 'pages';

/** What of the report is shown. */
export interface ReportView {
  filter: Filter;
  sort: Sort | undefined;
}

/** One page of a report that the host reads page by page, and sorts and filters at its side. */
export interface ReportPages {
  /** From 1. */
  page: number;
  pageSize: number;
  /** Recipients that match the view, over all pages. */
  total: number;
  /** Recipients by state over the whole order. */
  counts: Readonly<Record<DeliveryStatus, number>>;
  onPageChange: (change: { page: number }) => void;
}

export interface ReportTableProps extends Omit<
  ComponentPropsWithoutRef<'div'>,
  'children' | 'defaultValue' | 'onChange'
> {
  /** All recipients, or those of the page when `pages` is given. Replace rows that change; append new ones. */
  rows: readonly ReportRow[];
  /** Given, the host pages, sorts and filters by `onViewChange`; absent, the table does it over `rows`. */
  pages?: ReportPages;
  /** What is shown, when the host holds it. */
  view?: ReportView;
  defaultView?: Partial<ReportView>;
  onViewChange?: (change: { view: ReportView; reason: 'sort' | 'status' | 'number' | 'clear' }) => void;
  /** Offers a box per row. */
  selectable?: boolean;
  /** Selected numbers, when the host holds them. */
  selection?: ReadonlySet<string>;
  defaultSelection?: ReadonlySet<string>;
  onSelectionChange?: (change: { selection: ReadonlySet<string>; reason: 'row' | 'all' | 'clear' }) => void;
  /** Nothing is known yet: the table shows its skeleton. */
  isLoading?: boolean;
  /** The report is still being read. */
  progress?: { read: number; total: number };
  error?: LoadError;
  /** Height of the scrolling region in px. Default 480. */
  height?: number;
  /** Offers the shown rows as CSV. Default true. */
  downloadable?: boolean;
  classNames?: ClassNames<ReportTablePart>;
}
