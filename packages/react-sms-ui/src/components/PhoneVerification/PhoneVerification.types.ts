import type { E164 } from 'iletimerkezi-core/phone';
import type {
  DeliveryStatus,
  PhoneVerificationCheckAnswer,
  PhoneVerificationPhoneFault,
  PhoneVerificationResendAnswer,
  PhoneVerificationStartAnswer,
  PhoneVerificationStatus,
} from 'iletimerkezi-core/shared';
import type { Locale } from '../../i18n/types.js';

/** A time of the server: ISO 8601, epoch milliseconds or a `Date`. */
export type ServerTime = string | number | Date;

/**
 * The calls to your server. Countdowns are measured from `now` of an answer, so that they do not depend on the clock of the
 * device. An answer that is not recognized, and a rejection, have an unknown outcome.
 */
export interface PhoneVerificationActions {
  /** Sends a code. */
  onStart: (request: { phone: E164; locale: Locale }) => Promise<PhoneVerificationStartAnswer<ServerTime>>;
  /** Checks a code. */
  onCheck: (request: { id: string; code: string }) => Promise<PhoneVerificationCheckAnswer<ServerTime>>;
  /** Sends the code again, or a new one. */
  onResend: (request: { id: string }) => Promise<PhoneVerificationResendAnswer<ServerTime>>;
  /** Cancels a verification when the person changes the number. Its result is ignored. */
  onCancel?: (request: { id: string }) => Promise<unknown>;
  /** Reads the status every 5 seconds until the message is delivered, so that a resend is offered as soon as it failed. */
  onStatus?: (request: { id: string }) => Promise<PhoneVerificationStatus<ServerTime>>;
  /** Called once when the phone is verified. What the person may do is decided by your server. */
  onVerified?: (verification: { id: string; phone: E164 }) => void;
}

/** The call that is in progress. */
export type VerificationCall = 'start' | 'check' | 'resend';

/** Why the person cannot continue, or what to do first. */
export type VerificationProblem =
  /** The server refuses the phone. */
  | { kind: 'invalid-phone'; reason: PhoneVerificationPhoneFault }
  /** Too many requests. */
  | { kind: 'limited'; call: VerificationCall }
  /** Nothing was sent. */
  | { kind: 'unavailable' }
  /** The code is wrong. */
  | { kind: 'wrong' }
  /** The last message was not delivered. */
  | { kind: 'undelivered' }
  /** The outcome of a call is unknown. The call can be repeated safely. */
  | { kind: 'unknown'; call: VerificationCall }
  /** The verification has ended: start again. */
  | { kind: 'expired' | 'used' | 'locked' };

/** State and actions of a phone verification. */
export interface UsePhoneVerification {
  step: 'phone' | 'code' | 'verified';
  /** The phone of the last `start`. */
  phone: E164 | undefined;
  /** Identifies the verification; undefined before a code was sent. */
  id: string | undefined;
  /** Number of digits of the code. */
  codeLength: number;
  /** Remaining attempts; undefined before a code was sent. */
  attemptsLeft: number | undefined;
  problem: VerificationProblem | undefined;
  /** Whether the verification has ended without success: only `start` and `changeNumber` continue. */
  hasEnded: boolean;
  /** The call in progress. */
  busy: VerificationCall | undefined;
  /** Whether the call in progress has had no answer for 10 seconds. It can be repeated then. */
  isSlow: boolean;
  /** Delivery of the last message, as `onStatus` returned it. */
  delivery: DeliveryStatus;
  /** Number of messages with a code in this verification. */
  sentCount: number;
  /** Seconds until `resend` is accepted. 0: now. */
  resendIn: number;
  /** Seconds until the server accepts another request after `limited` and `locked`. 0: now. */
  retryIn: number;
  /** Sends a code to a phone. Also starts again after the verification has ended. */
  start: (phone: E164) => void;
  check: (code: string) => void;
  resend: () => void;
  /** Cancels the verification and returns to the phone. */
  changeNumber: () => void;
}
