export { RecipientsField, type RecipientsFieldPart, type RecipientsFieldProps } from './RecipientsField.js';
export {
  useRecipients,
  type ReadingState,
  type RecipientsChange,
  type RecipientsReason,
  type UseRecipients,
  type UseRecipientsOptions,
} from './useRecipients.js';
