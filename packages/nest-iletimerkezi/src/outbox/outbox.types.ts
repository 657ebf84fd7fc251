import type { Audience } from 'iletimerkezi-core';
import type { WithheldReason } from '../consents/guard/withheld.js';
import type { HostTransaction } from '../storage/host-transaction.js';
import type { SpendCap } from '../storage/spend/spend-limit.error.js';
import type { Lane } from '../storage/schema.js';

/** The legal kind of a message. There is no default. */
type Kind = { kind: 'transactional' } | { kind: 'commercial'; audience: Audience };

/** A message to enqueue: one text for all recipients, or several texts with their recipients. */
export type OutboxMessage = Kind & {
  /** One of the account's approved senders. Default: the account's `defaultSender`. */
  sender?: string;
  /**
   * Time at which the provider delivers the message, with a precision of one minute. To wait in the outbox instead, use
   * `notBefore`.
   */
  sendAt?: Date;
} & (
    | { text: string; recipients: readonly string[] }
    | { messages: readonly { text: string; recipients: readonly string[] }[] }
  );

/** The message of a campaign. Its recipients are a stream, each with the common text or with a text of its own. */
export type CampaignMessage = Kind & {
  sender?: string;
  sendAt?: Date;
  /** The text for recipients without a text of their own. */
  text?: string;
  /**
   * In place of `text`: a text with placeholders such as `{ad}`, which the `values` of each recipient fill. See `parseTemplate`
   * of iletimerkezi-core for fallbacks and suffixes.
   */
  template?: string;
};

/** A recipient's number, with its own text, or with its values for the message's `template`. */
export type CampaignRecipient =
  | string
  | { to: string; text: string }
  | { to: string; values: Readonly<Record<string, string>> };

export interface EnqueueOptions {
  /** The host's transaction, from an adapter such as `pgTransaction(client)`. Default: a new transaction. */
  tx?: HostTransaction;
  /**
   * Key by which repeated calls are deduplicated: a second call with the same key returns the campaign of the first. 1 to 500
   * characters. A message with other content is refused; see `otherContent`.
   */
  dedupeKey?: string;
  /**
   * Behaviour when the key belongs to a campaign with another sender, kind, text, recipient or `sendAt`. `refuse` (default):
   * throws OutboxError `dedupe-conflict` with the id of that campaign. `ignore`: returns that campaign.
   */
  otherContent?: 'refuse' | 'ignore';
  /**
   * A {@link CampaignPreview}, or its `digest`. A message with other content than the previewed one is refused with OutboxError
   * `preview-differs`, and nothing is enqueued. With the preview, the error states what changed, if the recipients are an array.
   */
  expect?: string | PreviewedFigures;
  /** Earliest time at which the message is sent. */
  notBefore?: Date;
  /**
   * Latest time at which the message is sent. An order that is unsent then becomes `expired`. Set it for one-time
   * passwords.
   */
  notAfter?: Date;
  /**
   * `instant`: sent immediately, at most 100 recipients per second. `bulk`: one order at a time, without delaying instant
   * orders. Default: `instant` for up to 100 recipients, otherwise `bulk`.
   */
  lane?: Lane;
}

/** Options of `OutboxService.compose`. */
export interface ComposeOptions {
  /** `cancelled`: only the recipients of orders that were cancelled, who did not get the message. Default: all recipients. */
  only?: 'cancelled';
}

/** Options of a preview: those of the call that would enqueue the message. */
export interface PreviewOptions extends Pick<EnqueueOptions, 'notBefore' | 'notAfter'> {
  /**
   * Numbers in E.164 of the account's blacklist, as far as the host knows them. They are counted as `blacklisted`. The module does not
   * store the blacklist; the provider applies it when the message is sent.
   */
  blacklist?: ReadonlySet<string>;
}

/** The figures that a person has confirmed, from a {@link CampaignPreview} or its JSON. */
export interface PreviewedFigures extends Pick<CampaignPreview, 'digest' | 'recipients' | 'credits'> {
  readonly startsAt: Date | string;
  /** With `applied`, only times are compared: the blacklist is not known when the message is enqueued. */
  readonly blacklist?: CampaignPreview['blacklist'];
}

/** A figure of a preview and of the message now. */
export interface PreviewChange<Value> {
  readonly before: Value;
  readonly now: Value;
}

/** The figures that differ from the preview. Empty when only the content differs, such as a text of the same length. */
export interface PreviewChanges {
  readonly recipients?: PreviewChange<number>;
  readonly credits?: PreviewChange<CampaignPreview['credits']>;
  /** Set when the times differ by a minute or more. */
  readonly startsAt?: PreviewChange<Date>;
}

/** The spend limit that a previewed message exceeds now. */
export interface PreviewedSpend {
  readonly cap: SpendCap;
  /** In credits. */
  readonly limit: number;
  /** The start of the next period. Undefined when the message is larger than the cap. */
  readonly retryAt?: Date;
}

/** The effect that enqueuing a message would have. Contains no number and no text. */
export interface CampaignPreview {
  /** Identifies the content: pass it as `expect` to enqueue exactly this message. */
  readonly digest: string;
  /** Recipients that get the message. */
  readonly recipients: number;
  /** Further recipients that get it if İYS confirms their consent, up to `consents.checksPerOrder` of each order. */
  readonly unchecked: number;
  /** Recipients that do not get it, by reason. */
  readonly withheld: Readonly<
    Partial<Record<Exclude<WithheldReason, 'not-checked'> | 'blacklisted', number>>
  >;
  /** `unknown`: the blacklist was not given, so that numbers on it are counted as recipients. */
  readonly blacklist: 'applied' | 'unknown';
  /** Rows with the number of an earlier row. The first row counts. */
  readonly duplicates: number;
  /** Those among the duplicates that have another text. */
  readonly conflicting: number;
  /** Parts of the texts of `recipients` and `unchecked`: of the shortest, of the longest, and of all together. */
  readonly parts: { readonly min: number; readonly max: number; readonly total: number };
  /** `min`: only `recipients`. `max`: also `unchecked`, by the most expensive reading of the provider's table. */
  readonly credits: { readonly min: number; readonly max: number };
  /** Requests to the provider. They are sent one after the other, unless the message has up to 100 recipients. */
  readonly orders: number;
  /** When the first order may be sent, or its `sendAt`. */
  readonly startsAt: Date;
  /**
   * Estimate of the time at which the provider has the last order, or its `sendAt`. Up to 100 recipients take the account's rate
   * limit of 100 a second, each larger order 2 s (an assumption: the provider publishes no figure), and orders wait for `sendingHours`. Other queued messages are not included.
   */
  readonly endsAt: Date;
  /** Set when it waits for the option `sendingHours`. */
  readonly waitsFor?: 'outside-hours';
  /** Set when it exceeds a spend limit: it is refused, or waits with `beyond: 'wait'`. */
  readonly spend?: PreviewedSpend;
}
