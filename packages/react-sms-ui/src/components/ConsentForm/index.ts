export { ConsentForm } from './ConsentForm.js';
export type { FormText } from './consentRecord.js';
export {
  useConsentForm,
  type ConsentOptionProps,
  type ConsentEntry,
  type ConsentFault,
  type Receipt,
  type UseConsentForm,
  type UseConsentFormOptions,
} from './useConsentForm.js';
export type {
  ConsentBrand,
  ConsentContact,
  ConsentDecision,
  ConsentFormEvidence,
  ConsentFormPart,
  ConsentFormProps,
  ConsentFormRecord,
  ConsentOutcome,
  ConsentStatement,
  PrivacyNotice,
} from './ConsentForm.types.js';
