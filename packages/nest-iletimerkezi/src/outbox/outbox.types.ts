import type { Audience } from 'iletimerkezi-core';
import type { HostTransaction } from '../storage/host-transaction.js';
import type { Lane } from '../storage/schema.js';

/** What the law calls it; there is no default. */
type Kind = { kind: 'transactional' } | { kind: 'commercial'; audience: Audience };

/** A message to enqueue: one text for all, or several texts each for its own recipients. */
export type OutboxMessage = Kind & {
  /** One of the account's approved senders. Default: the account's `defaultSender`. */
  sender?: string;
  /** Leaves it with the provider until then, in whole minutes. To wait in the outbox instead, use `notBefore`. */
  sendAt?: Date;
} & (
    | { text: string; recipients: readonly string[] }
    | { messages: readonly { text: string; recipients: readonly string[] }[] }
  );

/** A campaign's message: its recipients come as a stream, each with the one text or with its own. */
export type CampaignMessage = Kind & {
  sender?: string;
  sendAt?: Date;
  /** For recipients that bring no text of their own. */
  text?: string;
};

export type CampaignRecipient = string | { to: string; text: string };

export interface EnqueueOptions {
  /** The host's transaction, from an adapter such as `pgTransaction(client)`. Without it, one of our own. */
  tx?: HostTransaction;
  /**
   * The same key twice is the same message: the second call returns the first one's campaign. 1 to 500 characters. A
   * message with other content is refused, see `otherContent`.
   */
  dedupeKey?: string;
  /**
   * What happens when the key belongs to a campaign with another sender, kind, text, recipient or `sendAt`. `refuse`
   * (default): OutboxError `dedupe-conflict`, which names that campaign. `ignore`: that campaign is returned.
   */
  otherContent?: 'refuse' | 'ignore';
  /** Not sent before. */
  notBefore?: Date;
  /** Not sent after: an order that is still here then is dropped as `expired`. A one-time password has a time. */
  notAfter?: Date;
  /**
   * `instant`: at once, at most 100 recipients a second. `bulk`: one order at a time, never in the way of instant
   * ones. Default: instant up to 100 recipients.
   */
  lane?: Lane;
}
