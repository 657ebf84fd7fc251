export {
  FINAL_REPORT_STATES,
  RECIPIENT_STATUSES,
  REPORT_STATES,
  type CampaignDetail,
  type CampaignReport,
  type RecipientStatus,
  type ReportCounts,
  type ReportEvent,
  type ReportFault,
  type ReportOrder,
  type ReportState,
} from './campaign-report.js';
export type { ComposedMessage } from './composed-message.js';
export type { ConsentEvidence, ConsentTick } from './consent-evidence.js';
export {
  deliveryStatusOf,
  type DeliveryReportStatus,
  type DeliveryStatus,
} from '../contract/delivery-status.js';
export { ORDER_STATES, type OrderState } from './order-state.js';
export {
  PHONE_VERIFICATION_PHONE_FAULTS,
  type PhoneVerificationAnswer,
  type PhoneVerificationCancelAnswer,
  type PhoneVerificationChannel,
  type PhoneVerificationCheckAnswer,
  type PhoneVerificationCheckBody,
  type PhoneVerificationExpired,
  type PhoneVerificationIdBody,
  type PhoneVerificationInvalidPhone,
  type PhoneVerificationLimited,
  type PhoneVerificationLocale,
  type PhoneVerificationLocked,
  type PhoneVerificationPending,
  type PhoneVerificationPhoneFault,
  type PhoneVerificationResendAnswer,
  type PhoneVerificationSent,
  type PhoneVerificationStartAnswer,
  type PhoneVerificationStartBody,
  type PhoneVerificationStatus,
  type PhoneVerificationUnavailable,
  type PhoneVerificationUsed,
  type PhoneVerificationVerified,
  type PhoneVerificationWrong,
} from './phone-verification.js';
export type { MessagePreview } from './message-preview.js';
export {
  SAVED_TEMPLATE_LIMITS,
  type SavedTemplate,
  type SavedTemplateContent,
  type SavedTemplateList,
  type SavedTemplateStatus,
  type SavedText,
  type SavedTextChange,
  type SavedTextResult,
  type TemplateToSave,
  toSavedTextChange,
} from './saved-template.js';
export type { SubmitResult } from './submit-result.js';
export type { TestMessage } from './test-message.js';
