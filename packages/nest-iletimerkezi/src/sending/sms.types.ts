import type { AcceptedOrder, OrderKind, OrderMessage, SegmentCount } from 'iletimerkezi-core';
import type { WithheldRecipient } from '../consents/guard/withheld.js';

interface From {
  /** One of the account's approved senders, spelled exactly as approved. Default: the option `defaultSender`. */
  sender?: string;
}

interface Moment {
  /** Schedules the order with the provider. Default: sent immediately. */
  sendAt?: Date;
}

interface OneText extends OrderMessage {
  messages?: never;
}

interface SeveralTexts {
  /** Each text with its own recipients; at most 50,000 recipients in total. */
  messages: readonly OrderMessage[];
  text?: never;
  recipients?: never;
}

/**
 * One text for 1 to 50,000 recipients. `kind` has no default: whether a message is commercial is a legal question that
 * its author must answer. Commercial messages also need `audience`.
 */
export type SendOrder = From & OneText & OrderKind & Moment;

/** Several texts, each with its own recipients, as one order. */
export type SendEachOrder = From & SeveralTexts & OrderKind & Moment;

/** A scheduled order. `sendAt` is transmitted in whole minutes of Turkish time; seconds are rounded up. */
export type ScheduleOrder = From & (OneText | SeveralTexts) & OrderKind & { sendAt: Date };

/** An order that the provider accepted. */
export interface SentOrder extends AcceptedOrder {
  /** Recipients that were removed from a commercial order, each with the reason. Empty when none was removed. */
  readonly withheld: readonly WithheldRecipient[];
}

/** Options of a send or schedule call. */
export interface SendOptions {
  /** Aborts the call, also while the rate limit delays it. Once the request may have been sent, the outcome is `unknown`. */
  signal?: AbortSignal;
}

/** A text whose parts are counted before it is sent. */
export interface EstimateInput {
  text: string;
  /** Number of recipients. Default 1. */
  recipients?: number;
}

/** Parts of a text. The provider bills by its own count; `partsMax` covers the ambiguous cases of its price table. */
export interface Estimate extends SegmentCount {
  /** Parts for all recipients together: the credits of an account billed in credits. */
  totalParts: number;
  /** The total by the most expensive reading of the provider's table. */
  totalPartsMax: number;
}
