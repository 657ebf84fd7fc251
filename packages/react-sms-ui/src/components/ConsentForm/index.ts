export { ConsentForm } from './ConsentForm.js';
export type {
  ConsentBrand,
  ConsentContact,
  ConsentDecision,
  ConsentEvidence,
  ConsentFormPart,
  ConsentFormProps,
  ConsentFormRecord,
  ConsentStatement,
  PrivacyNotice,
} from './ConsentForm.types.js';
