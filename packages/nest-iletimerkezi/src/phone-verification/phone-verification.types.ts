import type {
  E164,
  PhoneVerificationCheckAnswer,
  PhoneVerificationExpired,
  PhoneVerificationLocale,
  PhoneVerificationLocked,
  PhoneVerificationSent,
  PhoneVerificationUsed,
} from 'iletimerkezi-core';

/** The input of `start`. */
export interface StartVerification {
  /** In any form that people write. */
  phone: string;
  /** The action that the person confirms, such as `sign-in`: 1 to 100 characters. The code is valid for this purpose only. */
  purpose: string;
  /** The person's IP address, not your proxy's. Without it, the limits per address do not apply. */
  ip?: string;
  /** Your session's id, or another value that identifies the browser: 1 to 500 characters. Only a keyed hash is stored. */
  sessionId?: string;
  /** Language of the message. Default `tr`. */
  locale?: PhoneVerificationLocale;
}

/** A code that another library generated and checks. */
export interface CodeToSend extends StartVerification {
  /** 4 to 10 digits. It is not stored, except in the message until it was sent. */
  code: string;
  /**
   * Lifetime of the code in milliseconds, one minute to one hour. It is not sent later. Default: the option
   * `lifetimeMs`.
   */
  lifetimeMs?: number;
  /** Calls with the same key within an hour send one message: 1 to 1,000 characters. Only a keyed hash is stored. */
  dedupeKey?: string;
  /**
   * Whether you call `codeEntered` for each code that was entered. Codes count in the guard against pumping only then,
   * because it cannot know whether they were entered. Default false.
   */
  reportsEntered?: boolean;
}

/** Result of `sendCode`. `repeated`: a call with the same `dedupeKey` has sent the message before. */
export interface CodeSent {
  readonly status: 'sent' | 'repeated';
}

/** An entered code of another library. */
export interface EnteredCode {
  /** In any form that people write. */
  phone: string;
  /** The person's IP address, as for `sendCode`. */
  ip?: string;
}

/** The id of a verification, as `start` returned it. */
export interface VerificationId {
  id: string;
}

/** A code to check. */
export interface VerificationCheck extends VerificationId {
  /** Spaces and hyphens are ignored. */
  code: string;
}

/** Result of `start`. */
export type VerificationSent = PhoneVerificationSent<Date>;

/** Result of `resend`. */
export type VerificationResent =
  | VerificationSent
  | PhoneVerificationExpired<Date>
  | PhoneVerificationLocked<Date>
  | PhoneVerificationUsed<Date>;

/** Result of `check`. */
export type VerificationResult =
  | { readonly status: 'verified'; readonly phone: E164; readonly purpose: string }
  | Exclude<PhoneVerificationCheckAnswer<Date>, { status: 'verified' }>;

/** Which verified phone is asked for. */
export interface VerifiedPhoneQuery extends VerificationId {
  purpose: string;
  /** Maximum age of the verification in milliseconds. Default ten minutes. */
  maxAgeMs?: number;
  /** Uses the verification up, so that it is returned once over all instances. Default false. */
  once?: boolean;
}
