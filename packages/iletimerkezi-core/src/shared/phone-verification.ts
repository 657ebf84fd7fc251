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

/** A code is on its way. Also the answer for phones that have no account in the application. */
export interface PhoneVerificationSent<Time = string> {
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
export interface PhoneVerificationLimited<Time = string> {
  readonly status: 'limited';
  readonly retryAt: Time;
}

/** The code is expired, cancelled or replaced, or the id is unknown. Start again. */
export interface PhoneVerificationExpired {
  readonly status: 'expired';
}

/** Too many wrong codes. Resends and new verifications of this phone are locked too, until `retryAt`. */
export interface PhoneVerificationLocked<Time = string> {
  readonly status: 'locked';
  readonly retryAt: Time;
}

/** The code was accepted before. A code is accepted once. */
export interface PhoneVerificationUsed {
  readonly status: 'used';
}

/** Codes cannot be sent at the moment. Nothing was sent. */
export interface PhoneVerificationUnavailable {
  readonly status: 'unavailable';
}

/** Answer of `start`. */
export type PhoneVerificationStartAnswer<Time = string> =
  | PhoneVerificationSent<Time>
  | PhoneVerificationLimited<Time>
  | { readonly status: 'invalid-phone'; readonly reason: PhoneVerificationPhoneFault }
  | PhoneVerificationUnavailable;

/** Answer of `check`. */
export type PhoneVerificationCheckAnswer<Time = string> =
  | { readonly status: 'verified' }
  | { readonly status: 'wrong'; readonly attemptsLeft: number }
  | PhoneVerificationExpired
  | PhoneVerificationLocked<Time>
  | PhoneVerificationUsed;

/** Answer of `resend`. The id stays the same. */
export type PhoneVerificationResendAnswer<Time = string> =
  | PhoneVerificationSent<Time>
  | PhoneVerificationLimited<Time>
  | PhoneVerificationExpired
  | PhoneVerificationLocked<Time>
  | PhoneVerificationUsed
  | PhoneVerificationUnavailable;

/** Answer of `cancel`, also for an unknown id. */
export interface PhoneVerificationCancelAnswer {
  readonly status: 'cancelled';
}

/** Answer of `status`. */
export type PhoneVerificationStatus<Time = string> =
  | {
      readonly status: 'pending';
      readonly expiresAt: Time;
      /** The earliest time at which `resend` is accepted: now if the message was not delivered. */
      readonly resendAt: Time;
      readonly attemptsLeft: number;
      /** Of the last message. `undelivered` also if it was not sent. */
      readonly delivery: DeliveryStatus;
    }
  | { readonly status: 'verified' }
  | PhoneVerificationExpired
  | PhoneVerificationLocked<Time>;
