import { IletimerkeziError } from 'iletimerkezi-core';
import { MODULE_ERROR_TEXTS, type PhoneVerificationErrorCode } from '../common/error-texts.js';

/** The error of a phone verification that was refused. Nothing was sent. */
export class PhoneVerificationError extends IletimerkeziError {
  override readonly name = 'PhoneVerificationError';
  declare readonly code: PhoneVerificationErrorCode;
  /** With `phone-verification-limited`: when the call may succeed. */
  readonly retryAt?: Date;
  /** The time of the refusal, by the clock of `retryAt`. */
  readonly at?: Date;

  constructor(code: PhoneVerificationErrorCode, { retryAt, at }: { retryAt?: Date; at?: Date } = {}) {
    super({ code, texts: MODULE_ERROR_TEXTS[code], retryable: code === 'phone-verification-unavailable' });
    if (retryAt !== undefined) this.retryAt = retryAt;
    if (at !== undefined) this.at = at;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), retryAt: this.retryAt };
  }
}
