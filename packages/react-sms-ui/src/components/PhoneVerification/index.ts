export {
  PhoneVerification,
  type PhoneVerificationPart,
  type PhoneVerificationProps,
} from './PhoneVerification.js';
export type {
  PhoneVerificationActions,
  ServerTime,
  UsePhoneVerification,
  VerificationCall,
  VerificationProblem,
} from './PhoneVerification.types.js';
export { usePhoneVerification } from './usePhoneVerification.js';
