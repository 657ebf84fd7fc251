export { consentFaultText, type ConsentCellFaultCode, type ConsentFault } from './fault-texts.js';
export {
  addBusinessDays,
  isBusinessDay,
  isTooOldForProvider,
  LEGAL_BUSINESS_DAYS,
  PROVIDER_DAYS,
  registrationDeadlines,
  type BusinessDayOptions,
  type RegistrationDeadlines,
} from './deadlines.js';
export { HOLIDAY_YEARS, holidayAt, holidayOn, type Holiday } from './holidays.js';
export {
  isConsentRecipient,
  parseConsentRecipient,
  type ConsentRecipient,
  type ConsentRecipientOptions,
  type ConsentRecipientResult,
} from './recipient.js';
export {
  CONSENT_FINDING_TEXTS,
  reviewConsent,
  reviewParsedConsent,
  type ConsentCandidate,
  type ConsentError,
  type ConsentFinding,
  type ConsentReview,
  type ConsentWarning,
  type KnownConsent,
  type ReviewContext,
} from './rules.js';
export { compareConsents, consentCountsFrom, type DatedDecision } from './standing.js';
export {
  CONSENT_CHANNELS,
  CONSENT_SOURCES,
  CONSENT_STATUSES,
  isConsentChannel,
  isConsentSource,
  isConsentStatus,
  isRecipientType,
  RECIPIENT_TYPES,
  type Term,
} from './vocabulary.js';
