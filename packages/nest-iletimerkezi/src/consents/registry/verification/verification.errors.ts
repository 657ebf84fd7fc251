import { IletimerkeziError } from 'iletimerkezi-core';
import { MODULE_ERROR_TEXTS } from '../../../common/error-texts.js';

/** A verification of the account is already running, on this or another instance. */
export class VerificationError extends IletimerkeziError {
  override readonly name = 'VerificationError';
  declare readonly code: 'verification-running';

  constructor() {
    const code = 'verification-running';
    super({ code, texts: MODULE_ERROR_TEXTS[code], retryable: true });
  }
}
