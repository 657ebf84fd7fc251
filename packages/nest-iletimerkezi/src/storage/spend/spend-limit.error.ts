import { IletimerkeziError } from 'iletimerkezi-core';
import { MODULE_ERROR_TEXTS } from '../../common/error-texts.js';

/** The cap that a message exceeds. */
export type SpendCap = 'perDay' | 'perMonth' | 'perCampaign';

/** The excess of a message over a cap, in credits. */
export interface ExceededCap {
  readonly cap: SpendCap;
  readonly limit: number;
  readonly credits: number;
  readonly retryAt?: Date;
}

/** The error of a message that exceeds a spend limit. Nothing was sent or enqueued. */
export class SpendLimitError extends IletimerkeziError {
  override readonly name = 'SpendLimitError';
  declare readonly code: 'spend-limit-exceeded';
  /** The path of the option, such as `limits.spend.perDay`. */
  readonly path: `limits.spend.${SpendCap}`;
  /** The start of the next period. Undefined when the message is larger than the cap. */
  readonly retryAt?: Date;

  constructor({ cap, limit, credits, retryAt }: ExceededCap) {
    const code = 'spend-limit-exceeded';
    const path = `limits.spend.${cap}` as const;
    super({ code, texts: MODULE_ERROR_TEXTS[code], params: { path, limit, credits } });
    this.path = path;
    if (retryAt !== undefined) this.retryAt = retryAt;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), path: this.path, retryAt: this.retryAt };
  }
}
