import { type E164, IletimerkeziError } from 'iletimerkezi-core';
import { MODULE_ERROR_TEXTS } from '../../common/error-texts.js';
import type { Verdict } from '../../storage/ledger/verdict.js';

/** Why a recipient does not get a commercial message. `not-checked`: İYS could not be checked. */
export type WithheldReason = Exclude<Verdict, 'granted' | 'allowed' | 'open'> | 'not-checked';

/** A recipient who does not get a commercial message. */
export interface WithheldRecipient {
  readonly recipient: E164;
  readonly reason: WithheldReason;
  /** The position of the ledger's record; null without one. */
  readonly position: number | null;
}

/**
 * No recipient of a commercial order may get it, so nothing was sent. `withheld` has the recipients and reasons; numbers
 * are nowhere else, neither in the message nor in logs of the error.
 */
export class RecipientsWithheldError extends IletimerkeziError {
  override readonly name = 'RecipientsWithheldError';
  declare readonly code: 'recipients-withheld';
  readonly #withheld: readonly WithheldRecipient[];

  /** @param cause why the registry could not be queried, where that was the reason. */
  constructor(withheld: readonly WithheldRecipient[], cause?: unknown) {
    const reasons = Object.entries(countReasons(withheld)).map(([reason, count]) => `${reason}: ${count}`);
    const code = 'recipients-withheld';
    const params = { count: withheld.length, reasons: reasons.join(', ') };
    super({ code, texts: MODULE_ERROR_TEXTS[code], params, cause });
    this.#withheld = withheld;
  }

  get withheld(): readonly WithheldRecipient[] {
    return this.#withheld;
  }

  /** The number of recipients for each reason. */
  get reasons(): Readonly<Record<string, number>> {
    return countReasons(this.#withheld);
  }

  /** Contains no numbers. */
  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), reasons: this.reasons };
  }
}

/**
 * Too many recipients of a direct send would have to be checked at İYS first. Nothing was sent. `OutboxService.enqueue`
 * accepts such orders and checks them in the background.
 */
export class TooManyToCheckError extends IletimerkeziError {
  override readonly name = 'TooManyToCheckError';
  declare readonly code: 'too-many-to-check';

  constructor(
    readonly unchecked: number,
    readonly limit: number,
  ) {
    const code = 'too-many-to-check';
    super({ code, texts: MODULE_ERROR_TEXTS[code], params: { unchecked, limit } });
  }
}

/** Counts the recipients by reason, for logs. */
export function countReasons(withheld: readonly WithheldRecipient[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of withheld) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
