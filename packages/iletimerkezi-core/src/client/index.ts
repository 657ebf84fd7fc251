export {
  checkConsentBatch,
  checkConsentQuery,
  MAX_CONSENTS,
  type ConsentCheckOptions,
} from './checks/check-consents.js';
export { checkOrder, MAX_RECIPIENTS, type OrderCheckOptions } from './checks/check-order.js';
export { Faults, plainTextFault, type Checked, type FaultText } from './checks/faults.js';
export { describeError } from './describe-error.js';
export { IletimerkeziClient } from './iletimerkezi-client.js';
export type { CallOptions, DebugEvent, IletimerkeziClientOptions } from './options.js';
export { LOCAL_TEXTS } from './local-texts.js';
export type { Observe, ObservedCall } from './observe.js';
export type { RetryPolicy } from './retry.js';
export type { Fetch, Timeouts } from './transport.js';
export * from '../contract/index.js';
export {
  InputError,
  IletimerkeziError,
  isIletimerkeziError,
  isInputError,
  type IletimerkeziErrorCode,
  type IletimerkeziErrorDetails,
  type InputFault,
  type LocalErrorCode,
  type Outcome,
} from '../errors.js';
