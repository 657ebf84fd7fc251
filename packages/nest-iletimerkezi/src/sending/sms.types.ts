import type { AcceptedOrder, OrderKind, OrderMessage, SegmentCount } from 'iletimerkezi-core';
import type { WithheldRecipient } from '../consents/guard/withheld.js';

interface From {
  /** One of the account's approved senders, letter for letter. Default: the option `defaultSender`. */
  sender?: string;
}

interface Moment {
  /** Leaves the order with the provider until then. Absent: it goes at once. */
  sendAt?: Date;
}

interface OneText extends OrderMessage {
  messages?: never;
}

interface SeveralTexts {
  /** Each text with its own recipients; at most 50,000 recipients together. */
  messages: readonly OrderMessage[];
  text?: never;
  recipients?: never;
}

/**
 * One text for 1 to 50,000 recipients. `kind` has no default: whether a message is commercial is a question of law that
 * only its author can answer, and commercial ones also need `audience`.
 */
export type SendOrder = From & OneText & OrderKind & Moment;

/** Several texts, each with its own recipients, as one order. */
export type SendEachOrder = From & SeveralTexts & OrderKind & Moment;

/** An order for later. `sendAt` is sent in whole minutes of Turkish time; seconds are rounded up. */
export type ScheduleOrder = From & (OneText | SeveralTexts) & OrderKind & { sendAt: Date };

/** An order that the provider accepted. */
export interface SentOrder extends AcceptedOrder {
  /** Recipients of a commercial order who do not get it, and why. Empty where everybody gets it. */
  readonly withheld: readonly WithheldRecipient[];
}

/** What a send or schedule call takes besides. */
export interface SendOptions {
  /** Ends the call, also while it waits for its turn. Once the request may have left, the outcome is `unknown`. */
  signal?: AbortSignal;
}

/** A text to be counted before it is sent. */
export interface EstimateInput {
  text: string;
  /** How many will get it. Default 1. */
  recipients?: number;
}

/** What a text will take. The provider bills by its own count; where its table can be read in several ways, see `partsMax`. */
export interface Estimate extends SegmentCount {
  /** Parts for all recipients together: the credits of an account billed in credits. */
  totalParts: number;
  /** The same by the dearest reading of the provider's table. */
  totalPartsMax: number;
}
