export { FileFormatError, type FileFault } from './file-format-error.js';
export type { Delimiter } from './csv.js';
export {
  parseRecipients,
  readRecipients,
  type RecipientList,
  type RecipientListOptions,
  type RecipientRow,
} from './recipients.js';
export type { TextOptions, TextSource } from './text-source.js';
