export { RecipientsField, type RecipientsFieldPart, type RecipientsFieldProps } from './RecipientsField.js';
export type { RecipientsChange, RecipientsReason } from './useRecipients.js';
