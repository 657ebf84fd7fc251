export {
  ImportReport,
  type ImportReportPart,
  type ImportReportProps,
  type ImportState,
  type RejectedRow,
} from './ImportReport.js';
