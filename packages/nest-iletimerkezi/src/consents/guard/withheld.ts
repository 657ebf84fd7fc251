import type { Verdict } from '../../storage/ledger/verdict.js';

/** Why a recipient does not get a commercial message. `not-checked`: the registry could not be asked. */
export type WithheldReason = Exclude<Verdict, 'granted' | 'allowed' | 'open'> | 'not-checked';

/** A recipient who does not get a commercial message. */
export interface WithheldRecipient {
  /** In E.164. */
  readonly recipient: string;
  readonly reason: WithheldReason;
  /** The ledger's record that says so; null where there is none. */
  readonly position: number | null;
}

/**
 * No recipient of a commercial order may get it, so nothing was sent. `withheld` tells who and why; numbers stand
 * nowhere else, neither in the message nor in what is logged of the error.
 */
export class RecipientsWithheldError extends Error {
  override readonly name = 'RecipientsWithheldError';
  readonly code = 'recipients-withheld' as const;
  readonly outcome = 'not-applied';
  readonly #withheld: readonly WithheldRecipient[];

  /** @param cause why the registry could not be asked, where that was it. */
  constructor(withheld: readonly WithheldRecipient[], cause?: unknown) {
    const reasons = Object.entries(countReasons(withheld)).map(([reason, count]) => `${reason}: ${count}`);
    super(
      `The order was not sent: none of its ${withheld.length} recipients may get a commercial message ` +
        `(${reasons.join(', ')}). See "withheld" for who they are, and docs/consents.md for the reasons.`,
      cause === undefined ? undefined : { cause },
    );
    this.#withheld = withheld;
  }

  get withheld(): readonly WithheldRecipient[] {
    return this.#withheld;
  }

  /** How many for each reason. */
  get reasons(): Readonly<Record<string, number>> {
    return countReasons(this.#withheld);
  }

  /** Without numbers. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, reasons } = this;
    return { name, code, message, reasons };
  }
}

/**
 * Too many recipients of a direct send would have to be looked up first, and the caller would wait for minutes. Nothing
 * was sent. `OutboxService.enqueue` takes such orders and looks up meanwhile.
 */
export class TooManyToCheckError extends Error {
  override readonly name = 'TooManyToCheckError';
  readonly code = 'too-many-to-check' as const;
  readonly outcome = 'not-applied';

  constructor(
    readonly unchecked: number,
    readonly limit: number,
  ) {
    super(
      `The order was not sent: the registry would have to be asked about ${unchecked} of its recipients, and a direct ` +
        `send asks about ${limit} at most. Enqueue it with OutboxService, which asks before its turn comes, or set ` +
        'consents.policy.',
    );
  }
}

/** How many for each reason: what may be logged. */
export function countReasons(withheld: readonly WithheldRecipient[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of withheld) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
