import { formatDateTime, IletimerkeziError } from 'iletimerkezi-core';
import { MODULE_ERROR_TEXTS } from '../common/error-texts.js';

/** The error of a direct commercial send outside of the account's sending hours. Nothing was sent. */
export class OutsideHoursError extends IletimerkeziError {
  override readonly name = 'OutsideHoursError';
  declare readonly code: 'outside-hours';

  /** @param retryAt the next opening. */
  constructor(readonly retryAt: Date) {
    const code = 'outside-hours';
    super({ code, texts: MODULE_ERROR_TEXTS[code], params: { opensAt: formatDateTime(retryAt) } });
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), retryAt: this.retryAt };
  }
}
