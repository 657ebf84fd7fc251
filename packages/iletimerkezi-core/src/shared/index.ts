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
export type {
  PhoneVerificationCancelAnswer,
  PhoneVerificationChannel,
  PhoneVerificationCheckAnswer,
  PhoneVerificationCheckBody,
  PhoneVerificationExpired,
  PhoneVerificationIdBody,
  PhoneVerificationLimited,
  PhoneVerificationLocale,
  PhoneVerificationLocked,
  PhoneVerificationPhoneFault,
  PhoneVerificationResendAnswer,
  PhoneVerificationSent,
  PhoneVerificationStartAnswer,
  PhoneVerificationStartBody,
  PhoneVerificationStatus,
  PhoneVerificationUnavailable,
  PhoneVerificationUsed,
} from './phone-verification.js';
export type { SubmitResult } from './submit-result.js';
