export { reportViewFromQuery, reportViewToQuery } from './reportView.js';
export { ReportTable } from './ReportTable.js';
export { useReportRows, type UseReportRows, type UseReportRowsOptions } from './useReportRows.js';
export type {
  ReportColumn,
  ReportPages,
  ReportTablePart,
  ReportTableProps,
  ReportView,
} from './ReportTable.types.js';
