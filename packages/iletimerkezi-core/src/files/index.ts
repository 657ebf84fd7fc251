export type {
  ConsentCellFault,
  ConsentDefaults,
  ConsentField,
  ConsentFileBatch,
  ConsentFileFormat,
  ConsentFileRow,
  RejectedConsentRow,
} from './consent-file.js';
export type { ChosenColumns, FoundColumns } from './consent-columns.js';
export type { RecipientFault } from './cell-numbers.js';
export { csvLine, csvLines, guardCell, toCsv, type CsvWriteOptions } from './csv-writer.js';
export type { Delimiter } from './delimiter.js';
export { FILE_TEXTS, FileFormatError, type FileFault, type FileFaultDetails } from './file-format-error.js';
export { foldHeader } from '../fold-header.js';
export { columnLetter, type ListColumn, type ListColumns } from './phone-column.js';
export { NETMERA_PLATFORMS, type PlatformSources } from './platforms.js';
export { readConsents, type ReadConsentsOptions } from './read-consents.js';
export {
  parseRecipients,
  readRecipients,
  type RecipientList,
  type RecipientListOptions,
  type RecipientRow,
  type RowCells,
} from './recipients.js';
export type { TextOptions, TextSource } from './text-source.js';
export { writeConsents, type ConsentToWrite, type WriteConsentsOptions } from './write-consents.js';
