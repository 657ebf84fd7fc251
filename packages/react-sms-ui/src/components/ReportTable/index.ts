export { ReportTable } from './ReportTable.js';
export type { ReportPages, ReportTablePart, ReportTableProps, ReportView } from './ReportTable.types.js';
