export type {
  ConsentCellFault,
  ConsentDefaults,
  ConsentField,
  ConsentFileBatch,
  ConsentFileFormat,
  ConsentFileRow,
  RejectedConsentRow,
} from './consent-file.js';
export type { Delimiter } from './csv.js';
export { guardCell } from './cells.js';
export { FileFormatError, type FileFault, type FileFaultDetails } from './file-format-error.js';
export { NETMERA_PLATFORMS, type PlatformSources } from './platforms.js';
export { readConsents, type ReadConsentsOptions } from './read-consents.js';
export {
  parseRecipients,
  readRecipients,
  type RecipientList,
  type RecipientListOptions,
  type RecipientRow,
} from './recipients.js';
export type { TextOptions, TextSource } from './text-source.js';
export { writeConsents, type ConsentToWrite, type WriteConsentsOptions } from './write-consents.js';
