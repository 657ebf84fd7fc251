import type { DeliveryStatus } from '../contract/delivery-status.js';
import type { PhoneFault } from '../phone/types.js';

/**
 * The HTTP contract of phone verification: what a browser sends to the controller of `nest-iletimerkezi`, and what it
 * receives. Every request is a POST with a JSON body, also `status`: ids do not belong in URLs, which are logged. Every
 * answer has a `status`. Times are ISO 8601 in UTC; services use the same types with `Date`.
 */

/** Languages of the message. */
export type PhoneVerificationLocale = 'tr' | 'en';

/** The channel of the code. More may be added. */
export type PhoneVerificationChannel = 'sms';

/** Body of `start`: sends a code to a phone. */
export interface PhoneVerificationStartBody {
  /** In any form that people write. */
  readonly phone: string;
  /** The action that the person confirms, such as `sign-in`. A code is valid for its own purpose only. Default: the controller's. */
  readonly purpose?: string;
  /** Default `tr`. */
  readonly locale?: PhoneVerificationLocale;
}

/** Body of `resend`, `cancel` and `status`. */
export interface PhoneVerificationIdBody {
  readonly id: string;
}

/** Body of `check`. */
export interface PhoneVerificationCheckBody extends PhoneVerificationIdBody {
  /** Digits. Spaces and hyphens are ignored. */
  readonly code: string;
}

/** Why a phone is refused. `unassigned`: no operator uses the number range. */
export type PhoneVerificationPhoneFault = PhoneFault | 'unassigned';

/** Every fault of a phone, for code that checks the answer of a server. */
export const PHONE_VERIFICATION_PHONE_FAULTS: readonly PhoneVerificationPhoneFault[] = [
  'empty',
  'not-a-number',
  'exponent',
  'too-short',
  'too-long',
  'landline',
  'not-mobile',
  'foreign',
  'country-code',
  'trunk-zero',
  'unassigned',
];

/** The part that every answer has. */
export interface PhoneVerificationAnswer<Time = string> {
  /**
   * The server's time, by the clock of the answer's other times. Browsers count down from it, because the clock of a device
   * may be wrong. The controller of `nest-iletimerkezi` always sets it.
   */
  readonly now?: Time;
}

/** A code is on its way. Also the answer for phones that have no account in the application. */
export interface PhoneVerificationSent<Time = string> extends PhoneVerificationAnswer<Time> {
  readonly status: 'sent';
  /** Identifies the verification in later calls. Unguessable; treat it like a session id. */
  readonly id: string;
  readonly channel: PhoneVerificationChannel;
  /** Number of digits, 4 to 10. */
  readonly codeLength: number;
  readonly expiresAt: Time;
  /** The earliest time at which `resend` is accepted. */
  readonly resendAt: Time;
  readonly attemptsLeft: number;
}

/** Too many requests. The answer does not reveal which limit was reached. */
export interface PhoneVerificationLimited<Time = string> extends PhoneVerificationAnswer<Time> {
  readonly status: 'limited';
  readonly retryAt: Time;
}

/** The code is expired, cancelled or replaced, or the id is unknown. Start again. */
export interface PhoneVerificationExpired<Time = string> extends PhoneVerificationAnswer<Time> {
  readonly status: 'expired';
}

/** Too many wrong codes. Resends and new verifications of this phone are locked too, until `retryAt`. */
export interface PhoneVerificationLocked<Time = string> extends PhoneVerificationAnswer<Time> {
  readonly status: 'locked';
  readonly retryAt: Time;
}

/** The code was accepted before. A code is accepted once. */
export interface PhoneVerificationUsed<Time = string> extends PhoneVerificationAnswer<Time> {
  readonly status: 'used';
}

/** Codes cannot be sent at the moment. Nothing was sent. */
export interface PhoneVerificationUnavailable<Time = string> extends PhoneVerificationAnswer<Time> {
  readonly status: 'unavailable';
  /** When codes can be sent again, where it is known. */
  readonly retryAt?: Time;
}

/** The phone was verified. */
export interface PhoneVerificationVerified<Time = string> extends PhoneVerificationAnswer<Time> {
  readonly status: 'verified';
}

/** The code is wrong. */
export interface PhoneVerificationWrong<Time = string> extends PhoneVerificationAnswer<Time> {
  readonly status: 'wrong';
  readonly attemptsLeft: number;
}

/** The phone cannot receive a code. */
export interface PhoneVerificationInvalidPhone<Time = string> extends PhoneVerificationAnswer<Time> {
  readonly status: 'invalid-phone';
  readonly reason: PhoneVerificationPhoneFault;
}

/** The code can be entered. */
export interface PhoneVerificationPending<Time = string> extends PhoneVerificationAnswer<Time> {
  readonly status: 'pending';
  readonly expiresAt: Time;
  /** The earliest time at which `resend` is accepted: now if the message was not delivered. */
  readonly resendAt: Time;
  readonly attemptsLeft: number;
  /** Of the last message. `undelivered` also if it was not sent. */
  readonly delivery: DeliveryStatus;
}

/** Answer of `start`. */
export type PhoneVerificationStartAnswer<Time = string> =
  | PhoneVerificationSent<Time>
  | PhoneVerificationLimited<Time>
  | PhoneVerificationInvalidPhone<Time>
  | PhoneVerificationUnavailable<Time>;

/** Answer of `check`. */
export type PhoneVerificationCheckAnswer<Time = string> =
  | PhoneVerificationVerified<Time>
  | PhoneVerificationWrong<Time>
  | PhoneVerificationExpired<Time>
  | PhoneVerificationLocked<Time>
  | PhoneVerificationUsed<Time>;

/** Answer of `resend`. The id stays the same. */
export type PhoneVerificationResendAnswer<Time = string> =
  | PhoneVerificationSent<Time>
  | PhoneVerificationLimited<Time>
  | PhoneVerificationExpired<Time>
  | PhoneVerificationLocked<Time>
  | PhoneVerificationUsed<Time>
  | PhoneVerificationUnavailable<Time>;

/** Answer of `cancel`, also for an unknown id. */
export interface PhoneVerificationCancelAnswer<Time = string> extends PhoneVerificationAnswer<Time> {
  readonly status: 'cancelled';
}

/** Answer of `status`. */
export type PhoneVerificationStatus<Time = string> =
  | PhoneVerificationPending<Time>
  | PhoneVerificationVerified<Time>
  | PhoneVerificationExpired<Time>
  | PhoneVerificationLocked<Time>;
