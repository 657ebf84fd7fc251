export { ReportTable } from './ReportTable.js';
export { useReportRows, type UseReportRows, type UseReportRowsOptions } from './useReportRows.js';
export type { ReportPages, ReportTablePart, ReportTableProps, ReportView } from './ReportTable.types.js';
