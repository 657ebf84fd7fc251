export { ConsentForm } from './ConsentForm.js';
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
