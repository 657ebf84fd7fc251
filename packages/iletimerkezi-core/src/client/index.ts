export {
  checkConsentBatch,
  checkConsentQuery,
  consentInputFault,
  MAX_CONSENTS,
  type ConsentCheckOptions,
} from './checks/check-consents.js';
export {
  checkOrder,
  checkOrderHead,
  checkText,
  MAX_RECIPIENTS,
  type OrderCheckOptions,
} from './checks/check-order.js';
export { Faults, plainTextFault, type Checked } from '../faults.js';
export { describeError, errorText } from './describe-error.js';
export { IletimerkeziClient } from './iletimerkezi-client.js';
export type { CallOptions, DebugEvent, IletimerkeziClientOptions } from './options.js';
export { LOCAL_TEXTS } from '../local-texts.js';
export type { Observe, ObservedCall } from './observe.js';
export type { RetryPolicy } from './retry.js';
export type { Fetch, Timeouts } from './transport.js';
export * from '../contract/index.js';
export {
  AbortedError,
  CallError,
  ConnectionError,
  CredentialsError,
  isCallError,
  ProviderError,
  type CallErrorCode,
  type CallErrorDetails,
} from '../call-errors.js';
export { DOCUMENTATION_URL, errorDocUrl } from '../error-docs.js';
export { fillText, type ErrorParams, type ErrorText, type ErrorTexts } from '../error-texts.js';
export {
  IletimerkeziError,
  isIletimerkeziError,
  type IletimerkeziErrorDetails,
  type Outcome,
} from '../errors.js';
export { FAULT_TEXTS, inputFault, type FaultCode, type FaultText, type InputFault } from '../fault-texts.js';
export { InputError, isInputError } from '../input-error.js';
export type { LocalErrorCode } from '../local-texts.js';
