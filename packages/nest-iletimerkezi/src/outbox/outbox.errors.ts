import { IletimerkeziError, type ErrorParams } from 'iletimerkezi-core';
import { MODULE_ERROR_TEXTS, type OutboxErrorCode } from '../common/error-texts.js';

/** The error of an outbox operation that was refused. Nothing was changed. */
export class OutboxError extends IletimerkeziError {
  override readonly name = 'OutboxError';
  declare readonly code: OutboxErrorCode;

  constructor(code: OutboxErrorCode, params: ErrorParams = {}) {
    super({ code, texts: MODULE_ERROR_TEXTS[code], params });
  }

  /** With `dedupe-conflict`: the id of the campaign that has the key. */
  get campaignId(): string | undefined {
    const { campaignId } = this.params;
    return typeof campaignId === 'string' ? campaignId : undefined;
  }
}
