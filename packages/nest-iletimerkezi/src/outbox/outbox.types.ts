import type { Audience } from 'iletimerkezi-core';
import type { HostTransaction } from '../storage/host-transaction.js';
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
};

export type CampaignRecipient = string | { to: string; text: string };

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
