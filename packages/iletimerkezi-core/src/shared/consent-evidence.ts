import type { ConsentChannel } from '../contract/iys-register.js';

/** The time at which the box of a channel was ticked for the last time. */
export interface ConsentTick {
  readonly channel: ConsentChannel;
  readonly tickedAt: Date;
}

/**
 * Proof of how a consent or refusal was obtained. Every field is optional; record as many as you have.
 *
 * Times come from the clock of the person's device. They are evidence only: the server dates the decision. In JSON they
 * are ISO 8601 texts.
 *
 * Source: law 6563, art. 6, and the regulation on commercial messages, art. 12: the sender proves the consent.
 */
export interface ConsentEvidence {
  /** The exact text that was shown, including the labels of the boxes. Stored once per text; records refer to its hash. */
  readonly text?: string;
  /** SHA-256 of `text` in UTF-8, 64 hexadecimal digits. The ledger computes the hash that it stores from `text`. */
  readonly textHash?: string;
  /** The version of the statement, in your own numbering. */
  readonly textVersion?: string;
  /** BCP 47, such as `tr` or `tr-TR`. */
  readonly locale?: string;
  readonly shownAt?: Date;
  /** When the button was pressed. */
  readonly decidedAt?: Date;
  /** One entry for each ticked channel. A record keeps the entry of its own channel. */
  readonly ticks?: readonly ConsentTick[];
  /** The form, page or call. Must not contain personal data: it is kept when the person is erased. */
  readonly form?: string;
  /**
   * Deduplicates submissions: a UUID for each press of the form's button. The ledger records a submission once, so a
   * consent that arrives again after a withdrawal does not undo the withdrawal.
   */
  readonly submissionId?: string;
  /** Personal data: erased with the recipient. */
  readonly ip?: string;
  /** Personal data: erased with the recipient. */
  readonly userAgent?: string;
}
